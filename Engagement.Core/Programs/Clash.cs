namespace Engagement.Core.Programs;

/// <summary>Kinds of clashes.</summary>
public enum ClashKind
{
    /// <summary>A presenter is to be at two places at once.</summary>
    Presenter,

    /// <summary>A room is used twice at once.</summary>
    Room,

    /// <summary>The site is closed, or it is a holiday.</summary>
    Closed,

    /// <summary>Somebody is enrolled in two cohorts that meet at once.</summary>
    Participants,

    /// <summary>Two sessions of one cohort overlap.</summary>
    Overlap,

    /// <summary>A session lies before the cohort's start or after its last possible day.</summary>
    OutsideWindow,

    /// <summary>A presenter of a youth cohort has no background clearance for that day.</summary>
    Clearance,
}

/// <summary>A presenter, as far as clashes matter.</summary>
/// <param name="Id">The presenter.</param>
/// <param name="Name">Name.</param>
/// <param name="ClearanceExpires">Last day of the background clearance.</param>
public sealed record BusyPresenter(Guid Id, string Name, DateOnly? ClearanceExpires)
{
    /// <summary>What is wrong with the clearance for a youth session on <paramref name="date"/>; null when nothing is.</summary>
    public string? ClearanceProblem(DateOnly date) => ClearanceExpires switch
    {
        null => $"{Name} has no background clearance.",
        { } last when last < date => $"{Name}'s background clearance ends on {When.Date(last)}, before this session.",
        _ => null,
    };
}

/// <summary>A standing or proposed session, as far as clashes matter.</summary>
public sealed record BusySession
{
    /// <summary>The session; null for one that is only proposed.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its cohort; null for one that is only proposed.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>Name of the cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>Number.</summary>
    public required int Number { get; init; }

    /// <summary>When it is, on the wall.</summary>
    public required Slot Slot { get; init; }

    /// <summary>Start in UTC.</summary>
    public required DateTime StartsUtc { get; init; }

    /// <summary>End in UTC.</summary>
    public required DateTime EndsUtc { get; init; }

    /// <summary>Where it is really held; null for online.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Name of that site.</summary>
    public string? Site { get; init; }

    /// <summary>Room.</summary>
    public Guid? RoomId { get; init; }

    /// <summary>Name of the room.</summary>
    public string? Room { get; init; }

    /// <summary>Presenters.</summary>
    public IReadOnlyList<BusyPresenter> Presenters { get; init; } = [];

    /// <summary>True when participants are minors.</summary>
    public bool ForMinors { get; init; }

    /// <summary>First possible day of the cohort.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last possible day of the cohort.</summary>
    public DateOnly? To { get; init; }

    /// <summary>"Academy, spring 2026, session 3".</summary>
    public string Title => $"{Cohort}, session {Number}";
}

/// <summary>People who are enrolled in both of two cohorts. Names are empty for those who may not read them.</summary>
public sealed record SharedParticipants(Guid CohortId, Guid OtherCohortId, int Count, IReadOnlyList<string> Names);

/// <summary>A clash, named.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Session">The session that has it.</param>
/// <param name="Other">The session it clashes with, when there is one.</param>
/// <param name="What">One sentence.</param>
/// <param name="Names">Participants concerned, for those who may read them.</param>
public sealed record Clash(ClashKind Kind, BusySession Session, BusySession? Other, string What, IReadOnlyList<string> Names);
