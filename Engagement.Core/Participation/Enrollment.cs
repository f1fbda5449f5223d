using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>A person in a cohort, from application to completion.</summary>
public sealed class Enrollment : Entity, IAudited
{
    private readonly List<StageChange> history = [];

    private Enrollment() { }

    /// <summary>An application; give it a stage next.</summary>
    public Enrollment(Guid cohortId, Guid personId, DateTime utcNow) =>
        (CohortId, PersonId, AppliedAt) = (cohortId, personId, utcNow);

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; internal set; }

    /// <summary>Where it stands.</summary>
    public Stage Stage { get; internal set; }

    /// <summary>Seat from 1, held while enrolled or completed; unique within the cohort, so that seats can't be oversold.</summary>
    public int? Seat { get; internal set; }

    /// <summary>When the application came in (UTC); the order of the waitlist.</summary>
    public DateTime AppliedAt { get; private set; }

    /// <summary>Reference that the applicant was given; unique.</summary>
    public string Reference { get; private init; } = CheckedCode.New(8);

    /// <summary>Code on the participant's card, for check-in without a list of names; unique.</summary>
    [NotAudited]
    public string CardCode { get; internal set; } = CheckedCode.New(7);

    /// <summary>Why a coordinator granted completion though the rule was not met; null when it was or is not granted.</summary>
    public string? CompletionReason { get; internal set; }

    /// <summary>Day of completion.</summary>
    public DateOnly? CompletedOn { get; internal set; }

    /// <summary>Every change of stage, oldest first.</summary>
    public IReadOnlyList<StageChange> History => history;

    Guid IAudited.AuditSubject => PersonId;

    /// <summary>Records a step; the verbs of this entity call it.</summary>
    internal void Move(Stage to, DateTime utcNow, string by, string? reason)
    {
        history.Add(new StageChange { At = utcNow, From = history.Count == 0 ? null : Stage, To = to, By = by, Reason = reason });
        Stage = to;
    }
}

/// <summary>Stages of an enrollment.</summary>
public enum Stage
{
    /// <summary>Asked for a seat; not decided.</summary>
    Applied,

    /// <summary>Waits for a seat.</summary>
    Waitlisted,

    /// <summary>Has a seat.</summary>
    Enrolled,

    /// <summary>Graduated.</summary>
    Completed,

    /// <summary>Left.</summary>
    Withdrawn,

    /// <summary>Was not admitted.</summary>
    Denied,
}

/// <summary>One step between stages.</summary>
public sealed class StageChange
{
    /// <summary>When (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>Before; null for the first.</summary>
    public Stage? From { get; set; }

    /// <summary>After.</summary>
    public Stage To { get; set; }

    /// <summary>Who did it.</summary>
    public string By { get; set; } = "";

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
