using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>Sends what is due in the outbox.</summary>
public sealed class MailService(
    IDbContextFactory<EngagementDb> dbs, TimeProvider clock, GroupCommit commits, IMailTransport transport, MailSettings settings, MailComposers composers,
    OfficeService office, LinkService links, ILogger<MailService> log)
{
    /// <summary>
    /// Sends what is due until nothing is left, the pace is used up, or the transport does not work; returns how many were tried.
    /// Several nodes may call it at once: each mail is taken by one. When <paramref name="cancel"/> comes, what was not handed over goes back.
    /// </summary>
    public async Task<Result<int>> SendDueAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var round = new MailRound(dbs, clock, commits, transport, settings, new MailScribe(dbs, clock, settings, composers, log), log);
        var tried = 0;
        while (!cancel.IsCancellationRequested && await TakeAsync(round, cancel) is { Mails.Count: > 0 } batch)
        {
            tried += await round.SendAsync(batch, cancel);
            if (round.Trouble is not null) break;
        }
        return tried;
    }

    private async Task<MailBatch?> TakeAsync(MailRound round, CancellationToken cancel)
    {
        var mails = await round.TakeAsync(cancel);
        if (mails.Count == 0) return null;
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        return await MailBatch.LoadAsync(db, mails, office, links, cancel);
    }
}
