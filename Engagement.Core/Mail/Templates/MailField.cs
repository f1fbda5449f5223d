namespace Engagement.Core.Mail;

/// <summary>A named field of a kind of mail, written {like-this} in its templates.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens.</param>
/// <param name="Meaning">What stands there, for whoever edits the template.</param>
/// <param name="Sample">A value for the preview.</param>
public sealed record MailField(string Name, string Meaning, string Sample)
{
    /// <summary>True for a web address: it may be the target of a link, and becomes a link where it stands alone. Of several lines each becomes one.</summary>
    public bool Link { get; init; }

    /// <summary>True for names of people: never in a subject, which locked screens show.</summary>
    public bool Private { get; init; }

    /// <summary>True when a template of this kind makes no sense without it.</summary>
    public bool Needed { get; init; }
}
