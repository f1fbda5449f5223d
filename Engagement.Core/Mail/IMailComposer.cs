using Engagement.Core.Data;

namespace Engagement.Core.Mail;

/// <summary>
/// Writes the mails of some kinds at the moment they are sent, so that they say what is true then, and don't go out when they no longer apply.
/// The rooms above implement it (public sealed classes; they are found and registered by themselves); each kind has one. It may be called for several mails at once.
/// The fields of a kind stand in <see cref="MailFields"/>, its words in <c>Templates/Defaults</c>.
/// </summary>
public interface IMailComposer
{
    /// <summary>The kinds that it writes.</summary>
    IReadOnlyCollection<MailKind> Kinds { get; }

    /// <summary>The letter, or why there is none any more. <c>mail.People</c> says whom it is about; what it throws makes the mail wait for another attempt.</summary>
    Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel);
}

/// <summary>A letter, or the reason why the mail no longer applies.</summary>
public readonly record struct Composed
{
    /// <summary>The letter; null when it no longer applies.</summary>
    public Letter? Letter { get; private init; }

    /// <summary>Why it no longer applies, in words for staff.</summary>
    public string? NotAnyMore { get; private init; }

    /// <summary>A letter to send.</summary>
    public static implicit operator Composed(Letter letter) => new() { Letter = letter };

    /// <summary>Nothing to send any more.</summary>
    public static Composed Void(string why) => new() { NotAnyMore = why };
}

/// <summary>
/// A mail as its composer writes it: the fields of its kind's template. The mail room fills the template of the language, makes text and HTML from its Markdown,
/// and puts the office's layout around it.
/// </summary>
/// <param name="Fields">Values by field name, such as "session" or "date": plain text, never Markdown.</param>
public sealed record Letter(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Which of the kind's templates, where it has several ("first", "second"); empty for the one.</summary>
    public string Variant { get; init; } = "";

    /// <summary>Subject and body in Markdown instead of a template, as staff wrote them in an announcement.</summary>
    public (string Subject, string Markdown)? Own { get; init; }

    /// <summary>Calendar entries; one alone is also a part beside text and HTML, which Google and Outlook read by themselves.</summary>
    public IReadOnlyList<LetterCalendar> Calendars { get; init; } = [];

    /// <summary>Attachments.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];
}

/// <summary>A calendar entry that travels with a mail.</summary>
/// <param name="Name">File name, such as "session-2026-03-10.ics".</param>
/// <param name="Method">REQUEST, CANCEL or PUBLISH.</param>
/// <param name="Content">The iCalendar object (RFC 5545), CRLF lines.</param>
public sealed record LetterCalendar(string Name, string Method, string Content);

/// <summary>An attachment.</summary>
public sealed record LetterFile(string Name, string ContentType, byte[] Content);
