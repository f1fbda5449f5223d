using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>The uploaded boundaries of neighborhoods. There is one set; a new upload takes the place of the old.</summary>
public sealed class Boundaries : Entity, IAudited
{
    private Boundaries() { }

    /// <summary>A checked upload.</summary>
    public Boundaries(string attribution, int count, string by, DateTime utcNow) => (Attribution, Count, By, UploadedAt) = (attribution, count, by, utcNow);

    /// <summary>Who made them and under which license, as it must be shown beside every map.</summary>
    public string Attribution { get; internal set; } = "";

    /// <summary>Number of neighborhoods.</summary>
    public int Count { get; private init; }

    /// <summary>Who uploaded them.</summary>
    public string By { get; private init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime UploadedAt { get; private init; }

    /// <summary>Always 1, and unique: there is one row.</summary>
    [NotAudited]
    public int Only { get; private set; } = 1;

    Guid IAudited.AuditSubject => Id;
}

/// <summary>One neighborhood of the boundaries.</summary>
public sealed class Neighborhood : Entity
{
    private Neighborhood() { }

    /// <summary>A neighborhood with its outline.</summary>
    public Neighborhood(Guid boundariesId, string name, string outline) => (BoundariesId, Name, Outline) = (boundariesId, name, outline);

    /// <summary>The set.</summary>
    public Guid BoundariesId { get; private init; }

    /// <summary>Name; unique in the set.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Its polygons (<see cref="Liaisons.Outline"/>) as JSON.</summary>
    public string Outline { get; private init; } = "";
}
