using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Office;

namespace Engagement.Core.Mail;

/// <summary>Writes the letters of the accounts room into the outbox.</summary>
public sealed class AccountMail(LinkService links, OfficeService office, TimeProvider clock) : IAccountMail
{
    /// <inheritdoc />
    public async Task QueueAsync(EngagementDb db, AccountLetter letter)
    {
        var path = letter.Kind == AccountLetterKind.Invitation ? "/invitation" : "/account/reset";
        // Without a public address there is no link to send; the inviter is told so by the page.
        if (await links.ToAsync($"{path}?token={letter.Token}") is not { Ok: true, Value: var link }) return;
        var name = (await office.GetAsync()).OfficeName;
        var (title, body) = letter.Kind == AccountLetterKind.Invitation
            ? ($"Your account at {name}", $"""
                {letter.From} invites you to an account for the community programs of {name}.

                Open this link within 7 days and choose a password. It works once:
                {link}

                If you did not expect this, do nothing.
                """)
            : ($"New password at {name}", $"""
                Somebody asked for a new password for your account at {name}.

                If it was you, open this link within 2 hours. It works once:
                {link}

                If it was not you, do nothing: your password stays as it is.
                """);
        db.Outbox.Add(new OutgoingMail(letter.Kind.ToString(), letter.About, letter.To, title, body, secret: true, clock.GetUtcNow().UtcDateTime));
    }
}
