using Engagement.Core.Common;

namespace Engagement.Core.Mail;

/// <summary>The office's own words for a kind of mail in one language; without one, the default counts.</summary>
public sealed class MailTemplate : Entity, IAudited
{
    private MailTemplate() { }

    /// <summary>Own words, checked before.</summary>
    public MailTemplate(MailKind kind, string variant, string language, string subject, string markdown) =>
        (Kind, Variant, Language, Subject, Markdown) = (kind, variant, language, subject, markdown);

    /// <summary>For which kind.</summary>
    public MailKind Kind { get; private init; }

    /// <summary>Which one, where a kind has several; else empty.</summary>
    public string Variant { get; private init; } = "";

    /// <summary>Language (BCP 47).</summary>
    public string Language { get; private init; } = "en";

    /// <summary>Subject line, with fields.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Body in Markdown, with fields.</summary>
    public string Markdown { get; private set; } = "";

    Guid IAudited.AuditSubject => Id;

    internal void Write(string subject, string markdown) => (Subject, Markdown) = (subject, markdown);
}
