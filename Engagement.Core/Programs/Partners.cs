using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A department of the city that teaches sessions and answers for services.</summary>
public sealed class Department : Entity, IAudited
{
    private Department() { }

    /// <summary>A new department.</summary>
    public Department(string name) => Name = name;

    /// <summary>Name, such as "Streets Department".</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Abbreviation, such as "L&amp;I".</summary>
    public string? ShortName { get; internal set; }

    /// <summary>Web address.</summary>
    public string? Website { get; internal set; }

    /// <summary>False hides it in pickers.</summary>
    public bool Active { get; internal set; } = true;

    Guid IAudited.AuditSubject => Id;
}

/// <summary>An organisation outside the city that gives sessions, such as Mural Arts.</summary>
public sealed class Partner : Entity, IAudited
{
    private Partner() { }

    /// <summary>A new partner.</summary>
    public Partner(string name) => Name = name;

    /// <summary>Name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>What it does, in a sentence.</summary>
    public string? Description { get; internal set; }

    /// <summary>Web address.</summary>
    public string? Website { get; internal set; }

    /// <summary>False hides it in pickers.</summary>
    public bool Active { get; internal set; } = true;

    Guid IAudited.AuditSubject => Id;
}

/// <summary>Somebody who teaches sessions, for a department or a partner.</summary>
public sealed class Presenter : Entity, IAudited
{
    private Presenter() { }

    /// <summary>A new presenter.</summary>
    public Presenter(string name) => Name = name;

    /// <summary>Name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Title or function.</summary>
    public string? Title { get; internal set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; internal set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; internal set; }

    /// <summary>The department, when from one.</summary>
    public Guid? DepartmentId { get; internal set; }

    /// <summary>The partner, when from one.</summary>
    public Guid? PartnerId { get; internal set; }

    /// <summary>Last day of the background clearance; null when there is none. Youth cohorts warn without a current one.</summary>
    public DateOnly? ClearanceExpires { get; internal set; }

    /// <summary>False hides the presenter in pickers.</summary>
    public bool Active { get; internal set; } = true;

    Guid IAudited.AuditSubject => Id;
}
