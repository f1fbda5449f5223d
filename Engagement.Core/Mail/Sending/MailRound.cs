using System.Collections.Concurrent;
using Engagement.Core.Data;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>
/// One run of a node through what is due: sends each batch over a few lines and has written down what became of every mail.
/// A mail is marked as handed over before the transport gets it; so whatever happens then, it is never sent twice by a machine.
/// </summary>
internal sealed class MailRound(MailShelf shelf, MailScribe scribe, IMailTransport transport, MailSettings settings, ILogger log) : IAsyncDisposable
{
    private readonly ConcurrentBag<IMailLine> free = [];

    /// <summary>Why the transport does not work; null while it does.</summary>
    public string? Trouble { get; private set; }

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
        await shelf.GiveBackAsync(waiting);
        if (accepted > 0 || Trouble is not null) await shelf.TellAsync(Trouble);
        return tried;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in free) await line.DisposeAsync();
    }

    private async Task<bool> SendOneAsync(MailBatch batch, OutgoingMail mail)
    {
        var ready = await scribe.PrepareAsync(batch, mail);
        if (ready.Parcel is null)
        {
            await shelf.WriteDownAsync(mail.Id, (_, m) => Task.FromResult(ready.End switch
            {
                MailState.Failed => m.Refused(ready.Why),
                MailState.Queued => m.Postponed(ready.Why, shelf.Now),
                _ => m.Voided(ready.Why),
            }));
            return false;
        }
        using var parcel = ready.Parcel;
        if (!await shelf.HandOverAsync(mail.Id)) return false;
        var line = free.TryTake(out var open) ? open : transport.Open();
        var handover = await line.SendAsync(parcel, CancellationToken.None);
        free.Add(line);
        if (handover.Kind == HandoverKind.Broken) Trouble = handover.Answer;
        await shelf.WriteDownAsync(mail.Id, (db, m) => NoteAsync(db, m, handover, ready.Text!));
        if (handover.Kind != HandoverKind.Accepted)
            log.LogWarning("Mail {Mail} of kind {Kind} was not sent at attempt {Attempt}: {Outcome}", mail.Id, mail.Kind, mail.Attempts, handover.Kind);
        return handover.Kind == HandoverKind.Accepted;
    }

    private async Task NoteAsync(EngagementDb db, OutgoingMail mail, Handover handover, MailText text)
    {
        _ = handover.Kind switch
        {
            HandoverKind.Accepted => mail.Sent(handover.Answer, text, shelf.Now),
            HandoverKind.Passing => mail.Postponed(handover.Answer, shelf.Now),
            HandoverKind.Unclear => mail.LeftUnclear(handover.Answer, text),
            HandoverKind.Final => mail.Refused(handover.Answer),
            _ => mail.Returned(handover.Answer, shelf.Now),
        };
        // 5.1.x is about the address (RFC 3463); other refusals may be about this one text.
        if (handover.Kind == HandoverKind.Final && handover.Answer.Contains("5.1.", StringComparison.Ordinal))
            (await AddressBlock.OfAsync(db, mail.Recipient)).Block(handover.Answer, shelf.Now);
    }
}
