using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>A request that may be the same. <paramref name="Meters"/> is null where only the addresses are alike.</summary>
public sealed record SimilarRequest(PublicRequest Request, int? Meters);

/// <summary>Finds open requests of the same service near a place, or at the same address, of the last weeks.</summary>
internal static class SimilarRequests
{
    /// <summary>How far back it looks.</summary>
    public const int Weeks = 6;

    /// <summary>How far around a point it looks, in meters.</summary>
    public const int Meters = 150;

    private const int Most = 5, MostAddresses = 5000;
    private const double PerDegree = 111_320; // meters of a degree of latitude, and of longitude at the equator

    /// <summary>The nearest, at most five, then those at the same address.</summary>
    public static async Task<List<SimilarRequest>> FindAsync(EngagementDb db, string? serviceCode, string? address, double? latitude, double? longitude, DateTime utcNow)
    {
        var since = utcNow.AddDays(-7 * Weeks);
        var open = db.ServiceRequests.AsNoTracking().Where(PublicRequest.IsOpen)
            .Where(r => r.RequestedAt >= since && db.ServiceTypes.Any(s => s.Id == r.ServiceId && s.Code == serviceCode));
        var found = new Dictionary<Guid, int?>();
        if (latitude is { } north && longitude is { } east)
        {
            var across = Math.Cos(north * Math.PI / 180);
            var (high, wide) = (Meters / PerDegree, Meters / PerDegree / Math.Max(0.01, across));
            var near = await open.Where(r => r.Latitude >= north - high && r.Latitude <= north + high && r.Longitude >= east - wide && r.Longitude <= east + wide)
                .Select(r => new { r.Id, r.Latitude, r.Longitude }).Take(500).ToListAsync();
            foreach (var n in near.Select(n => (n.Id, Far: Far(n.Latitude!.Value, n.Longitude!.Value))).Where(n => n.Far <= Meters).OrderBy(n => n.Far).Take(Most)) found[n.Id] = n.Far;
            int Far(double lat, double lon) => (int)Math.Round(Math.Sqrt(Math.Pow((lat - north) * PerDegree, 2) + Math.Pow((lon - east) * PerDegree * across, 2)));
        }
        if (PlaceWords.Of(address) is { Length: > 0 } words)
        {
            var addresses = await open.Where(r => r.Address != null).OrderByDescending(r => r.RequestedAt).Select(r => new { r.Id, r.Address }).Take(MostAddresses).ToListAsync();
            foreach (var a in addresses.Where(a => PlaceWords.Of(a.Address) == words).Take(Most - Math.Min(Most, found.Count))) found.TryAdd(a.Id, null);
        }
        if (found.Count == 0) return [];
        var ids = found.Keys.ToList();
        var numbers = await db.ServiceRequests.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Number }).ToDictionaryAsync(r => r.Number, r => r.Id);
        var rows = await PublicRequest.Of(db, db.ServiceRequests.Where(r => ids.Contains(r.Id))).ToListAsync();
        return [.. rows.Select(r => new SimilarRequest(r, found[numbers[r.Number]])).OrderBy(s => s.Meters ?? int.MaxValue).ThenByDescending(s => s.Request.RequestedAt)];
    }
}
