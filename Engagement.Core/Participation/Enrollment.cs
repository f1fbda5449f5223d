using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>A person in a cohort, from application to completion.</summary>
public sealed class Enrollment : Entity, IAudited
{
    private const int CardLength = 7;
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

    /// <summary>What the form was that made it, as a hash or an id, so that the same form sent twice makes one enrollment; null for others and once erased. Unique.</summary>
    [NotAudited]
    public string? FormKey { get; internal set; }

    /// <summary>Code on the participant's card, for check-in without a list of names; unique.</summary>
    [NotAudited]
    public string CardCode { get; internal set; } = CheckedCode.New(CardLength);

    /// <summary>Why a coordinator granted completion though the rule was not met; null when it was or is not granted.</summary>
    public string? CompletionReason { get; internal set; }

    /// <summary>Day of completion.</summary>
    public DateOnly? CompletedOn { get; internal set; }

    /// <summary>True when a closing survey was handed in; that it was, never what it says. The trail's time would help to find the answers.</summary>
    [NotAudited]
    public bool SurveyHandedIn { get; internal set; }

    /// <summary>Every change of stage, oldest first.</summary>
    public IReadOnlyList<StageChange> History => history;

    Guid IAudited.AuditSubject => PersonId;

    /// <summary>True while a seat is held.</summary>
    public bool HasSeat => Stage is Stage.Enrolled or Stage.Completed;

    /// <summary>Another code for the card, before the first one was printed.</summary>
    internal void DrawCard() => CardCode = CheckedCode.New(CardLength);

    /// <summary>Records that a seat was asked for; the first step.</summary>
    public Result Apply(DateTime utcNow, string by)
    {
        if (history.Count > 0) return new WrongStage(Stage, Stage.Applied);
        Move(Stage.Applied, utcNow, by, null);
        return Result.Success;
    }

    /// <summary>Gives a seat, from any stage that has none.</summary>
    public Result Admit(int seat, DateTime utcNow, string by, string? reason = null)
    {
        if (HasSeat && history.Count > 0) return new WrongStage(Stage, Stage.Enrolled);
        Seat = seat;
        Move(Stage.Enrolled, utcNow, by, reason);
        return Result.Success;
    }

    /// <summary>Lets wait. Who had a decision already comes to the end of the line; who only applied keeps the place of the application.</summary>
    public Result Wait(DateTime utcNow, string by, string? reason = null)
    {
        if (history.Count > 0)
        {
            if (Stage is Stage.Waitlisted or Stage.Completed) return new WrongStage(Stage, Stage.Waitlisted);
            if (Stage != Stage.Applied) AppliedAt = utcNow;
        }
        Seat = null;
        Move(Stage.Waitlisted, utcNow, by, reason);
        return Result.Success;
    }

    /// <summary>An offer was not answered in time: the next come first.</summary>
    internal void GoToTheEnd(DateTime utcNow)
    {
        if (Stage == Stage.Waitlisted) AppliedAt = utcNow;
    }

    /// <summary>Turns an application down.</summary>
    public Result Deny(DateTime utcNow, string by, string reason)
    {
        if (Stage is not (Stage.Applied or Stage.Waitlisted)) return new WrongStage(Stage, Stage.Denied);
        Move(Stage.Denied, utcNow, by, reason);
        return Result.Success;
    }

    /// <summary>Leaves and frees the seat; marks of attendance stay.</summary>
    public Result Withdraw(DateTime utcNow, string by, string reason)
    {
        if (Stage is not (Stage.Applied or Stage.Waitlisted or Stage.Enrolled)) return new WrongStage(Stage, Stage.Withdrawn);
        Seat = null;
        Move(Stage.Withdrawn, utcNow, by, reason);
        return Result.Success;
    }

    /// <summary>Records a step; the verbs of this entity call it.</summary>
    internal void Move(Stage to, DateTime utcNow, string by, string? reason)
    {
        history.Add(new StageChange { At = utcNow, From = history.Count == 0 ? null : Stage, To = to, By = by, Reason = reason });
        Stage = to;
    }
}
