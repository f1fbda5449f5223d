using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>Under which addresses people are written to: adults under their own, minors under their guardians'.</summary>
internal static class Household
{
    private const int AtOnce = 500;

    /// <summary>
    /// The addresses of some people, each in lower case and once; who has none is not among them. Asks the database once for 500,
    /// and not at all for those who are being added.
    /// </summary>
    public static async Task<ILookup<Guid, (string Address, string Language)>> LoadAsync(EngagementDb db, IReadOnlyCollection<Guid> people, CancellationToken cancel = default)
    {
        var found = new List<(Guid Person, string Address, string Language)>();
        var added = db.ChangeTracker.Entries<Person>().Where(e => e.State == EntityState.Added && people.Contains(e.Entity.Id)).Select(e => e.Entity).ToList();
        foreach (var p in added)
            found.AddRange(Of(p.Age, p.Email, [.. p.Guardians.Select(g => g.Email)]).Select(a => (p.Id, a, p.Language)));
        foreach (var some in people.Except(added.Select(p => p.Id)).Chunk(AtOnce))
        {
            var rows = await db.LivePeople.AsNoTracking().Where(p => some.Contains(p.Id))
                .Select(p => new { p.Id, p.Age, p.Email, p.Language, Guardians = p.Guardians.Select(g => g.Email).ToList() }).ToListAsync(cancel);
            foreach (var r in rows)
                found.AddRange(Of(r.Age, r.Email, r.Guardians).Select(a => (r.Id, a, r.Language)));
        }
        return found.ToLookup(f => f.Person, f => (f.Address, f.Language));
    }

    // What stands as a minor's own address is a guardian's, and counts when no guardian has one.
    private static IEnumerable<string> Of(AgeBand age, string? own, List<string?> guardians)
    {
        var addresses = (age == AgeBand.Adult ? [] : guardians).Where(g => !string.IsNullOrWhiteSpace(g)).Select(g => OutgoingMail.AddressOf(g!)).Distinct().ToList();
        return addresses.Count > 0 ? addresses : string.IsNullOrWhiteSpace(own) ? [] : [OutgoingMail.AddressOf(own)];
    }

    /// <summary>Given names of people for a text, "Ana and Luis", in their order; family names where there is no given one.</summary>
    public static async Task<string> NamesAsync(EngagementDb db, IReadOnlyList<Guid> people, string language, CancellationToken cancel = default)
    {
        var names = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => p.GivenName == "" ? p.FamilyName : p.GivenName).ToListAsync(cancel);
        List<string> list = [.. names.Order(StringComparer.Ordinal)];
        var and = language.Split('-')[0] == "es" ? "y" : "and";
        return list.Count switch { 0 => "", 1 => list[0], _ => $"{string.Join(", ", list[..^1])} {and} {list[^1]}" };
    }
}

/// <summary>A mail about one person, to be queued for whoever is written to about them.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="About">The thing that causes it: alike for siblings who are to get one mail.</param>
/// <param name="Person">The person.</param>
public sealed record MailNotice(MailKind Kind, Guid About, Guid Person)
{
    /// <summary>Raised where the same thing is told again.</summary>
    public int Edition { get; init; }

    /// <summary>The cohort.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>The session.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Never sent after (UTC).</summary>
    public DateTime? NotAfter { get; init; }

    /// <summary>What the composer must know and can't look up, as JSON.</summary>
    public string? Facts { get; init; }
}

/// <summary>Queues mails about people.</summary>
internal static class MailNotices
{
    /// <summary>
    /// Queues notices in the transaction of their cause, for each address of each person; saved by the caller. Answers for how many people there is an address.
    /// </summary>
    public static async Task<int> QueueNoticesAsync(this EngagementDb db, IReadOnlyCollection<MailNotice> notices, CancellationToken cancel = default)
    {
        if (notices.Count == 0) return 0;
        var addresses = await Household.LoadAsync(db, [.. notices.Select(n => n.Person)], cancel);
        var orders = from n in notices
                     from to in addresses[n.Person]
                     select new MailOrder(n.Kind, n.About, to.Address)
                     {
                         Edition = n.Edition,
                         Language = to.Language,
                         People = [n.Person],
                         CohortId = n.CohortId,
                         SessionId = n.SessionId,
                         NotAfter = n.NotAfter,
                         Facts = n.Facts,
                     };
        await db.QueueMailsAsync([.. orders], cancel);
        return notices.Select(n => n.Person).Distinct().Count(addresses.Contains);
    }
}
