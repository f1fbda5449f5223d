using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.Calendar;

/// <summary>How an entry repeats. All times are read on the wall clock of the entry's zone.</summary>
/// <param name="Rule">RRULE; null when it does not repeat by a rule.</param>
/// <param name="Without">Times of the rule at which there is nothing.</param>
/// <param name="Also">Further times, for a second meeting on one day.</param>
/// <param name="Last">End of the last one (UTC).</param>
public sealed record CalendarRepeat(string? Rule, IReadOnlyList<DateTime> Without, IReadOnlyList<DateTime> Also, DateTime Last);

/// <summary>
/// Several meetings as one entry that repeats. A request holds entries of one UID only (RFC 5546, 3.2.2), so this is how one mail brings all meetings into a calendar and how one
/// mail changes any number of them: the newer series takes the place of the older one. Meetings that differ from the others are written as exceptions of the series, which Outlook
/// wants in the same object (MS-OXCICAL, 2.1.3.1.1.20.20). A second meeting on one day is a further time (RDATE), which Google and Apple show and Outlook does not.
/// </summary>
internal sealed class CalendarSeries
{
    private readonly CalendarEvent whole;
    private readonly List<(string Own, DateTime Instance, DateTime Wall, CalendarEvent Entry)> meetings;

    /// <param name="uid">UID of the series.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="summary">What the whole is called.</param>
    /// <param name="entries">The meetings; at least one.</param>
    /// <param name="timeZone">IANA name of the zone whose wall clock they keep.</param>
    public CalendarSeries(string uid, int sequence, string summary, IReadOnlyList<CalendarEvent> entries, string timeZone)
    {
        var walls = entries.Select(e => (Own: e.Uid, Wall: LocalTime.FromUtc(e.Starts, timeZone), Entry: e with { Uid = uid, Sequence = sequence })).OrderBy(w => w.Wall).ToList();
        var (time, length) = Most(walls.Select(w => (w.Wall.TimeOfDay, w.Entry.Ends - w.Entry.Starts)));
        // One of each day stands for the day in the rule, at the usual time; others of the day are further times.
        meetings = [.. walls.GroupBy(w => w.Wall.Date).SelectMany(day => day.OrderBy(w => w.Wall.TimeOfDay != time).Select((w, i) => (w.Own, Instance: i == 0 ? day.Key + time : w.Wall, w.Wall, w.Entry)))];
        var days = walls.ConvertAll(w => w.Wall.Date).Distinct().ToList();
        DateTime Utc(DateTime day) => LocalTime.ToUtc(DateOnly.FromDateTime(day), TimeOnly.FromTimeSpan(time), timeZone);
        var (rule, without) = Rule(days, day => CalendarText.Utc(Utc(day)));
        var also = meetings.GroupBy(m => m.Wall.Date).SelectMany(day => day.Skip(1)).Select(m => m.Wall).ToList();
        var place = Most(walls.Select(w => (w.Entry.Location, w.Entry.Description, w.Entry.Link)));
        whole = new CalendarEvent(uid, sequence, Utc(days[0]), Utc(days[0]) + length, walls.Count == 1 ? walls[0].Entry.Summary : summary)
        {
            Location = place.Location,
            Description = place.Description,
            Link = place.Link,
            Repeat = rule is null && also.Count == 0 ? null : new CalendarRepeat(rule, [.. without.Select(d => d + time)], also, walls[^1].Entry.Ends),
        };
    }

    /// <summary>The whole series: the entry that repeats, and an exception for each meeting that is unlike it.</summary>
    public IReadOnlyList<CalendarEvent> All() => [whole, .. whole.Repeat is null ? [] : meetings.Where(m => m.Wall != m.Instance || Differs(m.Entry)).Select(m => m.Entry with { Instance = m.Instance })];

    /// <summary>Those of the meetings that came with these UIDs, to be taken out of the series; the whole series when it is all of them.</summary>
    public IReadOnlyList<CalendarEvent> Only(IReadOnlySet<string> uids)
    {
        var some = meetings.Where(m => uids.Contains(m.Own)).ToList();
        return some.Count == meetings.Count ? [whole] : some.ConvertAll(m => m.Entry with { Instance = m.Instance });
    }

    private bool Differs(CalendarEvent entry) =>
        (entry.Ends - entry.Starts, entry.Summary, entry.Location, entry.Description, entry.Link) != (whole.Ends - whole.Starts, whole.Summary, whole.Location, whole.Description, whole.Link);

    private static (string? Rule, IEnumerable<DateTime> Without) Rule(List<DateTime> days, Func<DateTime, string> utc)
    {
        if (days.Count == 1) return (null, []);
        static DateTime Week(DateTime day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var (first, last, weekdays) = (days[0], days[^1], days.Select(d => d.DayOfWeek).Distinct().ToHashSet());
        var interval = Math.Max(1, days.Select(d => (Week(d) - Week(first)).Days / 7).Aggregate(0, Divisor));
        var names = string.Join(',', weekdays.OrderBy(d => ((int)d + 6) % 7).Select(d => d.ToString()[..2].ToUpperInvariant()));
        var rule = string.Create(CultureInfo.InvariantCulture, $"FREQ=WEEKLY;INTERVAL={interval};UNTIL={utc(last)};BYDAY={names};WKST=MO");
        var met = days.ToHashSet();
        var all = Enumerable.Range(0, (last - first).Days + 1).Select(i => first.AddDays(i));
        return (rule, all.Where(d => weekdays.Contains(d.DayOfWeek) && (Week(d) - Week(first)).Days / 7 % interval == 0 && !met.Contains(d)));
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    // The most frequent; of equals, the first.
    private static T Most<T>(IEnumerable<T> values) => values.GroupBy(v => v).OrderByDescending(g => g.Count()).First().Key;
}
