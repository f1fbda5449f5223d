using System.Text.RegularExpressions;
using Engagement.Core.Common;
using MimeKit;

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

    private const int MostRecipients = 50, MostText = 300;
    private static readonly ParserOptions Options = new() { MaxMimeDepth = 8 };

    /// <summary>The report in a raw mail; null when it is none, or about no mail of ours, such as an out-of-office answer.</summary>
    public static DeliveryReport? Read(byte[] raw)
    {
        if (raw.Length > MostBytes) return null;
        try
        {
            using var message = MimeMessage.Load(Options, new MemoryStream(raw, writable: false));
            if (message.Body is not MultipartReport report || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status) return null;
            var recipients = status.StatusGroups.Where(g => g.Contains("Final-Recipient")).Take(MostRecipients).Select(g => new RecipientReport(
                Value(g["Final-Recipient"]), Cut(g["Action"]).ToLowerInvariant(), StatusCode().Match(g["Status"] ?? "").Value, Value(g["Diagnostic-Code"]))).ToList();
            return OurId(message, report) is { } id && recipients.Count > 0 ? new DeliveryReport(id, recipients) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The mail that came back, or its headers; else what the report answers.
    private static Guid? OurId(MimeMessage message, MultipartReport report) =>
        report.OfType<MessagePart>().Select(part => part.Message?.MessageId).Append(message.InReplyTo).Concat(message.References).Select(Parsed).FirstOrDefault(id => id is not null);

    private static Guid? Parsed(string? id) => MessageId().Match(id ?? "") is { Success: true } found ? Guid.ParseExact(found.Groups["id"].Value, "n") : null;

    // "rfc822; ada@example.org", "smtp; 550 no such user": the word before the semicolon names the kind.
    private static string Value(string? field) => Cut(field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..]);

    private static string Cut(string? text)
    {
        var clean = Text.Clean(text) ?? "";
        return clean.Length <= MostText ? clean : clean[..MostText];
    }

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"^<?(?<id>[0-9a-f]{32})(\.\d{1,6})?@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex MessageId();
}
