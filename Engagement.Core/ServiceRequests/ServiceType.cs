using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>Something that can be asked of the city: "Street light outage".</summary>
public sealed class ServiceType : Entity, IAudited
{
    private ServiceType() { }

    /// <summary>A service.</summary>
    public ServiceType(string code, string name, Guid departmentId) => (Code, Name, DepartmentId) = (code, name, departmentId);

    /// <summary>Code, as Open311 has it; unique.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>What it covers.</summary>
    public string? Description { get; internal set; }

    /// <summary>Group in lists.</summary>
    public string? Group { get; internal set; }

    /// <summary>Words that people search with, separated by commas.</summary>
    public string? Keywords { get; internal set; }

    /// <summary>The department that answers for it.</summary>
    public Guid DepartmentId { get; internal set; }

    /// <summary>Days in which it is to be done; null: none set.</summary>
    public int? TargetDays { get; internal set; }

    /// <summary>What the service asks beside place and description, in order (stored as JSON).</summary>
    public List<ServiceAttribute> Attributes { get; internal set; } = [];

    /// <summary>False takes it out of the list for new requests.</summary>
    public bool Active { get; internal set; } = true;

    Guid IAudited.AuditSubject => Id;
}

/// <summary>Data types of attributes, as GeoReport v2 names them.</summary>
public enum AttributeType
{
    /// <summary>A line of text.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date with time.</summary>
    DateTime,

    /// <summary>Several lines of text.</summary>
    Text,

    /// <summary>One of the values.</summary>
    SingleValueList,

    /// <summary>Any of the values.</summary>
    MultiValueList,
}

/// <summary>Something that a service asks (GeoReport v2, service definition).</summary>
public sealed class ServiceAttribute
{
    /// <summary>Code.</summary>
    public string Code { get; set; } = "";

    /// <summary>False for a text that is shown and asks nothing.</summary>
    public bool Variable { get; set; } = true;

    /// <summary>Data type.</summary>
    public AttributeType Type { get; set; }

    /// <summary>True when it must be answered.</summary>
    public bool Required { get; set; }

    /// <summary>The question.</summary>
    public string Description { get; set; } = "";

    /// <summary>Help with the answer.</summary>
    public string? TypeDescription { get; set; }

    /// <summary>Values of a list by key.</summary>
    public List<AttributeValue> Values { get; set; } = [];
}

/// <summary>A value of a list.</summary>
public sealed class AttributeValue
{
    /// <summary>What is stored and sent.</summary>
    public string Key { get; set; } = "";

    /// <summary>What is read.</summary>
    public string Name { get; set; } = "";
}
