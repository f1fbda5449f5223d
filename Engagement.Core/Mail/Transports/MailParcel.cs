using System.Net.Mail;
using System.Text;

namespace Engagement.Core.Mail;

/// <summary>A mail ready to go: envelope, headers, parts. <see cref="Content"/> has it as it travels (RFC 5322, RFC 2046).</summary>
public sealed class MailParcel
{
    private byte[]? content;

    /// <summary>Where delivery reports go: the sender of the envelope.</summary>
    public required string ReturnPath { get; init; }

    /// <summary>The recipient of the envelope.</summary>
    public required string To { get; init; }

    /// <summary>The office's address and name.</summary>
    public required (string Address, string Name) From { get; init; }

    /// <summary>Address for answers; null: the one in From.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>Other headers, in order.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    /// <summary>Plain text.</summary>
    public required string Plain { get; init; }

    /// <summary>HTML.</summary>
    public required string Html { get; init; }

    /// <summary>The picture that the HTML calls <c>cid:logo</c>.</summary>
    public LetterFile? Logo { get; init; }

    /// <summary>The calendar part, which is attached, too.</summary>
    public LetterCalendar? Calendar { get; init; }

    /// <summary>Attachments.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    /// <summary>True when the recipient's address can only travel to a server with SMTPUTF8 (RFC 6531).</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Wire(To));

    /// <summary>An address as it travels: a domain beyond ASCII in its ASCII form, a mailbox beyond ASCII as it is.</summary>
    public static string Wire(string address) =>
        MailAddress.TryCreate(address, out var a) && Ascii.IsValid(a.User) && !Ascii.IsValid(a.Host) ? $"{a.User}@{new System.Globalization.IdnMapping().GetAscii(a.Host)}" : address;

    /// <summary>The whole mail, CRLF lines; written once.</summary>
    public byte[] Content => content ??= ToBytes();

    private byte[] ToBytes()
    {
        var text = new StringBuilder();
        text.Append($"From: {MimeText.Word(From.Name)} <{Wire(From.Address)}>\r\n");
        if (ReplyTo is not null) text.Append($"Reply-To: <{Wire(ReplyTo)}>\r\n");
        text.Append($"To: <{Wire(To)}>\r\n").Append(MimeText.Header("Subject", Subject));
        foreach (var (name, value) in Headers) text.Append(MimeText.Header(name, value));
        text.Append("MIME-Version: 1.0\r\n").Append(Body());
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private string Body()
    {
        var html = Text("text/html; charset=utf-8", Html);
        if (Logo is not null) html = Multi("related", "; type=\"text/html\"", [html, Binary(Logo, "inline", "Content-ID: <logo>\r\n")]);
        List<string> alternatives = [Text("text/plain; charset=utf-8", Plain), html];
        List<LetterFile> files = [.. Files];
        if (Calendar is { } calendar)
        {
            // Google and Outlook read the alternative; Apple Mail and others want the file.
            var entry = Encoding.UTF8.GetBytes(calendar.Content);
            alternatives.Add($"Content-Type: text/calendar; charset=utf-8; method={calendar.Method}\r\nContent-Transfer-Encoding: base64\r\n\r\n{MimeText.Base64(entry)}");
            files.Insert(0, new LetterFile(calendar.Method == "CANCEL" ? "cancel.ics" : "invite.ics", "application/ics", entry));
        }
        var body = Multi("alternative", "", alternatives);
        return files.Count == 0 ? body : Multi("mixed", "", [body, .. files.Select(f => Binary(f, "attachment", ""))]);
    }

    private static string Text(string type, string content) => $"Content-Type: {type}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{MimeText.QuotedPrintable(content)}";

    private static string Binary(LetterFile file, string disposition, string more) =>
        $"Content-Type: {file.ContentType};\r\n {MimeText.Parameter("name", file.Name)}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: {disposition};\r\n {MimeText.Parameter("filename", file.Name)}\r\n{more}\r\n{MimeText.Base64(file.Content)}";

    private static string Multi(string kind, string parameters, IEnumerable<string> parts)
    {
        // With "=_" in it, no line of quoted-printable or base64 can be the same.
        var boundary = $"=_{Guid.NewGuid():n}";
        return $"Content-Type: multipart/{kind}; boundary=\"{boundary}\"{parameters}\r\n\r\n{string.Concat(parts.Select(p => $"--{boundary}\r\n{p}\r\n"))}--{boundary}--\r\n";
    }
}
