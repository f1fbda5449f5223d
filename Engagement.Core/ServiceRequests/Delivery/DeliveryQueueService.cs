using System.Linq.Expressions;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>A delivery in the list. <paramref name="Doubt"/>: it was handed over and nobody knows whether it was taken.</summary>
public sealed record DeliveryRow(Guid Id, int Version, string Number, string Service, string Destination, DeliveryState State, bool Doubt, int Attempts, DateTime QueuedAt, DateTime NextTryAt, string? ExternalId, string? Problem);

/// <summary>Which deliveries a list shows.</summary>
public enum DeliveryShow
{
    /// <summary>Those that somebody should look at.</summary>
    Stuck,

    /// <summary>Those on their way.</summary>
    Waiting,

    /// <summary>Those that were taken.</summary>
    Taken,

    /// <summary>All.</summary>
    All,
}

/// <summary>The delivery is being handed over at this moment, or was decided.</summary>
public sealed record NotNow() : Error("This request is just being handed over, or was decided meanwhile. Load the page again in a minute.");

/// <summary>Requests on their way to destinations, for staff: what waits, what is stuck and why, and the decisions that only a person can make.</summary>
public sealed class DeliveryQueueService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const string What = "The delivery";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Deliveries that raise the alarm: unclear or refused ones, and those not taken an hour after they were queued (a day for a token).</summary>
    internal static Expression<Func<Delivery, bool>> IsStuck(DateTime utcNow)
    {
        var (stale, staleToken) = (utcNow - Delivery.StaleAfter, utcNow.AddDays(-1));
        return d => d.State == DeliveryState.Unclear || d.State == DeliveryState.Refused
            || d.QueuedAt < stale && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Sending) || d.QueuedAt < staleToken && d.State == DeliveryState.Token;
    }

    /// <summary>A page of deliveries, oldest first; taken ones newest first.</summary>
    public async Task<Result<Page<DeliveryRow>>> ListAsync(Actor actor, PageRequest page, DeliveryShow show, Guid? destinationId = null)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var deliveries = show switch
        {
            DeliveryShow.Stuck => db.Deliveries.Where(IsStuck(Now)),
            DeliveryShow.Waiting => db.Deliveries.Where(d => d.State == DeliveryState.Waiting || d.State == DeliveryState.Sending || d.State == DeliveryState.Token),
            DeliveryShow.Taken => db.Deliveries.Where(d => d.State == DeliveryState.Taken),
            _ => db.Deliveries,
        };
        if (destinationId is { } of) deliveries = deliveries.Where(d => d.DestinationId == of);
        if (Text.Clean(page.Search) is { } words) deliveries = deliveries.Where(d => d.ExternalId == words || db.ServiceRequests.Any(r => r.Id == d.RequestId && r.Number == words));
        var sorted = show is DeliveryShow.Taken or DeliveryShow.All ? deliveries.OrderByDescending(d => d.QueuedAt).ThenBy(d => d.Id) : deliveries.OrderBy(d => d.QueuedAt).ThenBy(d => d.Id);
        return await (from d in sorted
                      join r in db.ServiceRequests on d.RequestId equals r.Id
                      join s in db.ServiceTypes on r.ServiceId equals s.Id
                      join t in db.Destinations on d.DestinationId equals t.Id
                      select new DeliveryRow(d.Id, d.Version, r.Number, s.Name, t.Name, d.State, d.HandedAt != null && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Unclear),
                          d.Attempts, d.QueuedAt, d.NextTryAt, d.ExternalId, d.Problem)).PageAsync(page);
    }

    /// <summary>Sends it (again). For an unclear one that is the word that the destination does not have it.</summary>
    public async Task<Result> SendAgainAsync(Actor actor, Guid id, int version)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        return await DecideAsync(actor, id, version, (_, d, _) => { d.SendAgain(Now); return Task.CompletedTask; });
    }

    /// <summary>The destination has it, under this id.</summary>
    public async Task<Result> FoundAsync(Actor actor, Guid id, int version, string? externalId)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        if (new Check().Required(externalId, "ExternalId", "The number at the destination", 100).Failed is { } invalid) return invalid;
        var there = Text.Clean(externalId)!;
        await using (var db = await dbs.OpenAsync(actor))
            if (await db.Deliveries.AnyAsync(d => d.Id != id && d.ExternalId == there && db.Deliveries.Any(x => x.Id == id && x.DestinationId == d.DestinationId)))
                return new Invalid("ExternalId", "This number belongs to another of our requests at this destination.");
        return await DecideAsync(actor, id, version, (db, d, destination) => DeliveryService.TakenAsync(db, d, destination, there, Now));
    }

    /// <summary>It is not sent there.</summary>
    public async Task<Result> GiveUpAsync(Actor actor, Guid id, int version, string? why)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        if (new Check().Required(why, "Why", "The reason", 400).Failed is { } invalid) return invalid;
        return await DecideAsync(actor, id, version, (_, d, _) => { d.GiveUp($"{Text.Clean(why)} ({actor.Name})"); return Task.CompletedTask; });
    }

    private async Task<Result> DecideAsync(Actor actor, Guid id, int version, Func<EngagementDb, Delivery, Destination, Task> decide)
    {
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Deliveries.SingleOrDefaultAsync(d => d.Id == id) is not { } delivery) return new NotFound(What);
        if (delivery.Version != version || delivery.State is DeliveryState.Sending or DeliveryState.Taken) return new NotNow();
        await decide(db, delivery, await db.Destinations.AsNoTracking().SingleAsync(d => d.Id == delivery.DestinationId));
        db.AddAudit(delivery.RequestId, nameof(Delivery), $"decided: {delivery.State}");
        return await db.TrySaveAsync(What) is { } error ? (error is Stale ? new NotNow() : error) : Result.Success;
    }
}
