using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>The answer to a question for requests: what tells whether it changed, and its rows.</summary>
/// <param name="Stamp">Differs as soon as the answer does.</param>
/// <param name="Updated">Last change among the rows (UTC); null without rows.</param>
/// <param name="More">True when there is another page.</param>
/// <param name="Rows">The rows, newest first, read while they are written.</param>
public sealed record GeoRows(string Stamp, DateTime? Updated, bool More, IAsyncEnumerable<PublicRequest> Rows);

/// <summary>What our Open311 server reads.</summary>
public sealed class Open311Service(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>The services that take requests, in order of group and name.</summary>
    [AnyoneMay("What can be asked of the city is what the interface is there to say.")]
    public async Task<IReadOnlyList<ServiceType>> ServicesAsync()
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.ServiceTypes.AsNoTracking().Where(s => s.Active).OrderBy(s => s.Group).ThenBy(s => s.Name).ThenBy(s => s.Code).ToListAsync();
    }

    /// <summary>A service with what it asks.</summary>
    [AnyoneMay("What a service asks is public, like the form on which it is asked.")]
    public async Task<Result<ServiceType>> DefinitionAsync(string code)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code && s.Active) is { } service ? service : GeoError.Unknown("service_code", code);
    }

    /// <summary>Requests as the parameters of an address ask for them.</summary>
    [AnyoneMay("Only the public part of requests is read.")]
    public async Task<Result<GeoRows>> FindAsync(IReadOnlyDictionary<string, string> parameters)
    {
        var read = GeoQuery.Read(parameters, clock.GetUtcNow().UtcDateTime);
        if (!read.Ok) return read.Error;
        var query = read.Value;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var services = query.Services.Count == 0 ? null : await db.ServiceTypes.Where(s => query.Services.Contains(s.Code)).Select(s => s.Id).ToListAsync();
        // One statement of four questions; of changes between it and the rows the client hears with the next answer.
        var chosen = query.Of(db.ServiceRequests, services);
        var now = await db.Database.SqlQuery<int>($"""SELECT 1 AS "Value" """).Select(_ => new
        {
            Count = chosen.Count(),
            Updated = chosen.Max(r => (DateTime?)r.UpdatedAt),
            Names = db.ServiceTypes.Sum(s => s.Version) + db.Departments.Sum(d => d.Version),
        }).SingleAsync();
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{now.Count:x}-{now.Updated?.Ticks ?? 0:x}-{now.Names:x}");
        var skip = (query.Page - 1) * query.Size;
        return new GeoRows(stamp, now.Updated, now.Count > skip + query.Size, RowsAsync(query, services, skip));
    }

    /// <summary>One request by its number.</summary>
    [AnyoneMay("Only the public part of a request is read.")]
    public async Task<Result<PublicRequest>> OneAsync(string number)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await PublicRequest.Of(db, db.ServiceRequests.Where(r => r.Number == number)).SingleOrDefaultAsync() is { } request
            ? request : GeoError.Unknown("service_request_id", number);
    }

    /// <summary>
    /// The number that belongs to a token. Our services answer with the number at once and give no tokens; a client that asks all the same, with the number, hears it again.
    /// </summary>
    [AnyoneMay("Numbers of requests are public.")]
    public async Task<Result<string>> TokenAsync(string token)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.ServiceRequests.AnyAsync(r => r.Number == token) ? token : GeoError.Unknown("token", token);
    }

    private async IAsyncEnumerable<PublicRequest> RowsAsync(GeoQuery query, IReadOnlyCollection<Guid>? services, int skip)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var rows = query.Of(db.ServiceRequests, services).OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id).Skip(skip).Take(query.Size);
        await foreach (var row in PublicRequest.Of(db, rows).AsAsyncEnumerable()) yield return row;
    }
}
