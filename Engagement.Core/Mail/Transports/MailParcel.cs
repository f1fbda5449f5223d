using MimeKit;

namespace Engagement.Core.Mail;

/// <summary>A mail ready to go, with its envelope.</summary>
/// <param name="ReturnPath">Where delivery reports go: the sender of the envelope.</param>
/// <param name="To">The recipient of the envelope.</param>
/// <param name="Message">Headers and parts.</param>
public sealed record MailParcel(MailboxAddress ReturnPath, MailboxAddress To, MimeMessage Message) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Message.Dispose();
}
