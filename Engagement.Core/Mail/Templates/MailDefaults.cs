using System.Reflection;

namespace Engagement.Core.Mail;

/// <summary>
/// The words that a kind of mail has as long as the office wrote none of its own: files in <c>Templates/Defaults</c>, named KIND.LANGUAGE.md or KIND.VARIANT.LANGUAGE.md,
/// whose first line is "Subject: …". English and Spanish are complete; a test says what is missing.
/// </summary>
public static class MailDefaults
{
    private const string Prefix = "mail/";

    /// <summary>Subject and Markdown of a default.</summary>
    public sealed record Words(MailKind Kind, string Variant, string Language, string Subject, string Markdown);

    /// <summary>All defaults, by kind, variant and language.</summary>
    public static IReadOnlyList<Words> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(Read)
            .OrderBy(w => w.Kind).ThenBy(w => w.Variant, StringComparer.Ordinal).ThenBy(w => w.Language, StringComparer.Ordinal)];

    /// <summary>Languages with defaults, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. All.Select(w => w.Language).Distinct().OrderBy(l => l != "en").ThenBy(l => l, StringComparer.Ordinal)];

    /// <summary>The default, in English where the language has none; null when the kind has none at all.</summary>
    public static Words? Find(MailKind kind, string variant, string language) =>
        All.FirstOrDefault(w => w.Kind == kind && w.Variant == variant && w.Language == language)
        ?? All.FirstOrDefault(w => w.Kind == kind && w.Variant == variant && w.Language == "en");

    private static Words Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var parts = resource[Prefix.Length..].Split('.');
        var (head, body) = (reader.ReadLine() ?? "", reader.ReadToEnd().ReplaceLineEndings("\n").Trim('\n'));
        if (!head.StartsWith("Subject: ", StringComparison.Ordinal)) throw new InvalidOperationException($"{resource} must begin with a line \"Subject: …\".");
        return new Words(Enum.Parse<MailKind>(parts[0]), parts.Length == 4 ? parts[1] : "", parts[^2], head["Subject: ".Length..], body);
    }
}
