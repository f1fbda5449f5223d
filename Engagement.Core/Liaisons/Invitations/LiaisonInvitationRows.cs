namespace Engagement.Core.Liaisons;

/// <summary>How far a liaison's invitation is.</summary>
public enum InvitationState
{
    /// <summary>None was made yet.</summary>
    None,

    /// <summary>The link counts.</summary>
    Open,

    /// <summary>The link's time is over.</summary>
    RunOut,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>Whose invitations are wanted; null means all.</summary>
/// <param name="State">How far.</param>
/// <param name="CohortId">Who was trained in a cohort.</param>
/// <param name="Search">Words that occur in names, contacts or numbers.</param>
public sealed record InvitationFilter(InvitationState? State = null, Guid? CohortId = null, string? Search = null);

/// <summary>A liaison who has no account yet.</summary>
public sealed record LiaisonInvitationRow(Guid LiaisonId, string Number, string Name, string? Email, InvitationState State, string? InvitedBy, DateTime? ExpiresAt);

/// <summary>What sending invitations did.</summary>
/// <param name="Links">The links, each shown once: to be handed over where there was no address.</param>
/// <param name="LeftOut">Who was left out, with the reason.</param>
public sealed record InvitationOutcome(IReadOnlyList<LiaisonLink> Links, IReadOnlyList<(string Name, string Why)> LeftOut)
{
    /// <summary>How many were mailed.</summary>
    public int Mailed => Links.Count(l => l.Email is not null);

    /// <summary>Links that must be handed over or printed.</summary>
    public IReadOnlyList<LiaisonLink> ToHandOver => [.. Links.Where(l => l.Email is null)];
}
