using Engagement.Core.Liaisons;

namespace Engagement.Core.Graduation;

/// <summary>What graduating means for somebody's liaison account.</summary>
public enum LiaisonStep
{
    /// <summary>Nothing: the program grants none, or the person does not complete.</summary>
    None,

    /// <summary>Becomes a liaison; the invitation is mailed.</summary>
    Mailed,

    /// <summary>Becomes a liaison; the link is handed over or printed.</summary>
    HandedOver,

    /// <summary>A minor: becomes a youth liaison under the name of an adult, without an account.</summary>
    Youth,

    /// <summary>Is a liaison already: the end of the standing moves, and there is no second account.</summary>
    Renewed,

    /// <summary>Is a liaison, and nothing happens.</summary>
    Is,
}

/// <summary>What would happen for one participant, in words.</summary>
public sealed record LiaisonPlan(LiaisonStep Step, string Text)
{
    /// <summary>Nothing.</summary>
    public static LiaisonPlan None { get; } = new(LiaisonStep.None, "");

    /// <summary>True when an account would be opened.</summary>
    public bool OpensAccount => Step is LiaisonStep.Mailed or LiaisonStep.HandedOver;
}

/// <summary>What graduating did for liaison accounts.</summary>
/// <param name="Mailed">Invitations mailed.</param>
/// <param name="ToHandOver">Links to hand over or print, each shown once.</param>
/// <param name="Youth">Youth liaisons under an adult's name.</param>
/// <param name="WithoutAdult">Minors for whom no adult was named; they can be graduated as liaisons later, by the same action.</param>
/// <param name="Renewed">Liaisons whose standing was prolonged.</param>
public sealed record LiaisonOutcome(int Mailed, IReadOnlyList<LiaisonLink> ToHandOver, int Youth, int WithoutAdult, int Renewed)
{
    /// <summary>Nothing.</summary>
    public static LiaisonOutcome None { get; } = new(0, [], 0, 0, 0);
}
