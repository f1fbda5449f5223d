using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>Tries the mail settings with one mail, past the outbox, so that the answer is seen at once.</summary>
public sealed class TrialService(
    IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IMailTransport transport, MailSettings settings, MailComposers composers, OfficeService office, LinkService links, ILogger<TrialService> log)
{
    /// <summary>Sends the trial and says how it ended, in the server's own words. Where it works, the outbox does not rest any longer.</summary>
    public async Task<Result<Handover>> SendAsync(Actor actor, string? to, string language = "en")
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        if (new Check().Required(to, "To", "The address", 254).Email(to, "To").Failed is { } invalid) return invalid;
        var mail = new OutgoingMail(new MailOrder(MailKind.Trial, OrderedId.Next(), to!) { Language = language, Facts = JsonSerializer.Serialize(new TrialMail.Facts(actor.Name)) }, clock.GetUtcNow().UtcDateTime);
        await using var db = await dbs.OpenAsync(actor);
        var batch = await MailBatch.LoadAsync(db, [mail], office, links, CancellationToken.None);
        var ready = await new MailScribe(dbs, clock, settings, composers, log).PrepareAsync(batch, mail);
        if (ready.Parcel is not { } parcel) return new Handover(HandoverKind.Final, ready.Why);
        using var sent = parcel;
        await using var line = transport.Open();
        var handover = await line.SendAsync(parcel, CancellationToken.None);
        if (handover.Kind == HandoverKind.Accepted && await db.MailGate.SingleAsync() is { Trouble: not null } gate)
        {
            gate.Open();
            await db.SaveChangesAsync();
        }
        return handover;
    }
}
