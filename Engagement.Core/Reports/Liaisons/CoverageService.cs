using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>How many liaisons serve an area.</summary>
/// <param name="Area">Neighborhood or zip code.</param>
/// <param name="Active">Active ones.</param>
/// <param name="Others">Invited, suspended and expired ones.</param>
/// <param name="Known">False for a neighborhood that the boundaries don't have, where there are boundaries.</param>
public sealed record CoverageRow(string Area, int Active, int Others, bool Known);

/// <summary>Where liaisons are, and where none is.</summary>
/// <param name="Neighborhoods">All neighborhoods of the boundaries and all others that somebody serves, by name.</param>
/// <param name="Zips">Zip codes that somebody serves.</param>
/// <param name="Map">The picture; null without boundaries.</param>
/// <param name="Active">Active liaisons in all.</param>
/// <param name="Nowhere">Active liaisons of whom no area is known.</param>
public sealed record Coverage(IReadOnlyList<CoverageRow> Neighborhoods, IReadOnlyList<CoverageRow> Zips, AreaMap? Map, int Active, int Nowhere)
{
    /// <summary>Neighborhoods of the boundaries without an active liaison.</summary>
    public int Gaps => Neighborhoods.Count(n => n is { Known: true, Active: 0 });

    /// <summary>Neighborhoods of the boundaries.</summary>
    public int KnownCount => Neighborhoods.Count(n => n.Known);
}

/// <summary>Says which neighborhoods have an active liaison. Counts alone, nobody's name.</summary>
public sealed class CoverageService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, AreaService areas)
{
    /// <summary>The coverage today.</summary>
    public async Task<Result<Coverage>> ShowAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var active = db.Liaisons.Active(today);
        var counts = await db.LiaisonAreas.Where(a => db.Liaisons.Any(l => l.Id == a.LiaisonId && l.ResignedAt == null))
            .GroupBy(a => a.Area).Select(g => new { Area = g.Key, All = g.Count(), Active = g.Count(a => active.Any(l => l.Id == a.LiaisonId)) }).ToListAsync();
        var map = await areas.MapAsync();
        var known = map?.Shapes.Select(s => s.Name).ToHashSet() ?? [];
        var rows = counts.Select(c => new CoverageRow(c.Area, c.Active, c.All - c.Active, map is null || LiaisonArea.IsZip(c.Area) || known.Contains(c.Area))).ToList();
        var served = rows.Select(r => r.Area).ToHashSet();
        return new Coverage(
            [.. rows.Where(r => !LiaisonArea.IsZip(r.Area)).Concat(known.Where(k => !served.Contains(k)).Select(k => new CoverageRow(k, 0, 0, Known: true))).OrderBy(r => r.Area, StringComparer.OrdinalIgnoreCase)],
            [.. rows.Where(r => LiaisonArea.IsZip(r.Area)).OrderBy(r => r.Area, StringComparer.Ordinal)],
            map, await active.CountAsync(), await active.CountAsync(l => !l.Areas.Any()));
    }
}
