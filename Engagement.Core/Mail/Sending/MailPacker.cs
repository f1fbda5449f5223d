using System.Globalization;
using System.Text;
using Engagement.Core.Common;
using MimeKit;
using MimeKit.Utils;

namespace Engagement.Core.Mail;

/// <summary>Packs a written mail: envelope, headers, parts.</summary>
internal static class MailPacker
{
    /// <summary>Most bytes of all attachments together: 10 MB.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>The parcel, or why there can't be one.</summary>
    public static (MailParcel? Parcel, string? Problem) Pack(OutgoingMail mail, MailText text, Letter letter, MailBatch batch, MailSettings settings, DateTime now)
    {
        var bytes = letter.Files.Sum(f => (long)f.Content.Length);
        if (bytes > MostBytes) return (null, string.Create(CultureInfo.InvariantCulture, $"The attachments have {bytes / 1048576.0:0.0} MB; more than 10 MB is not sent."));
        if (Address(mail.Recipient) is not { } recipient) return (null, $"“{mail.Recipient}” is not an e-mail address.");
        var sandbox = Address(settings.SandboxTo);
        var from = Address(settings.From)!;
        from.Name = Text.Clean(batch.Office.OfficeName);
        var message = new MimeMessage();
        message.From.Add(from);
        message.To.Add(sandbox ?? recipient);
        if (Address(settings.ReplyTo) is { } reply) message.ReplyTo.Add(reply);
        message.Subject = sandbox is null ? text.Subject : $"[for {mail.Recipient}] {text.Subject}";
        message.Date = new DateTimeOffset(now, TimeSpan.Zero);
        message.MessageId = MessageId(mail, from.Domain);
        AddHeaders(message.Headers, mail, batch);
        message.Body = Body(text, letter, batch.Logo);
        return (new MailParcel(Address(settings.ReturnPath) ?? from, sandbox ?? recipient, message), null);
    }

    /// <summary>The same for every attempt, so that a mailbox can drop a double; another one when a person sends a mail again that had gone out.</summary>
    public static string MessageId(OutgoingMail mail, string domain) => $"{mail.Id:n}{(mail.Resent == 0 ? "" : $".{mail.Resent}")}@{MailboxAddress.IdnMapping.Encode(domain)}";

    /// <summary>The address, when it is one that a mail can go to and nothing more: no name, no second one, no quoted or bracketed parts.</summary>
    internal static MailboxAddress? Address(string? text) =>
        text is { Length: > 2 and <= 254 } && MailboxAddress.TryParse(text, out var address) && address.Address == text && address.Domain.Length > 0
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '(' or ')' or ',' or ';' or ':')
            ? address : null;

    private static void AddHeaders(HeaderList headers, OutgoingMail mail, MailBatch batch)
    {
        // RFC 3834: nobody's out-of-office answers a mail that says so; the other two are what older programs look at.
        headers.Add("Auto-Submitted", "auto-generated");
        headers.Add("X-Auto-Response-Suppress", "All");
        if (!mail.Kind.IsOptional()) return;
        headers.Add("Precedence", "bulk");
        if (batch.Choices(mail) is not { } link) return;
        headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
        // RFC 8058 asks for https.
        if (link.StartsWith("https://", StringComparison.Ordinal)) headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
    }

    private static MimeEntity Body(MailText text, Letter letter, LetterFile? logo)
    {
        var html = new TextPart("html") { Text = text.Html };
        var alternatives = new MultipartAlternative(new TextPart("plain") { Text = text.Plain }, logo is null ? html : new MultipartRelated(html, Logo(logo)));
        var mixed = new Multipart("mixed") { alternatives };
        if (letter.Calendars is [var only])
        {
            // Google and Outlook read the alternative; Apple Mail and others want the file.
            var part = new TextPart("calendar") { Text = only.Content };
            part.ContentType.Parameters.Add("method", only.Method);
            alternatives.Add(part);
        }
        foreach (var calendar in letter.Calendars) mixed.Add(Attachment(new LetterFile(calendar.Name, "application/ics", Encoding.UTF8.GetBytes(calendar.Content))));
        foreach (var file in letter.Files) mixed.Add(Attachment(file));
        return mixed.Count == 1 ? alternatives : mixed;
    }

    private static MimePart Logo(LetterFile logo) => Part(logo, ContentDisposition.Inline, "logo");

    private static MimePart Attachment(LetterFile file) => Part(file, ContentDisposition.Attachment, null);

    private static MimePart Part(LetterFile file, string disposition, string? id) => new(ContentType.Parse(file.ContentType))
    {
        Content = new MimeContent(new MemoryStream(file.Content, writable: false)),
        ContentDisposition = new ContentDisposition(disposition),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = Text.Clean(file.Name),
        ContentId = id ?? MimeUtils.GenerateMessageId("attachment"),
    };
}
