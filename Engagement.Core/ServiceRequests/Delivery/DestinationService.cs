using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>Work systems that requests are handed to. Without one, the own queue is the work system.</summary>
public sealed class DestinationService(IDbContextFactory<EngagementDb> dbs, DestinationKeys keys, TimeProvider clock)
{
    private const string What = "The destination";
    private static readonly Invalid Taken = new(nameof(DestinationInput.Name), "Another destination has this name.");

    /// <summary>A page of destinations with what lies at each: taken, waiting, and stuck (unclear, refused, or overdue).</summary>
    public async Task<Result<Page<DestinationRow>>> ListAsync(Actor actor, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var stuck = db.Deliveries.Where(DeliveryQueueService.IsStuck(clock.GetUtcNow().UtcDateTime));
        return await db.Destinations.Matching(page.Search, d => d.Name, d => d.BaseAddress).OrderByDescending(d => d.Active).ThenByText(d => d.Name).ThenBy(d => d.Id)
            .Select(d => new DestinationRow(d.Id, d.Name, d.BaseAddress, d.Active,
                db.Deliveries.Count(x => x.DestinationId == d.Id && x.State == DeliveryState.Taken),
                db.Deliveries.Count(x => x.DestinationId == d.Id && (x.State == DeliveryState.Waiting || x.State == DeliveryState.Sending || x.State == DeliveryState.Token)),
                stuck.Count(x => x.DestinationId == d.Id), d.ServicesReadAt, d.StatusProblem)).PageAsync(page);
    }

    /// <summary>A destination as its form shows it.</summary>
    public async Task<Result<DestinationInput>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Destinations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id) is { } d
            ? new DestinationInput { Version = d.Version, Name = d.Name, BaseAddress = d.BaseAddress, Jurisdiction = d.Jurisdiction, HasKey = d.SealedKey is not null, Xml = d.Xml, Active = d.Active }
            : new NotFound(What);
    }

    /// <summary>Makes a destination and answers its id. Nothing is sent there before services are mapped.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, DestinationInput input)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        var destination = new Destination("", "");
        Fill(destination, input);
        db.Add(destination);
        return await db.TrySaveAsync(What, Taken) is { } error ? error : destination.Id;
    }

    /// <summary>Changes a destination.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, DestinationInput input)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Destinations.SingleOrDefaultAsync(d => d.Id == id) is not { } destination) return new NotFound(What);
        if (destination.Version != input.Version) return new Stale(What);
        Fill(destination, input);
        return await db.TrySaveAsync(What, Taken) is { } error ? error : Result.Success;
    }

    /// <summary>Deletes a destination to which nothing was queued.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Destinations.SingleOrDefaultAsync(d => d.Id == id) is not { } destination) return new NotFound(What);
        var used = new InUse(What, "requests on their way there");
        if (await db.Deliveries.AnyAsync(d => d.DestinationId == id)) return used;
        db.Remove(destination);
        return await db.TrySaveAsync(What, used: used) is { } error ? error : Result.Success;
    }

    private void Fill(Destination destination, DestinationInput input)
    {
        (destination.Name, destination.BaseAddress) = (Text.Clean(input.Name)!, Text.Clean(input.BaseAddress)!.TrimEnd('/'));
        (destination.Jurisdiction, destination.Xml, destination.Active) = (Text.Clean(input.Jurisdiction), input.Xml, input.Active);
        if (Text.Clean(input.NewKey) is { } key) destination.SealedKey = keys.Seal(key);
    }
}
