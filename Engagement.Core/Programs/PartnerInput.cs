using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>The two kinds of organisations that give sessions.</summary>
public enum PartnerKind
{
    /// <summary>A department of the city.</summary>
    Department,

    /// <summary>An organisation outside the city.</summary>
    Partner,
}

/// <summary>A department or partner in a list; <paramref name="Detail"/> is its abbreviation or what it does.</summary>
public sealed record PartnerRow(Guid Id, string Name, string? Detail, string? Website, bool Active, int Presenters, int Sessions);

/// <summary>A department or partner as a form holds it.</summary>
public sealed class PartnerInput
{
    /// <summary>The version that the form was filled from; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Abbreviation of a department.</summary>
    public string? ShortName { get; set; }

    /// <summary>What a partner does.</summary>
    public string? Description { get; set; }

    /// <summary>Web address.</summary>
    public string? Website { get; set; }

    /// <summary>Offered where sessions are planned.</summary>
    public bool Active { get; set; } = true;

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems() => new Check()
        .Required(Name, nameof(Name), "Name")
        .Fits(ShortName, nameof(ShortName), "Abbreviation", 30)
        .Fits(Description, nameof(Description), "Description", 400)
        .Fits(Website, nameof(Website), "Website", 400)
        .Link(Text.Clean(Website), nameof(Website), "Website")
        .Failed;
}
