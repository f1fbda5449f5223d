using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Writes the requests of other systems: what comes in at the same time goes together, with one count for each key, one row of numbers and one commit.
/// Nothing is answered before it is durable.
/// </summary>
public sealed class Open311Writer(IServiceScopeFactory scopes, IDbContextFactory<EngagementDb> dbs, GroupCommit commits, TimeProvider clock)
{
    private Gathering<(ApiKey Key, RequestEntry Entry), Result<GeoTaken>>? gathering;

    /// <summary>Takes a request of a key's owner.</summary>
    internal Task<Result<GeoTaken>> AddAsync(ApiKey key, RequestEntry entry)
    {
        LazyInitializer.EnsureInitialized(ref gathering, () => new(items => commits.WriteAsync(Actor.System, db => TakeAllAsync(db, items))));
        return gathering.AddAsync((key, entry));
    }

    /// <summary>Does the same in a transaction that is taken back.</summary>
    internal async Task<Result<GeoTaken>> TryAsync(ApiKey key, RequestEntry entry)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var taken = (await TakeAllAsync(db, [(key, entry)]))[0];
        await transaction.RollbackAsync();
        return taken.Ok ? new GeoTaken($"test-{taken.Value.Number}", "This is the test endpoint: the request was checked, and nothing was kept.") : taken;
    }

    private async Task<IReadOnlyList<Result<GeoTaken>>> TakeAllAsync(EngagementDb db, IReadOnlyList<(ApiKey Key, RequestEntry Entry)> items)
    {
        await using var scope = scopes.CreateAsyncScope();
        var intake = scope.ServiceProvider.GetRequiredService<RequestIntake>();
        var answers = new Result<GeoTaken>[items.Count];
        // In one order of keys on all nodes, so that none waits for another in a circle.
        foreach (var group in items.Index().GroupBy(i => i.Item.Key.Id).OrderBy(g => g.Key))
        {
            db.Actor = Actor.Outside($"Open311: {group.First().Item.Key.Owner}");
            var fitting = await FittingAsync(db, group.Key, [.. group.Select(i => i.Index)], answers);
            var added = await intake.AddAsync(db, fitting.ConvertAll(i => items[i].Entry));
            foreach (var (i, result) in fitting.Zip(added)) answers[i] = result.Ok ? new GeoTaken(result.Value.Number, null) : result.Error;
        }
        return answers;
    }

    // All at once where the quota has room for all, as it nearly always has; else one after the other, until it is used up.
    private async Task<List<int>> FittingAsync(EngagementDb db, Guid key, List<int> items, Result<GeoTaken>[] answers)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await ApiKeyService.CountAsync(db, key, items.Count, now) is not { } full) return items;
        List<int> fitting = [];
        foreach (var item in items)
            if (items.Count > 1 && await ApiKeyService.CountAsync(db, key, 1, now) is null) fitting.Add(item);
            else answers[item] = full;
        return fitting;
    }
}
