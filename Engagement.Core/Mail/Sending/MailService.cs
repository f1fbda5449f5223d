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
        var shelf = new MailShelf(dbs, clock, commits, settings);
        await using var round = new MailRound(shelf, new MailScribe(dbs, clock, settings, composers, log), transport, settings, log);
        var tried = 0;
        while (round.Trouble is null && !cancel.IsCancellationRequested && await shelf.TakeAsync(cancel) is { Count: > 0 } mails)
            tried += await round.SendAsync(await LoadAsync(mails), cancel);
        return tried;
    }

    // Not cancelled: what was taken is sent or given back.
    private async Task<MailBatch> LoadAsync(List<OutgoingMail> mails)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        return await MailBatch.LoadAsync(db, mails, office, links, CancellationToken.None);
    }
}
