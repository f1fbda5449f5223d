using System.Collections.Concurrent;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>
/// One run of a node through what is due: takes mails in batches, sends each batch over a few lines, and writes down what became of every mail.
/// A mail is marked as handed over before the transport gets it; so whatever happens then, it is never sent twice by a machine.
/// </summary>
internal sealed class MailRound(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, GroupCommit commits, IMailTransport transport, MailSettings settings, MailScribe scribe, ILogger log) : IAsyncDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);
    private readonly Guid id = Guid.CreateVersion7();
    private readonly ConcurrentBag<IMailLine> free = [];

    /// <summary>Why the transport does not work; null while it does.</summary>
    public string? Trouble { get; private set; }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes the next due mails, as many as the pace allows; service mails before the many.</summary>
    public async Task<List<OutgoingMail>> TakeAsync(CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        await FreeStuckAsync(db, cancel);
        var now = Now;
        // Asked first without a lock: most rounds find nothing.
        if (!await db.Outbox.AnyAsync(m => m.State == MailState.Queued && m.NextTryAt <= now, cancel)) return [];
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.MailGate.ExecuteUpdateAsync(s => s.SetProperty(g => g.Lock, g => g.Lock + 1), cancel);
        var gate = await db.MailGate.SingleAsync(cancel);
        var ids = await db.Outbox.Where(m => m.State == MailState.Queued && m.NextTryAt <= now)
            .OrderBy(m => m.Kind == MailKind.Announcement).ThenBy(m => m.NextTryAt).ThenBy(m => m.Id)
            .Take(gate.Pass(AtOnce, settings.PerMinute, now)).Select(m => m.Id).ToListAsync(cancel);
        if (ids.Count == 0) return [];
        var until = now + StuckAfter;
        await db.Outbox.Where(m => ids.Contains(m.Id) && m.State == MailState.Queued).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.TakenBy, id)
            .SetProperty(m => m.NextTryAt, until).SetProperty(m => m.Version, m => m.Version + 1), cancel);
        gate.Count(ids.Count);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        var mails = await db.Outbox.AsNoTracking().Where(m => ids.Contains(m.Id) && m.TakenBy == id).ToListAsync(CancellationToken.None);
        return [.. mails.OrderBy(m => ids.IndexOf(m.Id))];
    }

    /// <summary>Sends a batch; returns how many were tried. What was not tried goes back.</summary>
    public async Task<int> SendAsync(MailBatch batch, CancellationToken cancel)
    {
        var waiting = new ConcurrentQueue<OutgoingMail>(batch.Mails);
        var (tried, accepted) = (0, 0);
        async Task WorkAsync()
        {
            while (Trouble is null && !cancel.IsCancellationRequested && waiting.TryDequeue(out var mail))
            {
                Interlocked.Increment(ref tried);
                if (await SendOneAsync(batch, mail)) Interlocked.Increment(ref accepted);
            }
        }
        // A line is opened by the first mail that needs one; the number of workers follows the size of the batch.
        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(batch.Mails.Count / 5, 1, settings.Parallel)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        await GiveBackAsync(waiting);
        await TellGateAsync(accepted > 0);
        return tried;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in free) await line.DisposeAsync();
    }

    private async Task<bool> SendOneAsync(MailBatch batch, OutgoingMail mail)
    {
        var ready = await scribe.PrepareAsync(batch, mail);
        if (ready.Parcel is not { } parcel)
        {
            await WriteDownAsync(mail.Id, (_, m) =>
            {
                if (ready.End == MailState.Failed) m.Refused(ready.Why);
                else if (ready.End == MailState.Queued) m.Postponed(ready.Why, Now);
                else m.Voided(ready.Why);
                return Task.CompletedTask;
            });
            return false;
        }
        if (!await HandingOverAsync(mail.Id)) return false;
        var line = free.TryTake(out var open) ? open : transport.Open();
        var handover = await line.SendAsync(parcel, CancellationToken.None);
        free.Add(line);
        await WriteDownAsync(mail.Id, (db, m) => NoteAsync(db, m, handover, ready.Text!));
        if (handover.Kind != HandoverKind.Accepted)
            log.LogWarning("Mail {Mail} of kind {Kind} was not sent at attempt {Attempt}: {Outcome}", mail.Id, mail.Kind, mail.Attempts, handover.Kind);
        return handover.Kind == HandoverKind.Accepted;
    }

    private async Task NoteAsync(EngagementDb db, OutgoingMail mail, Handover handover, MailText text)
    {
        switch (handover.Kind)
        {
            case HandoverKind.Accepted: mail.Sent(handover.Answer, text, Now); break;
            case HandoverKind.Passing: mail.Postponed(handover.Answer, Now); break;
            case HandoverKind.Final:
                mail.Refused(handover.Answer);
                // 5.1.x is about the address (RFC 3463); other refusals may be about this one text.
                if (handover.Answer.Contains("5.1.", StringComparison.Ordinal)) (await AddressBlock.OfAsync(db, mail.Recipient)).Block(handover.Answer, Now);
                break;
            case HandoverKind.Unclear: mail.LeftUnclear(handover.Answer, text); break;
            default:
                Trouble = handover.Answer;
                mail.Returned(handover.Answer, Now);
                break;
        }
    }

    // False when somebody cancelled it meanwhile, or this round took so long that the mail was given to another.
    private Task<bool> HandingOverAsync(Guid mail)
    {
        var now = Now;
        var until = now + StuckAfter;
        return commits.WriteAsync(Actor.System, async db => await db.Outbox.Where(m => m.Id == mail && m.State == MailState.Sending && m.TakenBy == id).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.HandedAt, now).SetProperty(m => m.NextTryAt, until).SetProperty(m => m.Version, m => m.Version + 1)) == 1);
    }

    /// <summary>
    /// Writes down an outcome. A database that is locked or away for a moment is asked again; if it stays away, the mail is named unclear
    /// by whoever runs next, because it was marked as handed over.
    /// </summary>
    private async Task WriteDownAsync(Guid mail, Func<EngagementDb, OutgoingMail, Task> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await commits.WriteAsync(Actor.System, async db =>
                {
                    if (await db.Outbox.SingleOrDefaultAsync(m => m.Id == mail && m.TakenBy == id) is not { } row) return false;
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

    private async Task GiveBackAsync(IReadOnlyCollection<OutgoingMail> untried)
    {
        if (untried.Count == 0) return;
        var ids = untried.Select(m => m.Id).ToList();
        var now = Now;
        await using var db = await dbs.OpenAsync(Actor.System);
        await db.Outbox.Where(m => ids.Contains(m.Id) && m.State == MailState.Sending && m.TakenBy == id).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.TakenBy, (Guid?)null).SetProperty(m => m.Attempts, m => m.Attempts - 1)
            .SetProperty(m => m.NextTryAt, now).SetProperty(m => m.Version, m => m.Version + 1));
    }

    private async Task TellGateAsync(bool accepted)
    {
        if (!accepted && Trouble is null) return;
        await using var db = await dbs.OpenAsync(Actor.System);
        if (Trouble is null && !await db.MailGate.AnyAsync(g => g.Trouble != null)) return;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.MailGate.ExecuteUpdateAsync(s => s.SetProperty(g => g.Lock, g => g.Lock + 1));
        var gate = await db.MailGate.SingleAsync();
        if (Trouble is null) gate.Open();
        else gate.Rest(Trouble, Now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
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
