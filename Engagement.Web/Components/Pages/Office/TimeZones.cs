using System.Globalization;

namespace Engagement.Web.Components.Pages.Office;

/// <summary>The time zones to choose from: those of the United States first, then all others.</summary>
internal static class TimeZones
{
    private static readonly string[] First =
        ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"];

    public static IReadOnlyList<(string Id, string Name)> All { get; } =
        [.. First.Concat(TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal).Where(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)).Select(id => (id, Name(id)))];

    private static string Name(string id)
    {
        var offset = TimeZoneInfo.FindSystemTimeZoneById(id).BaseUtcOffset;
        return $"{id.Replace('_', ' ')} (UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString("h\\:mm", CultureInfo.InvariantCulture)})";
    }
}
