using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>Age bands: enough to know who needs a guardian and which materials fit.</summary>
public enum AgeBand
{
    /// <summary>18 and older.</summary>
    Adult,

    /// <summary>Under 11.</summary>
    Under11,

    /// <summary>11 to 13.</summary>
    From11To13,

    /// <summary>14 to 15.</summary>
    From14To15,

    /// <summary>16 to 17.</summary>
    From16To17,
}

/// <summary>Parent or guardian of a minor.</summary>
public sealed class Guardian : Entity, IAudited
{
    private Guardian() { }

    internal Guardian(Guid personId, string name, string relation, string? email, string? phone) =>
        (PersonId, Name, Relation, Email, Phone) = (personId, name, relation, email, phone);

    /// <summary>The minor.</summary>
    public Guid PersonId { get; internal set; }

    /// <summary>Name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Relation, such as "mother".</summary>
    public string Relation { get; internal set; } = "";

    /// <summary>E-mail.</summary>
    public string? Email { get; internal set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; internal set; }

    Guid IAudited.AuditSubject => PersonId;
}
