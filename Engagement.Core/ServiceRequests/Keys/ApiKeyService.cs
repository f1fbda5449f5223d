using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.ServiceRequests;

/// <summary>A key in the list; <paramref name="Today"/> is how often it was used today (UTC).</summary>
public sealed record ApiKeyRow(Guid Id, string Owner, int PerDay, int Today, DateTime CreatedAt, DateTime? RevokedAt);

/// <summary>Keys with which other systems post requests: made here, shown once, kept as a hash.</summary>
public sealed class ApiKeyService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Requests a day, unless the form says otherwise, and the most it may say.</summary>
    public const int UsualPerDay = 1000, MostPerDay = 1_000_000;

    internal const string Unknown = "api_key is not known, or was revoked.";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>All keys, those in force first, then newest first.</summary>
    public async Task<Result<Page<ApiKeyRow>>> ListAsync(Actor actor, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = DateOnly.FromDateTime(Now);
        return await db.ApiKeys.OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt).ThenBy(k => k.Id)
            .Select(k => new ApiKeyRow(k.Id, k.Owner, k.PerDay, k.CountedOn == today ? k.Count : 0, k.CreatedAt, k.RevokedAt)).PageAsync(page);
    }

    /// <summary>Makes a key and answers its secret, which nobody can be shown again.</summary>
    public async Task<Result<string>> IssueAsync(Actor actor, string? owner, int perDay)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        var check = new Check().Required(owner, "Owner", "Whose key it is").Between(perDay, 1, MostPerDay, "PerDay", "Requests a day");
        if (check.Failed is { } invalid) return invalid;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await using var db = await dbs.OpenAsync(actor);
        db.Add(new ApiKey(Text.Clean(owner)!, Hash(secret), perDay, Now));
        await db.SaveChangesAsync();
        return secret;
    }

    /// <summary>Changes how many requests a day a key may post.</summary>
    public async Task<Result> ChangeQuotaAsync(Actor actor, Guid id, int perDay)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (new Check().Between(perDay, 1, MostPerDay, "PerDay", "Requests a day").Failed is { } invalid) return invalid;
        return await ChangeAsync(actor, id, k => k.PerDay = perDay);
    }

    /// <summary>Ends a key; it is refused from the next request on.</summary>
    public async Task<Result> RevokeAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        return await ChangeAsync(actor, id, k => k.RevokedAt ??= Now);
    }

    /// <summary>The key in force that has this secret.</summary>
    internal static Task<ApiKey?> FindAsync(EngagementDb db, string secret)
    {
        var hash = Hash(secret.Trim());
        return db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null);
    }

    /// <summary>The same, of a key that was in force when it was used last: whether it still is, <see cref="CountAsync"/> finds out.</summary>
    internal static async Task<ApiKey?> FindAsync(IDbContextFactory<EngagementDb> dbs, IMemoryCache cache, string secret)
    {
        var name = $"api key {Hash(secret.Trim())}";
        if (cache.TryGetValue(name, out ApiKey? known)) return known;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await FindAsync(db, secret) is { } key ? cache.Set(name, key, TimeSpan.FromMinutes(5)) : null;
    }

    /// <summary>
    /// Counts uses, if the key is still in force and all of them fit into today's quota: then null, else what to answer, and nothing is counted.
    /// One statement, so that two at once never count as one.
    /// </summary>
    internal static async Task<GeoError?> CountAsync(EngagementDb db, Guid id, int uses, DateTime utcNow)
    {
        var today = DateOnly.FromDateTime(utcNow);
        if (await db.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null && (k.CountedOn == today ? k.Count : 0) + uses <= k.PerDay).ExecuteUpdateAsync(s => s
            .SetProperty(k => k.Count, k => (k.CountedOn == today ? k.Count : 0) + uses).SetProperty(k => k.CountedOn, today)) == 1) return null;
        return await db.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null).Select(k => (int?)k.PerDay).SingleOrDefaultAsync() is { } perDay
            ? new GeoError(429, $"The quota of this api_key ({perDay} a day) is used up. It begins anew at midnight UTC.", (int)(TimeSpan.FromDays(1) - utcNow.TimeOfDay).TotalSeconds)
            : new GeoError(403, Unknown);
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid id, Action<ApiKey> change)
    {
        await using var db = await dbs.OpenAsync(actor);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id) is not { } key) return new NotFound("The key");
        change(key);
        return await db.TrySaveAsync("The key") is { } error ? error : Result.Success;
    }

    // 24 random bytes need no salt and no slow hash.
    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
