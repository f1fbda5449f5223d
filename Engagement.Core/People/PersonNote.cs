using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>A note of staff about a person.</summary>
public sealed class PersonNote : Entity, IAudited
{
    private PersonNote() { }

    /// <summary>A new note.</summary>
    public PersonNote(Guid personId, string text, bool restricted, string author, DateTime at) =>
        (PersonId, Text, Restricted, Author, At) = (personId, text, restricted, author, at);

    /// <summary>About whom.</summary>
    public Guid PersonId { get; internal set; }

    /// <summary>The text.</summary>
    [NotAudited]
    public string Text { get; private set; } = "";

    /// <summary>True when only those with the right to restricted notes may read it.</summary>
    public bool Restricted { get; private set; }

    /// <summary>Who wrote it.</summary>
    public string Author { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private set; }

    Guid IAudited.AuditSubject => PersonId;
}
