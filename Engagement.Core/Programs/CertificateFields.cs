using System.Text.RegularExpressions;

namespace Engagement.Core.Programs;

/// <summary>The fields that a certificate's text may hold in braces.</summary>
public static partial class CertificateFields
{
    /// <summary>A field, what stands in its place, and an example for previews.</summary>
    public sealed record Field(string Name, string Meaning, string Example);

    /// <summary>All fields.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new("program", "the program's name", "this program"),
        new("cohort", "the cohort's name", "Fall class"),
        new("sessions", "how many sessions the person attended", "8"),
        new("hours", "how many hours that was", "8"),
        new("from", "the first session's date", "September 17, 2026"),
        new("to", "the last session's date", "November 5, 2026"),
    ];

    /// <summary>The text with every known field replaced; unknown ones stay as they are.</summary>
    public static string Fill(string text, Func<string, string?> value) =>
        Braces().Replace(text, m => value(m.Groups["name"].Value) ?? m.Value);

    /// <summary>The text as it would read for an example.</summary>
    public static string Preview(string? text, string? program) =>
        Fill(text ?? "", name => name == "program" && !string.IsNullOrWhiteSpace(program) ? program : All.FirstOrDefault(f => f.Name == name)?.Example);

    /// <summary>Names in braces that are no fields.</summary>
    public static IReadOnlyList<string> Unknown(string? text) =>
        [.. Braces().Matches(text ?? "").Select(m => m.Groups["name"].Value).Where(n => All.All(f => f.Name != n)).Distinct()];

    [GeneratedRegex(@"\{(?<name>[^{}]{0,40})\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Braces();
}
