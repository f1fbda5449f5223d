using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Reads back what destinations say about our requests, gently: first what they updated since the last time, then, in batches of ids, what was not heard of for an
/// hour. What an answer holds beyond the asked is passed over, and what is not known in it is kept.
/// </summary>
public sealed class StatusPollService(IDbContextFactory<EngagementDb> dbs, GeoClient client, DestinationKeys keys, LinkService links, TimeProvider clock)
{
    /// <summary>Ids asked for at once.</summary>
    public const int Batch = 50;

    private const int MostBatches = 10, MostPages = 5, PageSize = 500;
    private static readonly TimeSpan AskedEvery = TimeSpan.FromHours(1), Overlap = TimeSpan.FromMinutes(10);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Asks every active destination; answers how many requests it heard something new about.</summary>
    public async Task<Result<int>> PollAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        List<Guid> destinations;
        await using (var db = await dbs.OpenAsync(actor, cancel))
            destinations = await db.Destinations.Where(d => d.Active && db.Deliveries.Any(x => x.DestinationId == d.Id && x.State == DeliveryState.Taken && x.ExternalId != null)).Select(d => d.Id).ToListAsync(cancel);
        var heard = await Task.WhenAll(destinations.Select(d => PollOneAsync(d, cancel)));
        return heard.Sum();
    }

    private async Task<int> PollOneAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        var destination = await db.Destinations.AsNoTracking().SingleAsync(d => d.Id == id, cancel);
        if (keys.Peer(destination) is not { } peer) return 0;
        var began = Now;
        var round = new Round();
        if (destination.StatusReadTo is { } since) await UpdatedAsync(round, destination, peer, since - Overlap, cancel);
        if (round.Problem is null) await ByIdAsync(db, round, destination, peer, cancel);
        await db.Destinations.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.StatusProblem, round.Problem)
            .SetProperty(d => d.StatusReadTo, d => round.Problem == null ? began : d.StatusReadTo), CancellationToken.None);
        return round.Heard;
    }

    // Servers that do not know updated_after answer their newest requests, which does no harm.
    private async Task UpdatedAsync(Round round, Destination destination, GeoPeer peer, DateTime since, CancellationToken cancel)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            var reply = await client.GetAsync(peer, "requests", [("updated_after", LookThere.Time(since)), ("page", $"{page}"), ("page_size", $"{PageSize}")], cancel);
            // Not offering the extension is no fault.
            if (reply is { Kind: GeoReplyKind.Answer, Status: 400 }) return;
            if (!round.Read(reply)) return;
            round.Heard += await HearAsync(destination, reply.Items, cancel);
            if (reply.Items.Count < PageSize) return;
        }
    }

    private async Task ByIdAsync(EngagementDb db, Round round, Destination destination, GeoPeer peer, CancellationToken cancel)
    {
        var before = Now - AskedEvery;
        var due = await (from d in db.Deliveries
                         join r in db.ServiceRequests on d.RequestId equals r.Id
                         where d.DestinationId == destination.Id && d.State == DeliveryState.Taken && d.ExternalId != null && (d.AskedAt == null || d.AskedAt < before)
                             && (!d.Closed || r.Status == RequestStatus.Received || r.Status == RequestStatus.InProgress)
                         orderby d.AskedAt ?? DateTime.MinValue, d.Id
                         select d.ExternalId!).Take(Batch * MostBatches).ToListAsync(cancel);
        foreach (var ids in due.Chunk(Batch))
        {
            var reply = await client.GetAsync(peer, "requests", [("service_request_id", string.Join(',', ids))], cancel);
            if (!round.Read(reply)) return;
            round.Heard += await HearAsync(destination, [.. reply.Items.Where(i => ids.Contains(i["service_request_id"]))], cancel);
            var now = Now;
            await db.Deliveries.Where(d => d.DestinationId == destination.Id && ids.Contains(d.ExternalId)).ExecuteUpdateAsync(s => s.SetProperty(d => d.AskedAt, now), cancel);
        }
    }

    private async Task<int> HearAsync(Destination destination, IReadOnlyList<GeoItem> items, CancellationToken cancel)
    {
        var heard = 0;
        foreach (var chunk in items.Where(i => i["service_request_id"] is not null).DistinctBy(i => i["service_request_id"]).Chunk(Batch))
        {
            var byId = chunk.ToDictionary(i => i["service_request_id"]!, StringComparer.Ordinal);
            await using var db = await dbs.OpenAsync(Actor.System, cancel);
            var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.DestinationId == destination.Id && d.State == DeliveryState.Taken && d.ExternalId != null && byId.Keys.Contains(d.ExternalId)).ToListAsync(cancel);
            foreach (var delivery in deliveries)
            {
                if (!StatusHeard.Differs(delivery, byId[delivery.ExternalId!])) continue;
                heard++;
                await StatusHeard.TakeAsync(db, destination, delivery.Id, byId[delivery.ExternalId!], links, Now);
            }
        }
        return heard;
    }

    private sealed class Round
    {
        public int Heard { get; set; }

        public string? Problem { get; private set; }

        // 404 with nothing in it is how some servers say that nothing fits.
        public bool Read(GeoReply reply)
        {
            if (!reply.Good && !(reply is { Kind: GeoReplyKind.Answer, Status: 404 })) Problem = reply.Says;
            return reply.Good;
        }
    }
}
