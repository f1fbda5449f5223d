namespace Engagement.Core.Programs;

/// <summary>A holiday with its closed days: the day itself and, where it falls on a weekend, the weekday on which it is observed.</summary>
public sealed record Holiday(string Name, DateOnly Date, DateOnly Observed)
{
    /// <summary>First closed day.</summary>
    public DateOnly From => Observed < Date ? Observed : Date;

    /// <summary>Last closed day.</summary>
    public DateOnly To => Observed < Date ? Date : Observed;
}

/// <summary>
/// The legal holidays of the United States (5 U.S.C. 6103), which the city keeps too. One on a Saturday is observed
/// on Friday, one on a Sunday on Monday.
/// </summary>
public static class Holidays
{
    /// <summary>Holidays of these years that close a day in them; New Year's Day may be observed in the year before it.</summary>
    public static IReadOnlyList<Holiday> Between(int firstYear, int lastYear) =>
        [.. Enumerable.Range(firstYear, lastYear - firstYear + 2).SelectMany(OfYear).Where(h => h.From.Year <= lastYear)];

    /// <summary>The holidays of a year, in order.</summary>
    public static IReadOnlyList<Holiday> OfYear(int year) =>
    [
        Fixed("New Year's Day", year, 1, 1),
        OnWeekday("Martin Luther King Jr. Day", Nth(year, 1, DayOfWeek.Monday, 3)),
        OnWeekday("Presidents' Day", Nth(year, 2, DayOfWeek.Monday, 3)),
        OnWeekday("Memorial Day", Last(year, 5, DayOfWeek.Monday)),
        Fixed("Juneteenth", year, 6, 19),
        Fixed("Independence Day", year, 7, 4),
        OnWeekday("Labor Day", Nth(year, 9, DayOfWeek.Monday, 1)),
        OnWeekday("Indigenous Peoples' Day", Nth(year, 10, DayOfWeek.Monday, 2)),
        Fixed("Veterans Day", year, 11, 11),
        OnWeekday("Thanksgiving Day", Nth(year, 11, DayOfWeek.Thursday, 4)),
        Fixed("Christmas Day", year, 12, 25),
    ];

    private static Holiday OnWeekday(string name, DateOnly date) => new(name, date, date);

    private static Holiday Fixed(string name, int year, int month, int day)
    {
        var date = new DateOnly(year, month, day);
        return new(name, date, date.DayOfWeek switch { DayOfWeek.Saturday => date.AddDays(-1), DayOfWeek.Sunday => date.AddDays(1), _ => date });
    }

    private static DateOnly Nth(int year, int month, DayOfWeek day, int n)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((day - first.DayOfWeek + 7) % 7 + 7 * (n - 1));
    }

    private static DateOnly Last(int year, int month, DayOfWeek day)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-((last.DayOfWeek - day + 7) % 7));
    }
}
