using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>What became of an order.</summary>
public enum MailOutcome
{
    /// <summary>A new mail waits.</summary>
    Queued,

    /// <summary>A mail to the same address about the same thing still waits; it now is about this person, too.</summary>
    Joined,

    /// <summary>All of these people are told already; nothing was added.</summary>
    Known,
}

/// <summary>Puts mails into the outbox, in the transaction of their cause: nothing is there before the caller saves.</summary>
public static class MailQueue
{
    /// <summary>
    /// Queues one mail. The same kind, subject, recipient and edition go out once for each person: a mail that still waits takes further people of its household
    /// (siblings get one mail), one that has gone is followed by another for those whom it did not name. Nothing is thrown for what is there already.
    /// </summary>
    public static async Task<MailOutcome> QueueMailAsync(this EngagementDb db, MailOrder order, CancellationToken cancel = default) =>
        (await db.QueueMailsAsync([order], cancel))[0];

    /// <summary>Queues many; asks the database a few times in all, however many they are. The outcomes are in the order of the orders.</summary>
    public static async Task<IReadOnlyList<MailOutcome>> QueueMailsAsync(this EngagementDb db, IReadOnlyList<MailOrder> orders, CancellationToken cancel = default)
    {
        var known = await KnownMails.LoadAsync(db, orders, cancel);
        var now = db.Clock.GetUtcNow().UtcDateTime;
        var outcomes = new MailOutcome[orders.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = await known.AddAsync(orders[i], now, cancel);
        return outcomes;
    }

    /// <summary>Takes back what still waits of a kind about a thing, such as the reminders of a session that was cancelled. Saved by the caller.</summary>
    public static async Task<int> TakeBackMailsAsync(this EngagementDb db, MailKind kind, Guid about, string why, CancellationToken cancel = default)
    {
        var waiting = await db.Outbox.Where(m => m.Kind == kind && m.About == about && m.State == MailState.Queued).ToListAsync(cancel);
        return waiting.Count(m => m.Cancel(why).Ok);
    }

    /// <summary>Holds what still waits of a kind about a thing until it is let go on; what was taken already goes out. Done at once. Returns how many wait.</summary>
    public static Task<int> HoldMailsAsync(this EngagementDb db, MailKind kind, Guid about, CancellationToken cancel = default) =>
        db.Outbox.Where(m => m.Kind == kind && m.About == about && m.State == MailState.Queued && m.NextTryAt < OutgoingMail.Held)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextTryAt, OutgoingMail.Held).SetProperty(m => m.Version, m => m.Version + 1), cancel);

    /// <summary>Lets go on what was held, at once.</summary>
    public static Task<int> LetGoMailsAsync(this EngagementDb db, MailKind kind, Guid about, CancellationToken cancel = default)
    {
        var now = db.Clock.GetUtcNow().UtcDateTime;
        return db.Outbox.Where(m => m.Kind == kind && m.About == about && m.State == MailState.Queued && m.NextTryAt >= OutgoingMail.Held)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextTryAt, now).SetProperty(m => m.Version, m => m.Version + 1), cancel);
    }

    /// <summary>What is in the outbox already about the things of some orders, saved or not.</summary>
    private sealed class KnownMails
    {
        // Below the number of parameters that SQLite takes by far.
        private const int AtOnce = 500;
        private readonly EngagementDb db;
        private readonly Dictionary<(MailKind, Guid, string, int), List<Known>> mails = [];

        private KnownMails(EngagementDb db) => this.db = db;

        public static async Task<KnownMails> LoadAsync(EngagementDb db, IReadOnlyList<MailOrder> orders, CancellationToken cancel)
        {
            var known = new KnownMails(db);
            foreach (var some in orders.Chunk(AtOnce))
            {
                // By address, too: everyone's mail about a cohort has the cohort as its subject, and these can be thousands.
                List<Guid> abouts = [.. some.Select(o => o.About).Distinct()];
                List<MailKind> kinds = [.. some.Select(o => o.Kind).Distinct()];
                List<string> addresses = [.. some.Select(o => OutgoingMail.AddressOf(o.Recipient)).Distinct()];
                var rows = await db.Outbox.AsNoTracking().Where(m => abouts.Contains(m.About) && kinds.Contains(m.Kind) && addresses.Contains(m.Recipient))
                    .Select(m => new { m.Id, m.Kind, m.About, m.Recipient, m.Edition, m.Part, m.State }).ToListAsync(cancel);
                if (rows.Count == 0) continue;
                var ids = rows.ConvertAll(r => r.Id);
                var people = (await db.MailPeople.AsNoTracking().Where(p => ids.Contains(p.MailId)).ToListAsync(cancel)).ToLookup(p => p.MailId, p => p.PersonId);
                foreach (var r in rows)
                {
                    var same = known.Of((r.Kind, r.About, r.Recipient, r.Edition));
                    if (!same.Exists(k => k.Id == r.Id)) same.Add(new Known(r.Id, r.Part, r.State == MailState.Queued, [.. people[r.Id]]));
                }
            }
            known.AddUnsaved();
            return known;
        }

        public async Task<MailOutcome> AddAsync(MailOrder order, DateTime now, CancellationToken cancel)
        {
            var same = Of((order.Kind, order.About, OutgoingMail.AddressOf(order.Recipient), order.Edition));
            var untold = order.People.Distinct().Where(p => !same.Exists(k => k.People.Contains(p))).ToList();
            if (same.Count > 0 && untold.Count == 0) return MailOutcome.Known;
            var waiting = same.Find(k => k.Waits);
            if (waiting is null)
            {
                var mail = new OutgoingMail(order, now, part: same.Count == 0 ? 0 : same.Max(k => k.Part) + 1);
                db.Outbox.Add(mail);
                same.Add(new Known(mail.Id, mail.Part, Waits: true, [.. untold]));
                db.MailPeople.AddRange(untold.Select(p => new MailPerson(mail.Id, p)));
                return MailOutcome.Queued;
            }
            db.MailPeople.AddRange(untold.Select(p => new MailPerson(waiting.Id, p)));
            waiting.People.UnionWith(untold);
            // If it is being sent at this moment, saving must fail rather than leave somebody out: so its version counts.
            var entry = db.Entry((await db.Outbox.FindAsync([waiting.Id], cancel))!);
            if (entry.State == EntityState.Unchanged) entry.Property(m => m.NextTryAt).IsModified = true;
            return MailOutcome.Joined;
        }

        private void AddUnsaved()
        {
            var unsaved = db.ChangeTracker.Entries<OutgoingMail>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
            if (unsaved.Count == 0) return;
            var people = db.ChangeTracker.Entries<MailPerson>().ToLookup(p => p.Entity.MailId, p => p.Entity.PersonId);
            foreach (var m in unsaved) Of((m.Kind, m.About, m.Recipient, m.Edition)).Add(new Known(m.Id, m.Part, m.Waits, [.. people[m.Id]]));
        }

        private List<Known> Of((MailKind, Guid, string, int) key) => mails.TryGetValue(key, out var list) ? list : mails[key] = [];

        private sealed record Known(Guid Id, int Part, bool Waits, HashSet<Guid> People);
    }
}
