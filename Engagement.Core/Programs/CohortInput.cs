using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>How a planner says how long a cohort runs.</summary>
public enum PlanBy
{
    /// <summary>By the number of sessions.</summary>
    Sessions,

    /// <summary>By weeks: as many sessions as there are chosen weekdays in them.</summary>
    Weeks,
}

/// <summary>What the forms for a new, an edited and a copied cohort send.</summary>
public sealed class CohortInput
{
    /// <summary>Version it was filled from; 0 for a new cohort.</summary>
    public int Version { get; set; }

    /// <summary>The program; fixed once the cohort exists.</summary>
    public Guid? ProgramId { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Site; null for online.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>Room at the site.</summary>
    public Guid? RoomId { get; set; }

    /// <summary>Hosting organisation.</summary>
    public string? Host { get; set; }

    /// <summary>Language of the sessions (BCP 47).</summary>
    public string? Language { get; set; } = "en";

    /// <summary>Seats.</summary>
    public int Capacity { get; set; } = 25;

    /// <summary>First day for applications.</summary>
    public DateOnly? EnrollmentOpens { get; set; }

    /// <summary>Last day for applications.</summary>
    public DateOnly? EnrollmentCloses { get; set; }

    /// <summary>Weekdays.</summary>
    public Weekdays Weekdays { get; set; }

    /// <summary>First possible day.</summary>
    public DateOnly StartDate { get; set; }

    /// <summary>Last possible day, such as the end of the school year; null: open.</summary>
    public DateOnly? EndDate { get; set; }

    /// <summary>Local start.</summary>
    public TimeOnly StartTime { get; set; } = new(18, 0);

    /// <summary>Length in minutes.</summary>
    public int Minutes { get; set; } = 60;

    /// <summary>Whether <see cref="Sessions"/> or <see cref="Weeks"/> counts.</summary>
    public PlanBy By { get; set; }

    /// <summary>Number of sessions.</summary>
    public int Sessions { get; set; } = 1;

    /// <summary>Number of weeks.</summary>
    public int Weeks { get; set; } = 1;

    /// <summary>Who gets a freed seat.</summary>
    public WaitlistRule Waitlist { get; set; }

    /// <summary>Hours that an offered seat is held, 1–336.</summary>
    public int OfferHours { get; set; } = 48;

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; set; }

    /// <summary>When an existing cohort is edited: whether the sessions to come get new dates from the changed plan.</summary>
    public bool Replan { get; set; }

    /// <summary>The plan for the generator.</summary>
    public SchedulePlan Plan(string timeZone) =>
        new(StartDate, Weekdays, StartTime, Minutes, timeZone, By == PlanBy.Weeks ? ScheduleGenerator.SessionsOf(Weeks, Weekdays) : Sessions, SiteId);

    /// <summary>What is wrong with the fields by themselves.</summary>
    internal Invalid? Wrong() => new Check()
        .That(ProgramId is null, nameof(ProgramId), "Choose a program.")
        .Required(Name, nameof(Name), "The name", 150)
        .Fits(Host, nameof(Host), "The host")
        .That(!KnownLanguage(Language), nameof(Language), "Choose a language.")
        .Between(Capacity, 1, 5000, nameof(Capacity), "The number of seats")
        .Between(Minutes, 5, 720, nameof(Minutes), "The length in minutes")
        .Between(By == PlanBy.Weeks ? Weeks : 1, 1, ScheduleGenerator.Years * 52, nameof(Weeks), "The number of weeks")
        .Between(OfferHours, 1, 336, nameof(OfferHours), "The hours of an offer")
        .That(Weekdays == Weekdays.None, nameof(Weekdays), "Choose at least one weekday.")
        .That(StartDate.Year is < 2000 or > 2100, nameof(StartDate), "The start must lie between the years 2000 and 2100.")
        .That(EndDate < StartDate, nameof(EndDate), "The last possible day lies before the start.")
        .That(EnrollmentCloses < EnrollmentOpens, nameof(EnrollmentCloses), "Applications close before they open.")
        .That(EnrollmentCloses is not null && EnrollmentOpens is null, nameof(EnrollmentOpens), "Give the first day for applications too, or leave both empty.")
        .Fits(Notes, nameof(Notes), "The notes", 4000)
        .Failed;

    private static bool KnownLanguage(string? tag) => tag is { Length: >= 2 and <= 20 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
