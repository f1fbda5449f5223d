namespace Engagement.Core.Common;

/// <summary>Base of everything that is stored with an identity of its own.</summary>
public abstract class Entity
{
    /// <summary>An identity that lies in order of time (UUID version 7).</summary>
    protected Entity() => Id = OrderedId.Next();

    /// <summary>An identity chosen by the caller: random where the order of time must not show.</summary>
    protected Entity(Guid id) => Id = id;

    /// <summary>Made in the program, never by the database.</summary>
    public Guid Id { get; private init; }

    /// <summary>
    /// Raised on every saved change and checked while saving, so that of two people who edit the same thing the second is told.
    /// A form hands back the version that it was filled from.
    /// </summary>
    public int Version { get; internal set; } = 1;
}

/// <summary>Every added, changed or deleted row of this kind leaves a line in the audit trail.</summary>
public interface IAudited
{
    /// <summary>What the line is filed under: the person, cohort or account that a reader would open to see it.</summary>
    Guid AuditSubject { get; }
}

/// <summary>A value that the audit trail must not repeat, such as a secret or a note with limited visibility.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;
