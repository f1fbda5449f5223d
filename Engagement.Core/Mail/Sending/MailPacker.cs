using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Engagement.Core.Mail;

/// <summary>Packs a written mail: parts, headers, sender, recipient.</summary>
internal static class MailPacker
{
    /// <summary>Most bytes of all attachments together: 10 MB.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>The parcel, or why there can't be one.</summary>
    public static (MailParcel? Parcel, string? Problem) Pack(OutgoingMail mail, MailText text, Letter letter, MailBatch batch, MailSettings settings, DateTime now)
    {
        var bytes = letter.Files.Sum(f => (long)f.Content.Length);
        if (bytes > MostBytes) return (null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The attachments have {bytes / 1048576.0:0.0} MB; more than 10 MB is not sent."));
        if (!MailAddress.TryCreate(mail.Recipient, out var to)) return (null, $"“{mail.Recipient}” is not an e-mail address.");
        var message = new MailMessage { From = new MailAddress(settings.From, Common.Text.Clean(batch.Office.OfficeName), Encoding.UTF8), SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        var parcel = new MailParcel(message);
        if (string.IsNullOrEmpty(settings.SandboxTo))
        {
            message.To.Add(to);
            message.Subject = text.Subject;
        }
        else
        {
            message.To.Add(settings.SandboxTo);
            message.Subject = $"[for {mail.Recipient}] {text.Subject}";
        }
        if (!string.IsNullOrEmpty(settings.ReplyTo)) message.ReplyToList.Add(settings.ReplyTo);
        if (!string.IsNullOrEmpty(settings.ReturnPath)) message.Sender = new MailAddress(settings.ReturnPath);
        AddHeaders(message, mail, batch, now);
        AddParts(parcel, text, letter, batch.Logo);
        return (parcel, null);
    }

    /// <summary>The same for every attempt, so that a mailbox can drop a double; another one when a person sends a mail again that had gone out.</summary>
    public static string MessageId(OutgoingMail mail, string host) => $"<{mail.Id:n}{(mail.Resent == 0 ? "" : $".{mail.Resent}")}@{host}>";

    private static void AddHeaders(MailMessage message, OutgoingMail mail, MailBatch batch, DateTime now)
    {
        message.Headers.Add("Message-ID", MessageId(mail, message.From!.Host));
        message.Headers.Add("Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", System.Globalization.CultureInfo.InvariantCulture));
        // RFC 3834: nobody's out-of-office answers a mail that says so; the other two are what older programs look at.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (!mail.Kind.IsOptional()) return;
        message.Headers.Add("Precedence", "bulk");
        if (batch.Choices(mail) is not { } link) return;
        message.Headers.Add("List-Unsubscribe", $"<{link}>");
        // RFC 8058 asks for https.
        if (link.StartsWith("https://", StringComparison.Ordinal)) message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private static void AddParts(MailParcel parcel, MailText text, Letter letter, MailLogo? logo)
    {
        var views = parcel.Message.AlternateViews;
        views.Add(View(parcel, text.Plain, new ContentType("text/plain; charset=utf-8")));
        var html = View(parcel, text.Html, new ContentType("text/html; charset=utf-8"));
        if (logo is not null)
            html.LinkedResources.Add(new LinkedResource(parcel.Watch(logo.Content), logo.ContentType) { ContentId = "logo", TransferEncoding = TransferEncoding.Base64 });
        views.Add(html);
        if (letter.Calendar is { } calendar)
        {
            // Google and Outlook read the alternative; Apple Mail and others want the file.
            views.Add(View(parcel, calendar.Content, new ContentType($"text/calendar; charset=utf-8; method={calendar.Method}"), TransferEncoding.Base64));
            Attach(parcel, new LetterFile(calendar.Method == "CANCEL" ? "cancel.ics" : "invite.ics", "application/ics", Encoding.UTF8.GetBytes(calendar.Content)));
        }
        foreach (var file in letter.Files) Attach(parcel, file);
    }

    private static AlternateView View(MailParcel parcel, string content, ContentType type, TransferEncoding encoding = TransferEncoding.QuotedPrintable) =>
        new(parcel.Watch(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n"))), type) { TransferEncoding = encoding };

    private static void Attach(MailParcel parcel, LetterFile file)
    {
        var attachment = new Attachment(parcel.Watch(file.Content), new ContentType(file.ContentType) { Name = Common.Text.Clean(file.Name) })
        {
            NameEncoding = Encoding.UTF8,
            TransferEncoding = TransferEncoding.Base64,
        };
        attachment.ContentDisposition!.Inline = false;
        parcel.Message.Attachments.Add(attachment);
    }
}
