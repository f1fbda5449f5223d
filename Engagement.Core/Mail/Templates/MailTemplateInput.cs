using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Mail;

/// <summary>Which template: a kind, its variant where it has several (else empty), and a language.</summary>
public sealed record TemplateKey(MailKind Kind, string Variant, string Language);

/// <summary>A template in the list.</summary>
/// <param name="Key">Which.</param>
/// <param name="Subject">Its subject line.</param>
/// <param name="Own">True when the office wrote its own words.</param>
public sealed record TemplateRow(TemplateKey Key, string Subject, bool Own);

/// <summary>A mail as it would look.</summary>
/// <param name="Text">Subject, plain text and HTML.</param>
/// <param name="Source">Where the values come from: the latest mail of the kind, or samples.</param>
public sealed record MailPreview(MailText Text, string Source);

/// <summary>A template as a form edits it.</summary>
public sealed class MailTemplateInput
{
    /// <summary>Version that the form was filled from; 0 for the default words.</summary>
    public int Version { get; set; }

    /// <summary>Subject line.</summary>
    public string? Subject { get; set; }

    /// <summary>Body in Markdown.</summary>
    public string? Markdown { get; set; }

    /// <summary>What is wrong with it for a kind, or null.</summary>
    public Invalid? Problems(MailKind kind)
    {
        var fields = MailFields.Of(kind);
        var names = fields.Select(f => f.Name).ToHashSet();
        var check = new Check().Required(Subject, nameof(Subject), "The subject", 200).Required(Markdown, nameof(Markdown), "The text", 20_000)
            .That(Subject?.AsSpan().IndexOfAny('\r', '\n') >= 0, nameof(Subject), "The subject has one line.");
        Unknown(check, Subject, nameof(Subject), names);
        Unknown(check, Markdown, nameof(Markdown), names);
        var used = MailFields.In($"{Subject}\n{Markdown}").ToHashSet();
        foreach (var field in fields.Where(f => f.Private && MailFields.In(Subject ?? "").Contains(f.Name)))
            check.That(wrong: true, nameof(Subject), $"{{{field.Name}}} does not belong in a subject: it would show names on locked screens.");
        foreach (var field in fields.Where(f => f.Needed && !used.Contains(f.Name)))
            check.That(wrong: true, nameof(Markdown), $"{{{field.Name}}} must occur: {field.Meaning}.");
        return check.Failed;
    }

    private static void Unknown(Check check, string? text, string name, HashSet<string> known)
    {
        foreach (var field in MailFields.In(text ?? "").Where(f => !known.Contains(f)))
            check.That(wrong: true, name, $"{{{field}}} is no field of this mail{(Nearest(field, known) is { } near ? $"; did you mean {{{near}}}?" : ".")}");
    }

    private static string? Nearest(string field, HashSet<string> known) =>
        known.Select(k => (Name: k, Distance: NameDistance.Between(field, k, 2))).Where(k => k.Distance <= 2).OrderBy(k => k.Distance).Select(k => k.Name).FirstOrDefault();
}
