using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>What staff see of the outbox and do with it. Addresses and texts are personal data, so reading needs the right to people, too.</summary>
public sealed class OutboxService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IMailTransport transport, MailSettings settings)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Mails, newest first; the search looks in address and subject.</summary>
    public async Task<Result<Page<MailRow>>> ListAsync(Actor actor, MailFilter filter, PageRequest page)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var mails = Filtered(db, filter);
        if (filter.State is { } state) mails = mails.Where(m => m.State == state);
        return await mails.Matching(page.Search, m => m.Recipient, m => m.Title).OrderByDescending(m => m.Id)
            .Select(m => new MailRow(m.Id, m.Kind, m.Recipient, m.State, m.CreatedAt, m.NextTryAt, m.SentAt, m.Attempts, m.Title, m.Answer,
                db.Cohorts.Where(c => c.Id == m.CohortId).Select(c => c.Name).FirstOrDefault())).PageAsync(page);
    }

    /// <summary>How many of these mails stand where, whatever state the filter names, and whether the transport works.</summary>
    public async Task<Result<MailOverview>> OverviewAsync(Actor actor, MailFilter filter)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var counts = await Filtered(db, filter).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var gate = await db.MailGate.AsNoTracking().SingleAsync();
        return new MailOverview(counts, gate.Trouble, gate.TroubleSince, gate.RestsUntil, transport.Name, string.IsNullOrEmpty(settings.SandboxTo) ? null : settings.SandboxTo);
    }

    /// <summary>One mail, as it looked.</summary>
    public async Task<Result<MailDetails>> GetAsync(Actor actor, Guid id)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id) is not { } mail) return new NotFound("This mail");
        var people = await db.People.Where(p => db.MailPeople.Any(m => m.MailId == id && m.PersonId == p.Id)).OrderBy(p => p.SortName).Select(p => new { p.Id, p.GivenName, p.FamilyName }).ToListAsync();
        return new MailDetails(mail, [.. people.Select(p => (p.Id, $"{p.GivenName} {p.FamilyName}".Trim()))],
            await db.Cohorts.Where(c => c.Id == mail.CohortId).Select(c => c.Name).SingleOrDefaultAsync(),
            await db.Sessions.Where(s => s.Id == mail.SessionId).Select(s => s.Topic == null ? $"Session {s.Number}" : $"Session {s.Number}: {s.Topic}").SingleOrDefaultAsync(),
            await db.AddressBlocks.Where(b => b.Address == mail.Recipient && b.Since != null).Select(b => b.Reason).SingleOrDefaultAsync());
    }

    /// <summary>Sends a mail again that failed, was cancelled, is unclear or went out; one that waits for its next attempt is tried at once.</summary>
    public Task<Result> SendAgainAsync(Actor actor, Guid id, int version) =>
        ChangeAsync(actor, id, version, "sent again", m => m.Waits ? m.Hurry(Now) : m.SendAgain(Now));

    /// <summary>Takes back a mail that waits.</summary>
    public Task<Result> CancelAsync(Actor actor, Guid id, int version) => ChangeAsync(actor, id, version, "cancelled", m => m.Cancel($"Cancelled by {actor.Name}."));

    /// <summary>Forgets text and HTML of mails older than <c>Mail:KeepBodiesDays</c>; that they were sent, and when, stays. Returns how many. For a job.</summary>
    public async Task<Result<int>> PurgeAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var before = Now.AddDays(-settings.KeepBodiesDays);
        return await db.Outbox.Where(m => m.CreatedAt < before && m.State != MailState.Queued && m.State != MailState.Sending && (m.Body != null || m.Html != null || m.Facts != null)).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.Body, (string?)null).SetProperty(m => m.Html, (string?)null).SetProperty(m => m.Facts, (string?)null).SetProperty(m => m.Version, m => m.Version + 1), cancel);
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid id, int version, string what, Func<OutgoingMail, Result> change)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Outbox.SingleOrDefaultAsync(m => m.Id == id) is not { } mail) return new NotFound("This mail");
        if (mail.Version != version) return new Stale("This mail");
        if (change(mail) is { Ok: false } wrong) return wrong;
        db.AddAudit(id, nameof(OutgoingMail), what);
        return await db.TrySaveAsync("This mail") is { } stale ? stale : Result.Success;
    }

    private static Forbidden? Lacks(Actor actor) => actor.Lacks(Permission.ManageMail) ?? actor.Lacks(Permission.ReadPeople);

    private static IQueryable<OutgoingMail> Filtered(EngagementDb db, MailFilter filter)
    {
        var mails = db.Outbox.AsNoTracking();
        if (filter.Kind is { } kind) mails = mails.Where(m => m.Kind == kind);
        if (filter.CohortId is { } cohort) mails = mails.Where(m => m.CohortId == cohort);
        if (filter.SessionId is { } session) mails = mails.Where(m => m.SessionId == session);
        if (filter.About is { } about) mails = mails.Where(m => m.About == about);
        if (filter.PersonId is { } person) mails = mails.Where(m => db.MailPeople.Any(p => p.MailId == m.Id && p.PersonId == person));
        return mails;
    }
}
