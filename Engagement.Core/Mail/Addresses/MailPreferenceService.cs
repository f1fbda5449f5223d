using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>What the owner of an address has chosen.</summary>
/// <param name="Kind">The kind of the mail that the link was in.</param>
/// <param name="Off">Optional kinds that are not wanted.</param>
public sealed record MailChoices(MailKind Kind, IReadOnlySet<MailKind> Off);

/// <summary>Unsubscribing and choosing, by whoever has the link of a mail. The link's id, 128 random bits, is the right; no address is shown.</summary>
public sealed class MailPreferenceService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What is chosen; changes nothing, because scanners of mail follow links.</summary>
    [AnyoneMay("Only with an id of 128 random bits that was mailed to the address; the answer names no address and no person.")]
    public async Task<Result<MailChoices>> FindAsync(Guid id)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        if (await db.MailPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) is not { } preference) return new NotFound("This link");
        var off = await db.MailPreferences.Where(p => p.Address == preference.Address && p.OffAt != null).Select(p => p.Kind).ToListAsync();
        return new MailChoices(preference.Kind, off.ToHashSet());
    }

    /// <summary>Unsubscribes from the kind of mail that the link was in (RFC 8058). Twice changes nothing.</summary>
    [AnyoneMay("Only with an id of 128 random bits that was mailed to the address; it stops mail to that address and nothing else.")]
    public async Task<Result> UnsubscribeAsync(Guid id)
    {
        var choices = await FindAsync(id);
        return choices.Ok ? await SaveAsync(id, choices.Value.Off.Append(choices.Value.Kind).ToHashSet()) : choices.Error;
    }

    /// <summary>
    /// Saves which optional kinds are not wanted. When none is wanted, the consent to e-mail of everybody known with the address is withdrawn;
    /// when one is wanted again, it is given again where it had been withdrawn.
    /// </summary>
    [AnyoneMay("Only with an id of 128 random bits that was mailed to the address; it decides about mail to that address and nothing else.")]
    public async Task<Result> SaveAsync(Guid id, IReadOnlySet<MailKind> off)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        if (await db.MailPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) is not { } preference) return new NotFound("This link");
        var all = await db.MailPreferences.Where(p => p.Address == preference.Address).ToDictionaryAsync(p => p.Kind);
        var before = all.Values.Count(p => p.OffAt is not null) == MailKinds.Optional.Count;
        foreach (var kind in MailKinds.Optional)
        {
            if (!all.TryGetValue(kind, out var choice)) db.Add(all[kind] = choice = new MailPreference(preference.Address, kind));
            choice.Set(wanted: !off.Contains(kind), Now);
        }
        var after = MailKinds.Optional.All(off.Contains);
        if (before != after) await AddressBook.ConsentAsync(db, preference.Address, wanted: !after, Now);
        // Two clicks at once on the same link: the first counts, and both wanted the same.
        return await db.TrySaveAsync("Your choice", taken: new Stale("Your choice")) is { } stale ? stale : Result.Success;
    }
}
