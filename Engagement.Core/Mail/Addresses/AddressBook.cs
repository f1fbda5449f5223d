using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>What the ledger of consents says about e-mail, and what the owner of an address wants written there.</summary>
internal static class AddressBook
{
    private const string Signer = "the owner of the e-mail address";

    /// <summary>Of these people those who have withdrawn their consent to e-mail, or whose consent has run out. Who was never asked is not among them.</summary>
    public static async Task<IReadOnlySet<Guid>> RefusingAsync(EngagementDb db, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        if (people.Count == 0) return new HashSet<Guid>();
        var today = await db.OfficeTodayAsync(db.Clock);
        var lines = await db.Consents.AsNoTracking().Where(c => c.Purpose == ConsentPurpose.Email && people.Contains(c.PersonId)).ToListAsync(cancel);
        return lines.GroupBy(c => c.PersonId).Where(g => !g.Any(c => c.Holds(today))).Select(g => g.Key).ToHashSet();
    }

    /// <summary>Writes into the consents of everybody known with this address that its owner wants no optional mail any more, or wants it again. Saved by the caller.</summary>
    public static async Task ConsentAsync(EngagementDb db, string address, bool wanted, DateTime now)
    {
        var owners = await OwnersAsync(db, address);
        var ids = owners.ConvertAll(o => o.PersonId);
        var lines = await db.Consents.Where(c => c.Purpose == ConsentPurpose.Email && ids.Contains(c.PersonId)).ToListAsync();
        if (!wanted)
        {
            foreach (var line in lines) line.Withdraw(now);
            return;
        }
        // Given back only where it had been taken: nobody consents by accident.
        var today = await db.OfficeTodayAsync(db.Clock);
        foreach (var owner in owners.Where(o => lines.Exists(l => l.PersonId == o.PersonId) && !lines.Exists(l => l.PersonId == o.PersonId && l.Holds(today))))
            db.Add(new Consent(owner.PersonId, ConsentPurpose.Email, lines.Where(l => l.PersonId == owner.PersonId).Max(l => l.TextVersion), Signer, owner.Relation, today, expiresOn: null));
    }

    private static async Task<List<(Guid PersonId, string Relation)>> OwnersAsync(EngagementDb db, string address)
    {
#pragma warning disable MA0011 // Becomes lower() of the database.
        var own = await db.LivePeople.Where(p => p.Email != null && p.Email.ToLower() == address).Select(p => p.Id).ToListAsync();
        var guarded = await db.Guardians.Where(g => g.Email != null && g.Email.ToLower() == address).Select(g => new { g.PersonId, g.Relation }).ToListAsync();
#pragma warning restore MA0011
        return [.. own.Select(id => (id, "self")).Concat(guarded.Select(g => (g.PersonId, Text.Clean(g.Relation) ?? "guardian"))).DistinctBy(o => o.Item1)];
    }
}
