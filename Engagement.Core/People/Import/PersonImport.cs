using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>
/// One import of a list of people. The people it made carry its identity, and the audit trail has this one line for all of them:
/// ten thousand lines that repeat the file would be a second copy of it, to be erased as well.
/// </summary>
public sealed class PersonImport : Entity, IAudited
{
    private PersonImport() { }

    /// <summary>An import that runs now.</summary>
    public PersonImport(string by, DateTime utcNow) => (By, At) = (by, utcNow);

    /// <summary>Who ran it.</summary>
    public string By { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private set; }

    /// <summary>Rows of the file.</summary>
    public int Rows { get; internal set; }

    /// <summary>People made.</summary>
    public int Added { get; internal set; }

    /// <summary>Rows that belonged to people who were there already.</summary>
    public int Matched { get; internal set; }

    /// <summary>Rows left out, by decision or because they were wrong.</summary>
    public int LeftOut { get; internal set; }

    Guid IAudited.AuditSubject => Id;
}
