using System.Text.Json;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// What every new request is checked against: services, boundaries, work systems and the office's zone. It is kept in memory; whether it still holds is asked of the
/// database each time, in one statement, so that all nodes go by a change from the moment it is saved.
/// </summary>
/// <param name="Stamp">Differs as soon as one of them changed.</param>
/// <param name="Services">Services on offer, by code.</param>
/// <param name="At">The neighborhood of a place, and whether there are boundaries.</param>
/// <param name="Destinations">Active work systems with the codes that they take.</param>
/// <param name="Zone">The office's time zone.</param>
internal sealed record IntakeCatalog(
    string Stamp, IReadOnlyDictionary<string, ServiceType> Services, Func<Spot, (bool Bounded, string? Neighborhood)> At, IReadOnlyList<(Guid Id, IReadOnlySet<string> Codes)> Destinations, string Zone)
{
    /// <summary>The catalog as it is now, within the caller's unit of work.</summary>
    public static async Task<IntakeCatalog> ReadAsync(EngagementDb db, AreaService areas, IMemoryCache cache)
    {
        // A row added or removed changes the count or, because ids rise, the last id; a changed one its version.
        var stamp = (await db.Database.SqlQuery<string>($"""
            SELECT (SELECT COUNT(*) || '.' || COALESCE(SUM("Version"), 0) || '.' || COALESCE(MAX(CAST("Id" AS text)), '') FROM "ServiceTypes")
                || ' ' || (SELECT COUNT(*) || '.' || COALESCE(SUM("Version"), 0) || '.' || COALESCE(MAX(CAST("Id" AS text)), '') FROM "Destinations")
                || ' ' || (SELECT COUNT(*) || '.' || COALESCE(SUM("Version"), 0) || '.' || COALESCE(MAX(CAST("Id" AS text)), '') FROM "Boundaries")
                || ' ' || (SELECT COUNT(*) || '.' || COALESCE(SUM("Version"), 0) FROM "OfficeSettings") AS "Value"
            """).ToListAsync())[0];
        if (cache.TryGetValue(nameof(IntakeCatalog), out IntakeCatalog? known) && known!.Stamp == stamp) return known;
        var services = await db.ServiceTypes.AsNoTracking().Where(s => s.Active).ToDictionaryAsync(s => s.Code, StringComparer.Ordinal);
        var destinations = (await db.Destinations.AsNoTracking().Where(d => d.Active).Select(d => new { d.Id, d.Mapping }).ToListAsync())
            .ConvertAll(d => (d.Id, (IReadOnlySet<string>)(JsonSerializer.Deserialize<Dictionary<string, string>>(d.Mapping) ?? []).Keys.ToHashSet(StringComparer.Ordinal)));
        var zone = await db.OfficeSettings.Select(s => s.TimeZone).SingleOrDefaultAsync() ?? new OfficeSettings().TimeZone;
        return cache.Set(nameof(IntakeCatalog), new IntakeCatalog(stamp, services, await areas.LookupAsync(db), destinations, zone));
    }
}
