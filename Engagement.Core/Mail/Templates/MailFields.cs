using System.Text.RegularExpressions;

namespace Engagement.Core.Mail;

/// <summary>Which fields each kind of mail has. Composers give exactly these; templates may use them and no others.</summary>
public static partial class MailFields
{
    private const string SampleLink = "https://programs.example.org/a-link";

    /// <summary>Fields that every mail has; the mail room fills them.</summary>
    public static IReadOnlyList<MailField> Common { get; } =
    [
        new("office", "Name of the office", "Philly311"),
        new("city", "Name of the city", "City of Philadelphia"),
    ];

    private static readonly Dictionary<MailKind, MailField[]> ByKind = new()
    {
        [MailKind.Invitation] =
        [
            new("from", "Who invites", "Maria Lopez"),
            new("link", "The one-time link", SampleLink) { Link = true, Needed = true },
            new("days", "Days that the link counts", "7"),
        ],
        [MailKind.PasswordReset] =
        [
            new("link", "The one-time link", SampleLink) { Link = true, Needed = true },
            new("hours", "Hours that the link counts", "2"),
        ],
        [MailKind.RequestDigest] =
        [
            new("changes", "What is new, one request a line; or the city's question", "26-000311, Street light out, 52nd & Market: done") { Needed = true },
            new("link", "The liaison's requests", SampleLink) { Link = true, Needed = true },
        ],
        [MailKind.Announcement] = [],
        [MailKind.Trial] = [new("when", "Date and time of the trial", "March 2, 2026, 10:00 AM"), new("from", "Who sends it", "Maria Lopez")],
    };

    /// <summary>The fields of a kind, its own first.</summary>
    public static IReadOnlyList<MailField> Of(MailKind kind) => [.. ByKind.GetValueOrDefault(kind) ?? [], .. Common];

    /// <summary>Every field that a text names, in order, once.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Pattern().Matches(text).Select(m => m.Groups["name"].Value).Distinct()];

    /// <summary>A field in a text.</summary>
    [GeneratedRegex(@"\{(?<name>[^{}\r\n]{0,60})\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    internal static partial Regex Pattern();
}
