using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>The letters of the accounts room: queued with their one-time link, written when they are sent.</summary>
public sealed class AccountMail(LinkService links, TimeProvider clock) : IAccountMail, IMailComposer
{
    private sealed record Facts(string Token, string From);

    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.Invitation, MailKind.LiaisonInvitation, MailKind.PasswordReset];

    /// <inheritdoc />
    public async Task QueueAsync(EngagementDb db, AccountLetter letter)
    {
        // Without a public address there is no link to send; the inviter is told so by the page.
        if (!(await links.ToAsync("/")).Ok) return;
        var (kind, lifetime) = letter.Kind switch
        {
            AccountLetterKind.Invitation => (MailKind.Invitation, Invitation.Lifetime),
            AccountLetterKind.LiaisonInvitation => (MailKind.LiaisonInvitation, Invitation.Lifetime),
            _ => (MailKind.PasswordReset, PasswordReset.Lifetime),
        };
        await db.QueueMailAsync(new MailOrder(kind, letter.About, letter.To)
        {
            Facts = JsonSerializer.Serialize(new Facts(letter.Token, letter.From)),
            Secret = true,
            NotAfter = clock.GetUtcNow().UtcDateTime + lifetime,
        });
    }

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var facts = JsonSerializer.Deserialize<Facts>(mail.Facts ?? "{}")!;
        var (hash, now) = (OneTimeToken.HashOf(facts.Token), clock.GetUtcNow().UtcDateTime);
        return mail.Kind is MailKind.Invitation or MailKind.LiaisonInvitation
            ? await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancel) is { } invitation && invitation.IsOpen(now)
                ? await LetterAsync("/invitation", facts, "days", Invitation.Lifetime.TotalDays) : Composed.Void("The invitation was accepted, withdrawn or renewed.")
            : await db.PasswordResets.AnyAsync(r => r.TokenHash == hash && r.UsedAt == null && r.ExpiresAt > now, cancel)
                ? await LetterAsync("/account/reset", facts, "hours", PasswordReset.Lifetime.TotalHours) : Composed.Void("The link was used or has run out.");
    }

    private async Task<Composed> LetterAsync(string path, Facts facts, string unit, double lasts) => new Letter(new Dictionary<string, string>
    {
        ["from"] = facts.From,
        ["link"] = (await links.ToAsync($"{path}?token={facts.Token}")).OrThrow(),
        [unit] = lasts.ToString("0", System.Globalization.CultureInfo.InvariantCulture),
    });
}
