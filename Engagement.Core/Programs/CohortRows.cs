namespace Engagement.Core.Programs;

/// <summary>Which cohorts a list shows.</summary>
public sealed record CohortFilter(Guid? ProgramId = null, CohortStatus? Status = null, Guid? SiteId = null);

/// <summary>A cohort in a list.</summary>
/// <param name="Id">The cohort.</param>
/// <param name="Name">Name.</param>
/// <param name="Program">Its program's name.</param>
/// <param name="Color">Its program's color.</param>
/// <param name="Site">Its site; null for online.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StartDate">First possible day.</param>
/// <param name="Capacity">Seats.</param>
/// <param name="Taken">Seats given out.</param>
/// <param name="Sessions">Sessions that stand.</param>
/// <param name="Next">The next session; null when none is to come.</param>
public sealed record CohortRow(
    Guid Id, string Name, string Program, string Color, string? Site, CohortStatus Status, DateOnly StartDate,
    int Capacity, int Taken, int Sessions, NextSession? Next);

/// <summary>The next session of a cohort.</summary>
public sealed record NextSession(Guid Id, int Number, DateOnly Date, TimeOnly StartTime);

/// <summary>A cohort with its sessions, as its page shows it.</summary>
public sealed record CohortView(CohortFacts Facts, IReadOnlyList<CohortSessionRow> Sessions);

/// <summary>What is said about a cohort above its sessions.</summary>
public sealed record CohortFacts
{
    /// <summary>The cohort.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version, for actions.</summary>
    public required int Version { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Its program's name.</summary>
    public required string Program { get; init; }

    /// <summary>True when participants are minors.</summary>
    public required bool ForMinors { get; init; }

    /// <summary>Where it stands.</summary>
    public required CohortStatus Status { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Site; null for online.</summary>
    public string? Site { get; init; }

    /// <summary>Address of the site.</summary>
    public string? Address { get; init; }

    /// <summary>Room.</summary>
    public string? Room { get; init; }

    /// <summary>Host.</summary>
    public string? Host { get; init; }

    /// <summary>Language tag.</summary>
    public required string Language { get; init; }

    /// <summary>Seats.</summary>
    public required int Capacity { get; init; }

    /// <summary>Seats given out.</summary>
    public required int Taken { get; init; }

    /// <summary>Everyone who ever applied or enrolled.</summary>
    public required int Applications { get; init; }

    /// <summary>First day for applications.</summary>
    public DateOnly? EnrollmentOpens { get; init; }

    /// <summary>Last day for applications.</summary>
    public DateOnly? EnrollmentCloses { get; init; }

    /// <summary>Weekdays of the plan.</summary>
    public required Weekdays Weekdays { get; init; }

    /// <summary>First possible day.</summary>
    public required DateOnly StartDate { get; init; }

    /// <summary>Last possible day.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Local start.</summary>
    public required TimeOnly StartTime { get; init; }

    /// <summary>Length in minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Who gets a freed seat.</summary>
    public required WaitlistRule Waitlist { get; init; }

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; init; }
}

/// <summary>A session in its cohort's table.</summary>
/// <param name="Id">The session.</param>
/// <param name="Version">Version, for actions.</param>
/// <param name="Number">Number; 0 when cancelled.</param>
/// <param name="Date">Local date.</param>
/// <param name="StartTime">Local start.</param>
/// <param name="Minutes">Length.</param>
/// <param name="EndsUtc">End in UTC.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Giver">The department or partner that gives it.</param>
/// <param name="Place">Site or room other than the cohort's.</param>
/// <param name="Cancelled">True when cancelled.</param>
/// <param name="CancelReason">Why.</param>
/// <param name="Presenters">Names of the presenters.</param>
public sealed record CohortSessionRow(
    Guid Id, int Version, int Number, DateOnly Date, TimeOnly StartTime, int Minutes, DateTime EndsUtc, string? Topic, string? Giver, string? Place,
    bool Cancelled, string? CancelReason, IReadOnlyList<string> Presenters);

/// <summary>What forms for cohorts and sessions offer to choose from; only what is active.</summary>
public sealed record PlanningChoices(
    IReadOnlyList<ProgramChoice> Programs, IReadOnlyList<SiteChoice> Sites, IReadOnlyList<Choice> Departments, IReadOnlyList<Choice> Partners,
    IReadOnlyList<PresenterChoice> Presenters);

/// <summary>A program to choose, with its defaults.</summary>
public sealed record ProgramChoice(Guid Id, string Name, bool ForMinors, int Sessions, int Minutes, int Capacity);

/// <summary>A site to choose, with its rooms.</summary>
public sealed record SiteChoice(Guid Id, string Name, IReadOnlyList<RoomChoice> Rooms);

/// <summary>A room to choose.</summary>
public sealed record RoomChoice(Guid Id, string Name, int Capacity);

/// <summary>A presenter to choose.</summary>
public sealed record PresenterChoice(Guid Id, string Name, string? Organisation, DateOnly? ClearanceExpires);
