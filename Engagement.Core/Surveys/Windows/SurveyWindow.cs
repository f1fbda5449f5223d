using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Core.Surveys;

/// <summary>What a window is for.</summary>
public enum WindowKind
{
    /// <summary>Before the program.</summary>
    Pre,

    /// <summary>After the program.</summary>
    Post,

    /// <summary>Feedback on a session.</summary>
    Feedback,

    /// <summary>Some time later.</summary>
    FollowUp,
}

/// <summary>How questions are laid out.</summary>
public enum Paging
{
    /// <summary>All on one page, but for questions that depend on earlier ones.</summary>
    AllOnOne,

    /// <summary>One question a page.</summary>
    OneByOne,
}

/// <summary>Whether a window takes answers at a moment.</summary>
public enum WindowState
{
    /// <summary>Not yet.</summary>
    Ahead,

    /// <summary>Now.</summary>
    Open,

    /// <summary>No more.</summary>
    Closed,
}

/// <summary>A time in which a cohort (or those at one of its sessions) answers one version of an instrument. Whether it is open is computed from the clock.</summary>
public sealed class SurveyWindow : Entity, IAudited
{
    private SurveyWindow() { }

    /// <summary>A window that opens by hand.</summary>
    public SurveyWindow(Guid cohortId, SurveyVersion version, WindowKind kind) =>
        (CohortId, SurveyId, VersionId, Kind) = (cohortId, version.SurveyId, version.Id, kind);

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>The instrument.</summary>
    public Guid SurveyId { get; private init; }

    /// <summary>The version that new respondents get. Who has begun keeps the version of the beginning.</summary>
    public Guid VersionId { get; internal set; }

    /// <summary>What it is for.</summary>
    public WindowKind Kind { get; private init; }

    /// <summary>The session that it belongs to; null: the whole cohort.</summary>
    public Guid? SessionId { get; internal set; }

    /// <summary>True for one-use tickets without pairs; else the cohort's plan says what is promised.</summary>
    public bool Anonymous { get; internal set; }

    /// <summary>How questions are laid out.</summary>
    public Paging Paging { get; internal set; }

    /// <summary>Opens (UTC); null: not yet decided.</summary>
    public DateTime? OpensAt { get; internal set; }

    /// <summary>Closes (UTC); null: by hand.</summary>
    public DateTime? ClosesAt { get; internal set; }

    /// <summary>True when both times follow the session when it is moved.</summary>
    public bool WithSession { get; internal set; }

    /// <summary>Six characters for the class, on the board and on the cards; unique.</summary>
    public string ClassCode { get; private init; } = CheckedCode.New(6);

    /// <summary>When the responses were written again in random order after closing (UTC), so that not even the order of rows tells anything; null or before <see cref="ClosesAt"/> as long as that is to be done, and for identified windows.</summary>
    public DateTime? ShuffledAt { get; internal set; }

    Guid IAudited.AuditSubject => CohortId;

    /// <summary>What is promised here: the window's own word when it is anonymous, else the plan's. Without a plan nothing may be told, as if anonymous.</summary>
    public Promise PromiseUnder(SurveyPlan? plan) => Anonymous ? Promise.Anonymous : plan?.Promise ?? Promise.Anonymous;

    /// <summary>Whether it takes answers.</summary>
    public WindowState StateAt(DateTime utcNow) =>
        OpensAt is null || utcNow < OpensAt ? WindowState.Ahead : ClosesAt <= utcNow ? WindowState.Closed : WindowState.Open;

    /// <summary>Opens by hand, now and until it is closed by hand or on the day that was set; a closed one opens again.</summary>
    internal void OpenNow(DateTime utcNow)
    {
        if (StateAt(utcNow) == WindowState.Closed) ClosesAt = null;
        if (StateAt(utcNow) == WindowState.Ahead) OpensAt = utcNow;
        WithSession = false;
    }

    /// <summary>Closes by hand.</summary>
    internal void CloseNow(DateTime utcNow) => (OpensAt, ClosesAt, WithSession) = (OpensAt ?? utcNow, utcNow, false);

    /// <summary>Goes with a session: from its start to the end of its day. With a cancelled one it waits for a decision.</summary>
    internal void Follow(Session session)
    {
        SessionId = session.Id;
        var midnight = LocalTime.ToUtc(session.Date.AddDays(1), TimeOnly.MinValue, session.TimeZone);
        OpensAt = session.Stands ? session.StartsUtc : null;
        ClosesAt = !session.Stands ? null : session.EndsUtc > midnight ? session.EndsUtc : midnight;
    }

    /// <summary>Its session is gone for good; the times stay.</summary>
    internal void LoseSession() => (SessionId, WithSession) = (null, false);
}
