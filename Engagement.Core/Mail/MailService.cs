using System.Net.Mail;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>Sends what is due in the outbox.</summary>
public sealed class MailService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IMailTransport transport, MailSettings settings, ILogger<MailService> log)
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends up to 50 due mails and returns how many were tried. Several nodes may call it at once: each mail is taken by one.</summary>
    public async Task<Result<int>> SendDueAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var now = Now;
        // A mail that a node took and never finished is due again when its time as "sending" is over.
        var due = await db.Outbox.Where(m => (m.State == MailState.Queued || m.State == MailState.Sending) && m.NextTryAt <= now)
            .OrderBy(m => m.NextTryAt).Take(50).Select(m => new { m.Id, m.Version }).ToListAsync(cancel);
        var tried = 0;
        foreach (var mail in due)
        {
            var until = Now + StuckAfter;
            var taken = await db.Outbox.Where(m => m.Id == mail.Id && m.Version == mail.Version).ExecuteUpdateAsync(s => s
                .SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1)
                .SetProperty(m => m.NextTryAt, until).SetProperty(m => m.Version, m => m.Version + 1), cancel);
            if (taken == 0) continue;
            tried++;
            await SendOneAsync(mail.Id, cancel);
        }
        return tried;
    }

    private async Task SendOneAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        var mail = await db.Outbox.SingleAsync(m => m.Id == id, cancel);
        try
        {
            using var message = new MailMessage(settings.From, mail.Recipient, mail.Title, mail.Body)
            {
                BodyEncoding = Encoding.UTF8,
                SubjectEncoding = Encoding.UTF8,
                HeadersEncoding = Encoding.UTF8,
            };
            message.Headers.Add("Message-ID", $"<{mail.Id:N}@{message.From!.Host}>");
            message.Headers.Add("Auto-Submitted", "auto-generated");
            mail.Sent(await transport.SendAsync(message, cancel), Now);
        }
        catch (Exception e) when (e is SmtpException or IOException or FormatException or InvalidOperationException or UnauthorizedAccessException)
        {
            mail.Failed(e.Message, Now);
            log.LogWarning("Mail {Mail} of kind {Kind} could not be sent, attempt {Attempt}: {Reason}", mail.Id, mail.Kind, mail.Attempts, e.GetType().Name);
        }
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
