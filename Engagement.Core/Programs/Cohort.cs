using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>One run of a program: "YEP, Penn Treaty, fall 2015".</summary>
public sealed partial class Cohort : Entity, IAudited
{
    private readonly List<Session> sessions = [];

    private Cohort() { }

    /// <summary>A draft.</summary>
    public Cohort(Guid programId, string name) => (ProgramId, Name) = (programId, name);

    /// <summary>Its program.</summary>
    public Guid ProgramId { get; private set; }

    /// <summary>Name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Where it is held unless a session says otherwise; null for online.</summary>
    public Guid? SiteId { get; internal set; }

    /// <summary>Room unless a session says otherwise.</summary>
    public Guid? RoomId { get; internal set; }

    /// <summary>The organisation that hosts it, such as "EducationWorks after-school program".</summary>
    public string? Host { get; internal set; }

    /// <summary>Language of the sessions (BCP 47, such as "en").</summary>
    public string Language { get; internal set; } = "en";

    /// <summary>Seats.</summary>
    public int Capacity { get; internal set; } = 25;

    /// <summary>First day on which the public may apply; null: not by the public.</summary>
    public DateOnly? EnrollmentOpens { get; internal set; }

    /// <summary>Last day on which the public may apply.</summary>
    public DateOnly? EnrollmentCloses { get; internal set; }

    /// <summary>Weekdays of the plan.</summary>
    public Weekdays Weekdays { get; internal set; }

    /// <summary>First possible day of the plan.</summary>
    public DateOnly StartDate { get; internal set; }

    /// <summary>Last possible day, such as the end of the school year; null: open. Later sessions are shown as clashes.</summary>
    public DateOnly? EndDate { get; internal set; }

    /// <summary>Local start of a session.</summary>
    public TimeOnly StartTime { get; internal set; } = new(18, 0);

    /// <summary>Length of a session in minutes.</summary>
    public int Minutes { get; internal set; } = 60;

    /// <summary>IANA time zone of the local times.</summary>
    public string TimeZone { get; internal set; } = "America/New_York";

    /// <summary>Who gets a freed seat.</summary>
    public WaitlistRule Waitlist { get; internal set; }

    /// <summary>Hours that an offered seat is held, 1–336.</summary>
    public int OfferHours { get; internal set; } = 48;

    /// <summary>Where it stands.</summary>
    public CohortStatus Status { get; internal set; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; internal set; }

    /// <summary>When it was closed by graduation (UTC).</summary>
    public DateTime? ClosedAt { get; internal set; }

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; internal set; }

    /// <summary>Raised by every operation that gives out seats: the row's lock against overselling.</summary>
    [NotAudited]
    public int SeatLock { get; internal set; }

    /// <summary>Its sessions; order them by <see cref="Session.Number"/>.</summary>
    public IReadOnlyList<Session> Sessions => sessions;

    Guid IAudited.AuditSubject => Id;

    /// <summary>Adds a session at the end.</summary>
    public Session AddSession(DateOnly date)
    {
        var session = new Session(this, sessions.Count == 0 ? 1 : sessions.Max(s => s.Number) + 1, date);
        sessions.Add(session);
        return session;
    }
}

/// <summary>Where a cohort stands.</summary>
public enum CohortStatus
{
    /// <summary>Being planned; not public.</summary>
    Draft,

    /// <summary>Announced; applications and sessions run.</summary>
    Published,

    /// <summary>Graduated.</summary>
    Closed,

    /// <summary>Will not be held.</summary>
    Cancelled,
}

/// <summary>Who gets a freed seat.</summary>
public enum WaitlistRule
{
    /// <summary>The first on the waitlist, at once.</summary>
    FirstInLine,

    /// <summary>Whom a coordinator chooses.</summary>
    ByHand,

    /// <summary>It is offered to the first on the waitlist, who accepts or declines before a deadline; then to the next.</summary>
    Offer,
}

/// <summary>A set of weekdays.</summary>
[Flags]
public enum Weekdays
{
    /// <summary>No day.</summary>
    None = 0,

    /// <summary>Sunday.</summary>
    Sunday = 1 << DayOfWeek.Sunday,

    /// <summary>Monday.</summary>
    Monday = 1 << DayOfWeek.Monday,

    /// <summary>Tuesday.</summary>
    Tuesday = 1 << DayOfWeek.Tuesday,

    /// <summary>Wednesday.</summary>
    Wednesday = 1 << DayOfWeek.Wednesday,

    /// <summary>Thursday.</summary>
    Thursday = 1 << DayOfWeek.Thursday,

    /// <summary>Friday.</summary>
    Friday = 1 << DayOfWeek.Friday,

    /// <summary>Saturday.</summary>
    Saturday = 1 << DayOfWeek.Saturday,
}
