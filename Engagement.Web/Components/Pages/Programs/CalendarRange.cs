using System.Globalization;
using Engagement.Core.Programs;

namespace Engagement.Web.Components.Pages.Programs;

/// <summary>The three views of the calendar.</summary>
public enum CalendarMode
{
    /// <summary>A table of weeks.</summary>
    Month,

    /// <summary>One week with details.</summary>
    Week,

    /// <summary>A list of four weeks.</summary>
    Agenda,
}

/// <summary>The days that a view shows around a date; weeks begin on Sunday.</summary>
public sealed record CalendarRange(CalendarMode Mode, DateOnly Date)
{
    private const int AgendaDays = 28;

    /// <summary>First day shown.</summary>
    public DateOnly From => Mode switch
    {
        CalendarMode.Month => WeekOf(new DateOnly(Date.Year, Date.Month, 1)),
        CalendarMode.Week => WeekOf(Date),
        _ => Date,
    };

    /// <summary>Last day shown.</summary>
    public DateOnly To => Mode switch
    {
        CalendarMode.Month => WeekOf(new DateOnly(Date.Year, Date.Month, DateTime.DaysInMonth(Date.Year, Date.Month))).AddDays(6),
        CalendarMode.Week => From.AddDays(6),
        _ => From.AddDays(AgendaDays - 1),
    };

    /// <summary>A date in the view before or after this one.</summary>
    public DateOnly Step(int by) => Mode switch
    {
        CalendarMode.Month => new DateOnly(Date.Year, Date.Month, 1).AddMonths(by),
        CalendarMode.Week => Date.AddDays(7 * by),
        _ => Date.AddDays(AgendaDays * by),
    };

    /// <summary>What the view is called: "March 2026", "Mar 1 – 7, 2026".</summary>
    public string Title => Mode == CalendarMode.Month ? Date.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-US")) : $"{When.Day(From)} – {When.Date(To)}";

    /// <summary>The first days of the weeks shown.</summary>
    public IEnumerable<DateOnly> Weeks
    {
        get
        {
            for (var day = From; day <= To; day = day.AddDays(7)) yield return day;
        }
    }

    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(int)day.DayOfWeek);
}
