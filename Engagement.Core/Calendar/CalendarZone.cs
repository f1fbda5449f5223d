using System.Globalization;
using System.Text;

namespace Engagement.Core.Calendar;

/// <summary>
/// Describes a time zone for the years of some entries: each change of clocks by itself, as the machine's zone data has it. Rules are not written,
/// because lawmakers change them; a calendar that knows the zone by its name uses its own.
/// </summary>
internal static class CalendarZone
{
    public static void Write(StringBuilder text, TimeZoneInfo zone, DateTime first, DateTime last)
    {
        // From a year before, so that the first entry lies after a change that is described.
        var (from, to) = (new DateTime(first.Year - 1, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(last.Year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        CalendarText.Line(text, "BEGIN", "VTIMEZONE");
        CalendarText.Line(text, "TZID", zone.Id);
        var offset = zone.GetUtcOffset(from);
        Part(text, zone.IsDaylightSavingTime(from), new DateTime(1970, 1, 1), offset, offset);
        foreach (var change in Changes(zone, from, to))
        {
            var (before, after) = (zone.GetUtcOffset(change.AddMinutes(-1)), zone.GetUtcOffset(change));
            Part(text, zone.IsDaylightSavingTime(change), change + before, before, after);
        }
        CalendarText.Line(text, "END", "VTIMEZONE");
    }

    private static void Part(StringBuilder text, bool daylight, DateTime wall, TimeSpan before, TimeSpan after)
    {
        var name = daylight ? "DAYLIGHT" : "STANDARD";
        CalendarText.Line(text, "BEGIN", name);
        CalendarText.Line(text, "DTSTART", CalendarText.Wall(wall));
        CalendarText.Line(text, "TZOFFSETFROM", Offset(before));
        CalendarText.Line(text, "TZOFFSETTO", Offset(after));
        CalendarText.Line(text, "END", name);
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);

    // Day by day, then by halves down to the minute.
    private static IEnumerable<DateTime> Changes(TimeZoneInfo zone, DateTime from, DateTime to)
    {
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var (early, late) = (day, day.AddDays(1));
            if (zone.GetUtcOffset(early) == zone.GetUtcOffset(late)) continue;
            while (late - early > TimeSpan.FromMinutes(1))
            {
                var middle = early.AddMinutes(Math.Floor((late - early).TotalMinutes / 2));
                if (zone.GetUtcOffset(middle) == zone.GetUtcOffset(early)) early = middle;
                else late = middle;
            }
            yield return late;
        }
    }
}
