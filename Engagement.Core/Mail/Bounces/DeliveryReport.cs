using System.Text;
using System.Text.RegularExpressions;

namespace Engagement.Core.Mail;

/// <summary>What a delivery report says of one recipient.</summary>
/// <param name="Recipient">Its address as the last server knows it; may differ from ours where mail was forwarded.</param>
/// <param name="Action">failed, delayed, delivered, relayed or expanded.</param>
/// <param name="Status">Such as 5.1.1 (RFC 3463).</param>
/// <param name="Diagnostic">The server's own words.</param>
public sealed record RecipientReport(string Recipient, string Action, string Status, string Diagnostic);

/// <summary>
/// A delivery report (RFC 3464) about a mail of ours. Everything in it comes from strangers: sizes are bounded, nothing is believed
/// that does not name the Message-ID of a mail that we sent.
/// </summary>
/// <param name="MailId">Our mail, from its Message-ID.</param>
/// <param name="Recipients">What became of it.</param>
public sealed partial record DeliveryReport(Guid MailId, IReadOnlyList<RecipientReport> Recipients)
{
    /// <summary>Larger reports are not read.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostParts = 20, MostRecipients = 50, MostText = 300;

    /// <summary>The report in a raw mail; null when it is none, or about no mail of ours, such as an out-of-office answer.</summary>
    public static DeliveryReport? Read(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > MostBytes) return null;
        var (head, body) = Split(Encoding.Latin1.GetString(raw).ReplaceLineEndings("\n"));
        var type = Field(head, "Content-Type") ?? "";
        if (!type.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase) || Boundary().Match(type) is not { Success: true } boundary) return null;
        var parts = Parts(body, boundary.Groups["b"].Value.Length > 0 ? boundary.Groups["b"].Value : boundary.Groups["c"].Value);
        var status = parts.Find(p => Is(p, "message/delivery-status", "message/global-delivery-status"));
        if (status.Body is null) return null;
        var original = parts.Find(p => Is(p, "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"));
        var id = OurId(original.Body is null ? null : Field(Split(original.Body).Head, "Message-ID")) ?? OurId(Field(head, "In-Reply-To")) ?? OurId(Field(head, "References"));
        var recipients = Recipient(status.Body).Take(MostRecipients).ToList();
        return id is { } mail && recipients.Count > 0 ? new DeliveryReport(mail, recipients) : null;
    }

    private static IEnumerable<RecipientReport> Recipient(string body) =>
        body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(g => Field(g, "Final-Recipient") is not null).Select(g => new RecipientReport(
            Value(Field(g, "Final-Recipient")), Cut(Field(g, "Action") ?? "").ToLowerInvariant(), StatusCode().Match(Field(g, "Status") ?? "") is { Success: true } s ? s.Value : "", Value(Field(g, "Diagnostic-Code"))));

    // "rfc822; ada@example.org", "smtp; 550 no such user": the word before the semicolon names the kind.
    private static string Value(string? field) => Cut(field is null ? "" : field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..]);

    private static string Cut(string text)
    {
        var clean = Common.Text.Clean(text) ?? "";
        return clean.Length <= MostText ? clean : clean[..MostText];
    }

    private static Guid? OurId(string? field) =>
        MessageId().Match(field ?? "") is { Success: true } found ? Guid.ParseExact(found.Groups["id"].Value, "n") : null;

    private static bool Is((string Head, string Body) part, params string[] types)
    {
        var type = (Field(part.Head, "Content-Type") ?? "").Split(';')[0].Trim();
        return types.Contains(type, StringComparer.OrdinalIgnoreCase);
    }

    private static List<(string Head, string Body)> Parts(string body, string boundary)
    {
        var parts = new List<(string, string)>();
        var start = -1;
        var mark = "--" + boundary;
        for (var at = 0; at < body.Length && parts.Count < MostParts;)
        {
            var end = body.IndexOf('\n', at) is >= 0 and var e ? e : body.Length;
            if (body.AsSpan(at, end - at).StartsWith(mark, StringComparison.Ordinal))
            {
                if (start >= 0) parts.Add(Split(body[start..at]));
                start = end + 1;
                if (body.AsSpan(at, end - at).StartsWith(mark + "--", StringComparison.Ordinal)) break;
            }
            at = end + 1;
        }
        return parts;
    }

    private static (string Head, string Body) Split(string text) =>
        text.StartsWith('\n') ? ("", text[1..]) : text.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 2)..]) : (text, "");

    // The first field of that name, unfolded.
    private static string? Field(string head, string name)
    {
        var lines = head.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) continue;
            var value = new StringBuilder(lines[i][(name.Length + 1)..]);
            while (++i < lines.Length && lines[i].Length > 0 && lines[i][0] is ' ' or '\t' && value.Length < 4000) value.Append(' ').Append(lines[i].AsSpan().Trim());
            return value.ToString().Trim();
        }
        return null;
    }

    [GeneratedRegex("boundary=(\"(?<b>[^\"]{1,200})\"|(?<c>[^\\s;\"]{1,200}))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"<(?<id>[0-9a-f]{32})(\.\d{1,6})?@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex MessageId();
}
