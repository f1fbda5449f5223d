using System.Globalization;

namespace Engagement.Core.ServiceRequests;

/// <summary>Times as Open311 clients and servers write them.</summary>
public static class GeoTime
{
    /// <summary>
    /// The span that a text means, in UTC: a whole day for a date alone, a second for a time. Without a zone it is UTC; a "+" that became a blank
    /// on its way through an address is understood. Null when it is no time.
    /// </summary>
    public static (DateTime From, DateTime Until)? Read(string text)
    {
        text = text.Trim();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (day.ToDateTime(default, DateTimeKind.Utc), day.AddDays(1).ToDateTime(default, DateTimeKind.Utc));
        if (!TryParse(text, out var time) && !(text.LastIndexOf(' ') is > 0 and var blank && TryParse(text[..blank] + '+' + text[(blank + 1)..], out time))) return null;
        var utc = time.UtcDateTime;
        return utc > DateTime.MaxValue.AddDays(-1000) || utc < DateTime.MinValue.AddDays(1000) ? null : (utc, utc.AddTicks(TimeSpan.TicksPerSecond - utc.Ticks % TimeSpan.TicksPerSecond));
    }

    private static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out time);
}
