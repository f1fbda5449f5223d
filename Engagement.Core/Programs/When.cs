using System.Globalization;

namespace Engagement.Core.Programs;

/// <summary>Dates and times as staff read them.</summary>
public static class When
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>"Thu Nov 26".</summary>
    public static string Day(DateOnly date) => date.ToString("ddd MMM d", English);

    /// <summary>"Thu, Nov 26, 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("ddd, MMM d, yyyy", English);

    /// <summary>"6:00 PM".</summary>
    public static string Time(TimeOnly time) => time.ToString("h:mm tt", English);

    /// <summary>"6:00–7:00 PM" or "11:30 AM–12:30 PM".</summary>
    public static string Span(TimeOnly start, int minutes)
    {
        var end = start.AddMinutes(minutes);
        return start.Hour < 12 == end.Hour < 12 && end > start
            ? $"{start.ToString("h:mm", English)}–{Time(end)}"
            : $"{Time(start)}–{Time(end)}";
    }

    /// <summary>"Tuesdays and Wednesdays"; "no weekday" for none.</summary>
    public static string Days(Weekdays days)
    {
        var names = Enum.GetValues<DayOfWeek>().Where(d => days.Has(d)).Select(d => $"{d}s").ToList();
        return names.Count switch
        {
            0 => "no weekday",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
    }

    /// <summary>True when the set has the day.</summary>
    public static bool Has(this Weekdays days, DayOfWeek day) => days.HasFlag((Weekdays)(1 << (int)day));

    /// <summary>How many days the set has.</summary>
    public static int Count(this Weekdays days) => int.PopCount((int)days);
}
