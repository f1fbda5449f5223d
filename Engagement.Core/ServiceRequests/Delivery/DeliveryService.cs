using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Hands requests to destinations (decision 016): the attempt is written down before it is made; an attempt whose answer was lost is looked for
/// before it is made again. Several nodes may run it at once: each delivery is taken by one.
/// </summary>
public sealed class DeliveryService(IDbContextFactory<EngagementDb> dbs, GeoClient client, DestinationKeys keys, LinkService links, TimeProvider clock, ILogger<DeliveryService> log)
{
    /// <summary>How many are handed to a destination at the same time.</summary>
    public const int AtOnce = 4;

    private const int Most = 200;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Destinations for which something is due.</summary>
    public async Task<Result<List<Guid>>> DueAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var now = Now;
        return await db.Destinations.Where(d => d.Active && db.Deliveries.Any(x => x.DestinationId == d.Id && x.NextTryAt <= now
            && (x.State == DeliveryState.Waiting || x.State == DeliveryState.Sending || x.State == DeliveryState.Token))).Select(d => d.Id).ToListAsync(cancel);
    }

    /// <summary>Handles up to 200 due deliveries of one destination, four at a time, and answers how many were tried.</summary>
    public async Task<Result<int>> SendDueAsync(Actor actor, Guid destinationId, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        List<(Guid Id, int Version)> due;
        Destination? destination;
        await using (var db = await dbs.OpenAsync(actor, cancel))
        {
            destination = await db.Destinations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == destinationId && d.Active, cancel);
            if (destination is null) return 0;
            var now = Now;
            var rows = await db.Deliveries.Where(d => d.DestinationId == destinationId && d.NextTryAt <= now && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Sending || d.State == DeliveryState.Token))
                .OrderBy(d => d.NextTryAt).ThenBy(d => d.Id).Take(Most).Select(d => new { d.Id, d.Version }).ToListAsync(cancel);
            due = rows.ConvertAll(d => (d.Id, d.Version));
        }
        var tried = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (d, c) =>
        {
            if (await HandleAsync(destination, d.Id, d.Version, c)) Interlocked.Increment(ref tried);
        });
        return tried;
    }

    // True when this node took the delivery.
    private async Task<bool> HandleAsync(Destination destination, Guid id, int version, CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        if (await db.Deliveries.SingleOrDefaultAsync(d => d.Id == id && d.Version == version, cancel) is not { } delivery) return false;
        var (request, code) = await RequestAsync(db, delivery, cancel);
        try
        {
            if (delivery.State == DeliveryState.Token) return await AskTokenAsync(db, destination, delivery, cancel);
            var question = delivery.HandedAt;
            if (keys.Peer(destination) is not { } peer) return await EndAsync(db, delivery, d => { d.Attempts++; d.Postpone("The destination's key can't be opened any more: enter it again.", null, Now); });
            if (!destination.Map().TryGetValue(code, out var theirCode)) return await EndAsync(db, delivery, d => d.Refuse($"The service {code} is not mapped to a service of {destination.Name} any more."));
            if (!request.IsOpen && question is null) return await EndAsync(db, delivery, d => d.GiveUp("The request was closed here before it was handed over."));
            // First of all it is written down that an attempt begins. Who is second here goes away.
            (delivery.State, delivery.NextTryAt) = (DeliveryState.Sending, Now + Delivery.StuckAfter);
            delivery.Attempts++;
            delivery.HandedAt ??= Now;
            await db.SaveChangesAsync(cancel);
            if (question is { } handed && !await WasNotThereAsync(db, peer, delivery, request, theirCode, handed, cancel)) return true;
            await HandAsync(db, destination, peer, delivery, request, theirCode, cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task HandAsync(EngagementDb db, Destination destination, GeoPeer peer, Delivery delivery, ServiceRequest request, string theirCode, CancellationToken cancel)
    {
        var their = destination.Theirs().FirstOrDefault(s => s.Code == theirCode);
        // From here on the process may end at any moment: the answer is awaited and written whatever happens to the job.
        var handOver = HandOver.Of(await client.PostAsync(peer, OutgoingRequest.Fields(request, theirCode, their, await MediaAsync(db, request)), CancellationToken.None), their?.Type);
        if (handOver.Kind is not (HandOverKind.Taken or HandOverKind.Token or HandOverKind.Swallowed))
            log.LogWarning("Request {Number} was not handed to {Destination}, attempt {Attempt}: {Kind}", request.Number, destination.Name, delivery.Attempts, handOver.Kind);
        if (handOver is { Kind: HandOverKind.Taken, Value: { } id } && (await ClaimedAsync(db, delivery, [id])).Count > 0)
            delivery.NameUnclear($"{destination.Name} answered the id {id}, which belongs to another of our requests.");
        else await DecideAsync(db, delivery, destination, handOver);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    // The first photo, if the public can reach it.
    private async Task<string?> MediaAsync(EngagementDb db, ServiceRequest request) =>
        await db.RequestPhotos.Where(p => p.RequestId == request.Id && p.EventId == null).MinAsync(p => (int?)p.Position) is { } photo
            ? (await links.ToAsync($"/requests/{request.Number}/photos/{photo.ToString(CultureInfo.InvariantCulture)}")).Value : request.MediaUrl;

    private async Task DecideAsync(EngagementDb db, Delivery delivery, Destination destination, HandOver handOver)
    {
        switch (handOver.Kind)
        {
            case HandOverKind.Taken or HandOverKind.Swallowed: await TakenAsync(db, delivery, destination, handOver.Value); break;
            case HandOverKind.Token: delivery.TakeToken(handOver.Value!, Now); break;
            case HandOverKind.Refused: delivery.Refuse(handOver.Says); break;
            case HandOverKind.Later: delivery.Postpone(handOver.Says, handOver.Wait, Now); break;
            default: delivery.Doubt(handOver.Says, Now); break;
        }
    }

    // True when it can be handed over (again); else the delivery has been decided or postponed.
    private async Task<bool> WasNotThereAsync(EngagementDb db, GeoPeer peer, Delivery delivery, ServiceRequest request, string theirCode, DateTime handed, CancellationToken cancel)
    {
        var destination = await db.Destinations.AsNoTracking().SingleAsync(d => d.Id == delivery.DestinationId, cancel);
        var blackBox = destination.Theirs().FirstOrDefault(s => s.Code == theirCode)?.Type == "blackbox";
        var found = blackBox ? new LookThere.Found([], Asked: false, ForGood: true, "It is a black box and lists no requests.")
            : await LookThere.AskAsync(client, peer, request, theirCode, handed, Now, ids => ClaimedAsync(db, delivery, ids), cancel);
        if (found is { Asked: true, Ids.Count: 0 })
        {
            delivery.HandedAt = Now;
            await db.SaveChangesAsync(cancel);
            return true;
        }
        if (found.Ids is [var only]) await TakenAsync(db, delivery, destination, only);
        else if (found.Ids.Count > 1) delivery.NameUnclear($"An answer was lost. At {destination.Name} it may be one of: {string.Join(", ", found.Ids.Take(10))}.");
        else if (found.ForGood || Now - handed > Delivery.AskedFor) delivery.NameUnclear($"An answer was lost, and {destination.Name} can't be asked whether it has the request. {found.Says}");
        else delivery.Doubt($"An answer was lost, and {destination.Name} can't be asked at the moment. {found.Says}", Now);
        await db.SaveChangesAsync(CancellationToken.None);
        return false;
    }

    private async Task<bool> AskTokenAsync(EngagementDb db, Destination destination, Delivery delivery, CancellationToken cancel)
    {
        var reply = keys.Peer(destination) is { } peer ? await client.GetAsync(peer, $"tokens/{Uri.EscapeDataString(delivery.Token!)}", cancel: cancel) : null;
        // An answer about another token is no answer.
        var id = reply is { Good: true } ? reply.Items.FirstOrDefault(i => i["token"] is null || i["token"] == delivery.Token)?["service_request_id"] : null;
        delivery.Attempts++;
        if (id is null || id.Length > 100) delivery.AskTokenAgain(reply is { Kind: GeoReplyKind.Answer } ? "The id for the token is not there yet." : reply?.Says, Now);
        else if ((await ClaimedAsync(db, delivery, [id])).Count > 0) delivery.NameUnclear($"{destination.Name} gave the id {id} for the token, which belongs to another of our requests.");
        else await TakenAsync(db, delivery, destination, id);
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    // The request itself is not saved with it: somebody may be editing it, and what a destination took must be kept in any case.
    private Task TakenAsync(EngagementDb db, Delivery delivery, Destination destination, string? id) => TakenAsync(db, delivery, destination, id, Now);

    internal static async Task TakenAsync(EngagementDb db, Delivery delivery, Destination destination, string? id, DateTime now)
    {
        delivery.Take(id, now);
        db.Add(new RequestEvent(delivery.RequestId, RequestEventKind.HandedOn, id is null ? destination.Name : $"{destination.Name}: {id}", ServiceRequest.City, isPublic: true, now));
        await db.ServiceRequests.Where(r => r.Id == delivery.RequestId).ExecuteUpdateAsync(s => s.SetProperty(r => r.UpdatedAt, now));
    }

    private static async Task<bool> EndAsync(EngagementDb db, Delivery delivery, Action<Delivery> how)
    {
        how(delivery);
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    private static async Task<(ServiceRequest Request, string Code)> RequestAsync(EngagementDb db, Delivery delivery, CancellationToken cancel)
    {
        var request = await db.ServiceRequests.AsNoTracking().SingleAsync(r => r.Id == delivery.RequestId, cancel);
        return (request, await db.ServiceTypes.Where(s => s.Id == request.ServiceId).Select(s => s.Code).SingleAsync(cancel));
    }

    private static async Task<HashSet<string>> ClaimedAsync(EngagementDb db, Delivery delivery, IReadOnlyCollection<string> ids) =>
        [.. await db.Deliveries.Where(d => d.DestinationId == delivery.DestinationId && d.Id != delivery.Id && d.ExternalId != null && ids.Contains(d.ExternalId)).Select(d => d.ExternalId!).ToListAsync()];
}
