using System.Globalization;
using System.Net.Mail;

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
        if (!IsAddress(mail.Recipient)) return (null, $"“{mail.Recipient}” is not an e-mail address.");
        var sandbox = !string.IsNullOrEmpty(settings.SandboxTo);
        return (new MailParcel
        {
            ReturnPath = string.IsNullOrEmpty(settings.ReturnPath) ? settings.From : settings.ReturnPath,
            To = sandbox ? settings.SandboxTo! : mail.Recipient,
            From = (settings.From, Common.Text.Clean(batch.Office.OfficeName) ?? ""),
            ReplyTo = string.IsNullOrEmpty(settings.ReplyTo) ? null : settings.ReplyTo,
            Subject = sandbox ? $"[for {mail.Recipient}] {text.Subject}" : text.Subject,
            Headers = [.. Headers(mail, batch, settings, now)],
            Plain = text.Plain,
            Html = text.Html,
            Logo = batch.Logo,
            Calendar = letter.Calendar,
            Files = letter.Files,
        }, null);
    }

    /// <summary>The same for every attempt, so that a mailbox can drop a double; another one when a person sends a mail again that had gone out.</summary>
    public static string MessageId(OutgoingMail mail, string from) => $"<{mail.Id:n}{(mail.Resent == 0 ? "" : $".{mail.Resent}")}@{MailParcel.Wire(from).Split('@')[^1]}>";

    // What a line of SMTP and a header can carry: no blanks, brackets, quotes or control characters; and a domain that has an ASCII form.
    private static bool IsAddress(string text)
    {
        if (text.Length > 254 || !MailAddress.TryCreate(text, out var address) || address.Address != text) return false;
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '(' or ')' or ',')) return false;
        try
        {
            return MailParcel.Wire(text).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<(string, string)> Headers(OutgoingMail mail, MailBatch batch, MailSettings settings, DateTime now)
    {
        yield return ("Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        yield return ("Message-ID", MessageId(mail, settings.From));
        // RFC 3834: nobody's out-of-office answers a mail that says so; the other two are what older programs look at.
        yield return ("Auto-Submitted", "auto-generated");
        yield return ("X-Auto-Response-Suppress", "All");
        if (!mail.Kind.IsOptional()) yield break;
        yield return ("Precedence", "bulk");
        if (batch.Choices(mail) is not { } link) yield break;
        yield return ("List-Unsubscribe", $"<{link}>");
        // RFC 8058 asks for https.
        if (link.StartsWith("https://", StringComparison.Ordinal)) yield return ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}
