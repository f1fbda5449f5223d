using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>
/// What one round of one node does with the outbox in the database: takes mails, marks them as handed over, writes down what became of them, gives the rest back.
/// Every step counts only for mails that this round has still taken.
/// </summary>
internal sealed class MailShelf(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, GroupCommit commits, MailSettings settings)
{
    private const int AtOnce = 100;
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);
    private readonly Guid round = OrderedId.Next();

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes the next due mails, as many as the pace allows; service mails before the many.</summary>
    public async Task<List<OutgoingMail>> TakeAsync(CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        await FreeStuckAsync(db, cancel);
        var now = Now;
        // Asked first without a lock: most rounds find nothing.
        if (!await db.Outbox.AnyAsync(m => m.State == MailState.Queued && m.NextTryAt <= now, cancel)) return [];
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var gate = await LockAsync(db);
        var ids = await db.Outbox.Where(m => m.State == MailState.Queued && m.NextTryAt <= now)
            .OrderBy(m => m.Kind == MailKind.Announcement).ThenBy(m => m.NextTryAt).ThenBy(m => m.Id)
            .Take(gate.Pass(AtOnce, settings.PerMinute, now)).Select(m => m.Id).ToListAsync(cancel);
        if (ids.Count == 0) return [];
        var until = now + StuckAfter;
        await db.Outbox.Where(m => ids.Contains(m.Id) && m.State == MailState.Queued).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.TakenBy, round)
            .SetProperty(m => m.NextTryAt, until).SetProperty(m => m.Version, m => m.Version + 1), cancel);
        gate.Count(ids.Count);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        var mails = await db.Outbox.AsNoTracking().Where(m => ids.Contains(m.Id) && m.TakenBy == round).ToListAsync(CancellationToken.None);
        return [.. mails.OrderBy(m => ids.IndexOf(m.Id))];
    }

    /// <summary>Marks a mail as handed over, before it is. False when somebody cancelled it meanwhile, or this round took so long that it was given to another.</summary>
    public Task<bool> HandOverAsync(Guid mail)
    {
        var now = Now;
        var until = now + StuckAfter;
        return commits.WriteAsync(Actor.System, async db => await db.Outbox.Where(m => m.Id == mail && m.State == MailState.Sending && m.TakenBy == round).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.HandedAt, now).SetProperty(m => m.NextTryAt, until).SetProperty(m => m.Version, m => m.Version + 1)) == 1);
    }

    /// <summary>
    /// Writes down an outcome. A database that is locked or away for a moment is asked again; if it stays away, the mail is named unclear
    /// by whoever runs next, because it was marked as handed over.
    /// </summary>
    public async Task WriteDownAsync(Guid mail, Func<EngagementDb, OutgoingMail, Task> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await commits.WriteAsync(Actor.System, async db =>
                {
                    if (await db.Outbox.SingleOrDefaultAsync(m => m.Id == mail && m.TakenBy == round) is not { } row) return false;
                    await change(db, row);
                    return await db.SaveChangesAsync() > 0;
                });
                return;
            }
            catch (Exception e) when (attempt < 6 && StorageFailure.Is(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt));
            }
        }
    }

    /// <summary>What was taken and not tried waits again; the attempt does not count.</summary>
    public async Task GiveBackAsync(IReadOnlyCollection<OutgoingMail> untried)
    {
        if (untried.Count == 0) return;
        var ids = untried.Select(m => m.Id).ToList();
        var now = Now;
        await using var db = await dbs.OpenAsync(Actor.System);
        await db.Outbox.Where(m => ids.Contains(m.Id) && m.State == MailState.Sending && m.TakenBy == round).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.TakenBy, (Guid?)null).SetProperty(m => m.Attempts, m => m.Attempts - 1)
            .SetProperty(m => m.NextTryAt, now).SetProperty(m => m.Version, m => m.Version + 1));
    }

    /// <summary>Tells all nodes that the transport works again, or why it does not.</summary>
    public async Task TellAsync(string? trouble)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        if (trouble is null && !await db.MailGate.AnyAsync(g => g.Trouble != null)) return;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var gate = await LockAsync(db);
        if (trouble is null) gate.Open();
        else gate.Rest(trouble, Now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static async Task<MailGate> LockAsync(EngagementDb db)
    {
        await db.MailGate.ExecuteUpdateAsync(s => s.SetProperty(g => g.Lock, g => g.Lock + 1));
        return await db.MailGate.SingleAsync();
    }

    // Taken and never handed over: back. Handed over and never answered, because its node ended: a person decides.
    private async Task FreeStuckAsync(EngagementDb db, CancellationToken cancel)
    {
        var now = Now;
        var stuck = db.Outbox.Where(m => m.State == MailState.Sending && m.NextTryAt <= now);
        if (!await stuck.AnyAsync(cancel)) return;
        await stuck.Where(m => m.HandedAt == null).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.TakenBy, (Guid?)null).SetProperty(m => m.Version, m => m.Version + 1), cancel);
        await stuck.Where(m => m.HandedAt != null).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.State, MailState.Unclear).SetProperty(m => m.TakenBy, (Guid?)null).SetProperty(m => m.Version, m => m.Version + 1)
            .SetProperty(m => m.Answer, "The program ended after it had handed the mail over, before it could write down the answer."), cancel);
    }
}
