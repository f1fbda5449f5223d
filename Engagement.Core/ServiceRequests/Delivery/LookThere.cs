using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>Looks for a request at a destination that was handed over and whose answer was lost.</summary>
internal static class LookThere
{
    // Clocks differ, and a queue may stand before the destination's own time.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);
    private const double Near = 0.0005; // degrees, about 50 m

    /// <summary>What was found: its id, several ids, nothing, or that the destination could not be asked (then <paramref name="ForGood"/> tells whether asking again is of use).</summary>
    public sealed record Found(IReadOnlyList<string> Ids, bool Asked, bool ForGood, string Says);

    /// <summary>Asks; ids in <paramref name="claimed"/> belong to other requests of ours.</summary>
    public static async Task<Found> AskAsync(GeoClient client, GeoPeer peer, ServiceRequest request, string theirCode, DateTime handedAt, DateTime utcNow, Func<IReadOnlyCollection<string>, Task<HashSet<string>>> claimed, CancellationToken cancel)
    {
        var reply = await client.GetAsync(peer, "requests", [("service_code", theirCode), ("start_date", Time(handedAt - Slack)), ("end_date", Time(utcNow + Slack))], cancel);
        // Who has nothing to show may answer 404 without errors; whoever has no such question answers 4xx for ever.
        if (!reply.Good) return new([], Asked: false, ForGood: reply.Kind == GeoReplyKind.Answer && reply.Status is >= 400 and < 500 and not (401 or 403 or 408 or 429), reply.Says);
        if (reply.Items.Count >= GeoQuery.Most) return new([], Asked: false, ForGood: true, "It lists too many requests to find one among them.");
        var there = reply.Items.Where(i => i["service_request_id"] is not null).ToList();
        var others = await claimed([.. there.Select(i => i["service_request_id"]!)]);
        var free = there.Where(i => !others.Contains(i["service_request_id"]!)).ToList();
        var marked = free.Where(i => i.Texts().Any(t => Names(t, request.Number))).ToList();
        var ids = (marked.Count > 0 ? marked : free.Where(i => IsAlike(i, request, theirCode, handedAt))).Select(i => i["service_request_id"]!).Distinct(StringComparer.Ordinal).ToList();
        return new(ids, Asked: true, ForGood: false, "");
    }

    // Our number, not as a part of a longer one.
    private static bool Names(string text, string number)
    {
        for (var at = text.IndexOf(number, StringComparison.Ordinal); at >= 0; at = text.IndexOf(number, at + 1, StringComparison.Ordinal))
            if (!(at > 0 && char.IsLetterOrDigit(text[at - 1])) && !(at + number.Length < text.Length && char.IsLetterOrDigit(text[at + number.Length]))) return true;
        return false;
    }

    // A destination that drops descriptions: the same service, at the same place, at the same time.
    private static bool IsAlike(GeoItem item, ServiceRequest request, string theirCode, DateTime handedAt)
    {
        if (item["service_code"] is { } code && code != theirCode) return false;
        if (item.Time("requested_datetime") is { } time && (time < handedAt - Slack || time > handedAt + Slack)) return false;
        var description = Text.Folded(item["description"]);
        if (description.Length > 0 && description != Text.Folded(request.Description)) return false;
        return request.Latitude is { } north && request.Longitude is { } east && item.Number("lat") is { } lat && item.Number("long") is { } lon
            ? Math.Abs(lat - north) < Near && Math.Abs(lon - east) < Near
            : request.Address is { } address && Text.Folded(item["address"]) == Text.Folded(address);
    }

    /// <summary>A time as Open311 servers read it.</summary>
    internal static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
