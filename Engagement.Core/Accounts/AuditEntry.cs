namespace Engagement.Core.Accounts;

/// <summary>One line of the audit trail: who did what to which thing, and when.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    /// <summary>A line of now.</summary>
    public AuditEntry(DateTime at, Actor actor, Guid subject, string kind, string action, string? changes)
    {
        At = at;
        ActorId = actor.UserId;
        ActorName = actor.Name;
        Subject = subject;
        Kind = kind;
        Action = action;
        Changes = changes;
    }

    /// <summary>Order of writing.</summary>
    public long Id { get; private init; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private init; }

    /// <summary>The account, when there was one.</summary>
    public Guid? ActorId { get; private init; }

    /// <summary>The actor's name at that time.</summary>
    public string ActorName { get; private init; } = "";

    /// <summary>The thing under which the line is shown.</summary>
    public Guid Subject { get; private init; }

    /// <summary>Kind of row, such as "Person".</summary>
    public string Kind { get; private init; } = "";

    /// <summary>"added", "changed", "removed", or a verb such as "signed in".</summary>
    public string Action { get; private init; } = "";

    /// <summary>Changed fields as JSON, <c>{"Field":["before","after"]}</c>; emptied when the person is erased.</summary>
    public string? Changes { get; private set; }

    /// <summary>Takes the values out, so that what was removed stays removed.</summary>
    public void Forget() => Changes = null;
}
