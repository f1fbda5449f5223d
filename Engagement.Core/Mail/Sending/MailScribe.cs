using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>A mail that is ready, or the state in which it ends without being sent, and why.</summary>
internal sealed record Prepared(MailParcel? Parcel, MailText? Text, MailState End, string Why);

/// <summary>Checks at the moment of sending whether a mail still applies, and has it written.</summary>
internal sealed class MailScribe(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, MailSettings settings, MailComposers composers, ILogger log)
{
    public async Task<Prepared> PrepareAsync(MailBatch batch, OutgoingMail mail)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (mail.NotAfter < now) return Ends(MailState.Cancelled, "It was too late: what it was about is over.");
        if (batch.Blocks.TryGetValue(mail.Recipient, out var block)) return Ends(MailState.Failed, $"Nothing is sent to this address: {block.Reason}");
        if (mail.Kind.IsOptional() && Refused(batch, mail) is { } refused) return Ends(MailState.Cancelled, refused);
        if (composers.Of(mail.Kind) is not { } composer) return Ends(MailState.Failed, $"No part of the program writes mails of the kind {mail.Kind}.");
        try
        {
            await using var db = await dbs.OpenAsync(Actor.System);
            var composed = await composer.ComposeAsync(db, mail, CancellationToken.None);
            if (composed.Letter is not { } letter) return Ends(MailState.Cancelled, composed.NotAnyMore ?? "It does not apply any more.");
            var (text, problem) = MailWriter.Write(batch, mail, letter);
            if (text is null) return Ends(MailState.Failed, problem!);
            var (parcel, wrong) = MailPacker.Pack(mail, text, letter, batch, settings, now);
            return parcel is null ? Ends(MailState.Failed, wrong!) : new Prepared(parcel, text, MailState.Sending, "");
        }
#pragma warning disable CA1031 // A composer that fails must not hold up the other mails; this one is tried again, and the log has the cause.
        catch (Exception e)
        {
            log.LogError(e, "Mail {Mail} of kind {Kind} could not be written", mail.Id, mail.Kind);
            return Ends(MailState.Queued, "It could not be written; the log has the cause.");
        }
#pragma warning restore CA1031
    }

    private static string? Refused(MailBatch batch, OutgoingMail mail)
    {
        if (batch.Preferences.TryGetValue((mail.Recipient, mail.Kind), out var preference) && preference.OffAt is not null) return "The recipient has unsubscribed from mails of this kind.";
        return mail.People.Count > 0 && mail.People.All(batch.Refusing.Contains) ? "The consent to e-mail was withdrawn or has run out." : null;
    }

    private static Prepared Ends(MailState state, string why) => new(null, null, state, why);
}
