using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>How an address stands.</summary>
/// <param name="Address">The address.</param>
/// <param name="BlockedSince">Nothing is sent to it since (UTC); null: it is.</param>
/// <param name="Reason">What the last delivery report said; null: none came.</param>
/// <param name="Passing">Passing failures that are counted.</param>
/// <param name="Off">Optional kinds from which its owner has unsubscribed.</param>
public sealed record AddressStanding(string Address, DateTime? BlockedSince, string? Reason, int Passing, IReadOnlyList<MailKind> Off);

/// <summary>A blocked address in the list.</summary>
public sealed record BlockRow(Guid Id, string Address, DateTime Since, string Reason, int Version);

/// <summary>Addresses that can't be reached, and what their owners want.</summary>
public sealed class AddressService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Addresses to which nothing is sent, the latest first.</summary>
    public async Task<Result<Page<BlockRow>>> BlockedAsync(Actor actor, PageRequest page)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.AddressBlocks.AsNoTracking().Where(b => b.Since != null).Matching(page.Search, b => b.Address).OrderByDescending(b => b.Since).ThenBy(b => b.Address)
            .Select(b => new BlockRow(b.Id, b.Address, b.Since!.Value, b.Reason, b.Version)).PageAsync(page);
    }

    /// <summary>How these addresses stand, those without anything to tell left out.</summary>
    public async Task<Result<IReadOnlyList<AddressStanding>>> OfAsync(Actor actor, IReadOnlyCollection<string> addresses)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var wanted = addresses.Select(OutgoingMail.AddressOf).Distinct().ToList();
        var blocks = await db.AddressBlocks.AsNoTracking().Where(b => wanted.Contains(b.Address)).ToDictionaryAsync(b => b.Address);
        var off = (await db.MailPreferences.AsNoTracking().Where(p => wanted.Contains(p.Address) && p.OffAt != null).Select(p => new { p.Address, p.Kind }).ToListAsync()).ToLookup(p => p.Address, p => p.Kind);
        return wanted.Where(a => blocks.ContainsKey(a) || off.Contains(a)).Select(a =>
        {
            var block = blocks.GetValueOrDefault(a);
            return new AddressStanding(a, block?.Since, block?.Reason, block?.Passing ?? 0, [.. off[a].Order()]);
        }).ToList();
    }

    /// <summary>Lets mail go to an address again.</summary>
    public async Task<Result> LiftAsync(Actor actor, string address)
    {
        if (Lacks(actor) is { } no) return no;
        var wanted = OutgoingMail.AddressOf(address);
        await using var db = await dbs.OpenAsync(actor);
        if (await db.AddressBlocks.SingleOrDefaultAsync(b => b.Address == wanted) is not { } block) return new NotFound("This address");
        if (block.Lift(actor.Name, clock.GetUtcNow().UtcDateTime) is { Ok: false } wrong) return wrong;
        db.AddAudit(block.Id, nameof(AddressBlock), "lifted");
        return await db.TrySaveAsync("This address") is { } stale ? stale : Result.Success;
    }

    private static Forbidden? Lacks(Actor actor) => actor.Lacks(Permission.ManageMail) ?? actor.Lacks(Permission.ReadPeople);
}
