using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>What staff say about an instrument, as a form holds it; what is asked is edited apart.</summary>
public sealed class InstrumentInput
{
    /// <summary>The version that the form was filled from; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <summary>Name for staff.</summary>
    public string? Name { get; set; }

    /// <summary>What it is for, for staff.</summary>
    public string? Notes { get; set; }

    /// <summary>The program it is made for; null: any.</summary>
    public Guid? ProgramId { get; set; }

    /// <summary>Minors are asked.</summary>
    public bool ForMinors { get; set; }

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems() => new Check()
        .Required(Name, nameof(Name), "Name", 150)
        .Fits(Notes, nameof(Notes), "Notes", 2000)
        .Failed;

    internal static Invalid Taken => new(nameof(Name), "There is already a survey with this name.");
}
