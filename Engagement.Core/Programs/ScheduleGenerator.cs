using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>What a schedule is made from.</summary>
/// <param name="Start">First possible day.</param>
/// <param name="Weekdays">Weekdays on which sessions are held; at least one.</param>
/// <param name="Time">Local start.</param>
/// <param name="Minutes">Length of a session.</param>
/// <param name="TimeZone">IANA time zone of the local start.</param>
/// <param name="Sessions">Number of sessions, 1 to <see cref="ScheduleGenerator.Most"/>.</param>
/// <param name="SiteId">Site whose closures count beside the holidays.</param>
public sealed record SchedulePlan(DateOnly Start, Weekdays Weekdays, TimeOnly Time, int Minutes, string TimeZone, int Sessions, Guid? SiteId = null);

/// <summary>One date of a schedule: a numbered session, or a skipped date with the reason.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Number">The session's number; null when the date is skipped.</param>
/// <param name="StartsUtc">Start in UTC.</param>
/// <param name="Note">Why it is skipped, or what is odd about it.</param>
public sealed record ScheduleLine(DateOnly Date, int? Number, DateTime StartsUtc, string? Note)
{
    /// <summary>True when no session is held on this date.</summary>
    public bool Skipped => Number is null;
}

/// <summary>A proposed schedule in order of dates.</summary>
public sealed record Schedule(IReadOnlyList<ScheduleLine> Lines)
{
    /// <summary>The dates on which sessions are held, in order.</summary>
    public IEnumerable<ScheduleLine> Sessions => Lines.Where(l => !l.Skipped);
}

/// <summary>
/// Proposes the numbered sessions of a cohort. Skipped dates are made up for at the end, so the number of sessions always comes true;
/// the local time stays the same over daylight saving.
/// </summary>
public static class ScheduleGenerator
{
    /// <summary>The most sessions of one cohort.</summary>
    public const int Most = 120;

    /// <summary>How many years after its start a schedule may end.</summary>
    public const int Years = 3;

    /// <summary>"Tuesday and Wednesday for 4 weeks" are 8 sessions.</summary>
    public static int SessionsOf(int weeks, Weekdays weekdays) => weeks * weekdays.Count();

    /// <summary>The schedule, or what is wrong with the plan; field names are those of <see cref="CohortInput"/>.</summary>
    public static Result<Schedule> Propose(SchedulePlan plan, ClosedDays closed)
    {
        var check = new Check()
            .That(plan.Weekdays.Count() == 0, nameof(CohortInput.Weekdays), "Choose at least one weekday.")
            .Between(plan.Sessions, 1, Most, nameof(CohortInput.Sessions), "The number of sessions")
            .That(plan.Start.Year is < 2000 or > 2100, nameof(CohortInput.StartDate), "The start must lie between the years 2000 and 2100.");
        if (check.Failed is { } wrong) return wrong;

        List<ScheduleLine> lines = [];
        var last = plan.Start.AddYears(Years);
        var number = 0;
        for (var date = plan.Start; number < plan.Sessions; date = date.AddDays(1))
        {
            if (date > last)
                return new Invalid(nameof(CohortInput.Sessions), $"Only {number} of {plan.Sessions} sessions fit within {Years} years of the start. Choose fewer sessions or more weekdays, or look at the closures.");
            if (!plan.Weekdays.Has(date.DayOfWeek)) continue;
            var starts = LocalTime.ToUtc(date, plan.Time, plan.TimeZone);
            lines.Add(closed.Why(date, plan.SiteId) is { } why
                ? new ScheduleLine(date, null, starts, why)
                : new ScheduleLine(date, ++number, starts, ClockChange(date, plan)));
        }
        return new Schedule(lines);
    }

    // 2:30 AM on the day the clocks go forward does not exist; LocalTime moves it on by the skipped hour.
    private static string? ClockChange(DateOnly date, SchedulePlan plan)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone);
        return zone.IsInvalidTime(date.ToDateTime(plan.Time))
            ? $"The clocks go forward that night: {When.Time(plan.Time)} does not exist, and the session starts at {When.Time(TimeOnly.FromDateTime(LocalTime.FromUtc(LocalTime.ToUtc(date, plan.Time, plan.TimeZone), plan.TimeZone)))}."
            : null;
    }
}
