using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.Liaisons;

/// <summary>The boundaries in use.</summary>
public sealed record BoundariesView(string Attribution, int Count, string By, DateTime UploadedAt);

/// <summary>Uploaded boundaries: what lies where, and a picture of them. No map server is asked.</summary>
public sealed class AreaService(IDbContextFactory<EngagementDb> dbs, IMemoryCache cache, TimeProvider clock)
{
    private sealed record Loaded(Guid Id, IReadOnlyList<(string Name, Outline Outline)> Areas, AreaMap Map);

    /// <summary>The neighborhood of a place; null outside all of them, or without boundaries. On a common border, the first by name.</summary>
    [AnyoneMay("Boundaries are published by whoever made them; which of them a place lies in is no secret.")]
    public async Task<string?> AtAsync(double latitude, double longitude)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return (await AtAsync(db, new Spot(longitude, latitude))).Neighborhood;
    }

    /// <summary>The picture; null without boundaries. Its attribution must be shown beside it.</summary>
    [AnyoneMay("Boundaries are published by whoever made them.")]
    public async Task<AreaMap?> MapAsync()
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return (await LoadAsync(db))?.Map;
    }

    /// <summary>The neighborhood of a place, and whether there are boundaries at all, within the caller's unit of work.</summary>
    internal async Task<(bool Bounded, string? Neighborhood)> AtAsync(EngagementDb db, Spot spot) => (await LookupAsync(db))(spot);

    /// <summary>The same for many places, without asking the database again.</summary>
    internal async Task<Func<Spot, (bool Bounded, string? Neighborhood)>> LookupAsync(EngagementDb db) =>
        await LoadAsync(db) is { } loaded ? spot => (true, loaded.Areas.FirstOrDefault(a => a.Outline.Contains(spot)).Name) : _ => (false, null);

    /// <summary>What is in use; an empty attribution when nothing is.</summary>
    public async Task<Result<BoundariesView>> GetAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Boundaries.AsNoTracking().SingleOrDefaultAsync() is { } b ? new BoundariesView(b.Attribution, b.Count, b.By, b.UploadedAt) : new BoundariesView("", 0, "", default);
    }

    /// <summary>Takes a checked file into use, in place of what was there.</summary>
    public async Task<Result<int>> UseAsync(Actor actor, GeoJson file, string? nameProperty, string? attribution)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (new Check().Required(attribution, "Attribution", "Who made the boundaries", 300).Failed is { } invalid) return invalid;
        var named = file.By(nameProperty);
        if (!named.Ok) return named.Error;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.RemoveRange(await db.Boundaries.ToListAsync());
        await db.SaveChangesAsync();
        var boundaries = new Boundaries(Text.Clean(attribution)!, named.Value.Count, actor.Name, clock.GetUtcNow().UtcDateTime);
        db.Add(boundaries);
        db.AddRange(named.Value.Select(n => new Neighborhood(boundaries.Id, n.Name, n.Outline.ToJson())));
        if (await db.TrySaveAsync("The boundaries", new Stale("The boundaries")) is { } stale) return stale;
        await transaction.CommitAsync();
        return named.Value.Count;
    }

    /// <summary>Takes the boundaries out of use.</summary>
    public async Task<Result> RemoveAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        db.RemoveRange(await db.Boundaries.ToListAsync());
        return await db.TrySaveAsync("The boundaries") is { } stale ? stale : Result.Success;
    }

    // Which set is in use is asked each time, so that all nodes see a new one at once; its areas are read once.
    private async Task<Loaded?> LoadAsync(EngagementDb db)
    {
        if (await db.Boundaries.Select(b => new { b.Id, b.Attribution }).SingleOrDefaultAsync() is not { } now) return null;
        if (cache.TryGetValue(nameof(AreaService), out Loaded? known) && known!.Id == now.Id) return known;
        var areas = (await db.Neighborhoods.AsNoTracking().Where(n => n.BoundariesId == now.Id).OrderBy(n => n.Name).Select(n => new { n.Name, n.Outline }).ToListAsync())
            .ConvertAll(n => (n.Name, Outline.Parse(n.Outline)));
        return cache.Set(nameof(AreaService), new Loaded(now.Id, areas, new AreaMap(now.Attribution, areas)));
    }
}
