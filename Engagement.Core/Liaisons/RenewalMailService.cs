using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Queues the mails to liaisons whose standing ends soon: one for each end. A job runs it; twice changes nothing.</summary>
public sealed class RenewalMailService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Looks <see cref="RenewalService.SoonDays"/> ahead. Answers how many are written to.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var today = await db.OfficeTodayAsync(clock);
        var soon = today.AddDays(RenewalService.SoonDays);
        var ending = await db.Liaisons.Where(l => l.ResignedAt == null && l.SuspendedAt == null && l.ExpiresOn >= today && l.ExpiresOn <= soon
                && !db.Outbox.Any(m => m.Kind == MailKind.LiaisonRenewal && m.About == l.Id && m.CreatedAt > clock.GetUtcNow().UtcDateTime.AddDays(-RenewalService.SoonDays)))
            .Select(l => new { l.Id, l.PersonId, l.ExpiresOn }).ToListAsync(cancel);
        var written = await db.QueueNoticesAsync([.. ending.Select(l => new MailNotice(MailKind.LiaisonRenewal, l.Id, l.PersonId) { Edition = l.ExpiresOn!.Value.DayNumber })], cancel);
        await db.SaveChangesAsync(cancel);
        return written;
    }
}
