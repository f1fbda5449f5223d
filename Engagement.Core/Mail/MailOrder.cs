namespace Engagement.Core.Mail;

/// <summary>A mail to be queued: the facts, not the text.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="About">The thing that causes it.</param>
/// <param name="Recipient">Address.</param>
public sealed record MailOrder(MailKind Kind, Guid About, string Recipient)
{
    /// <summary>Raised where the same thing is told again; 0 for the first time.</summary>
    public int Edition { get; init; }

    /// <summary>Language of the recipient.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whom it is about.</summary>
    public IReadOnlyList<Guid> People { get; init; } = [];

    /// <summary>The cohort, for lists.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>The session, for lists.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Not sent before (UTC).</summary>
    public DateTime? NotBefore { get; init; }

    /// <summary>Never sent after (UTC).</summary>
    public DateTime? NotAfter { get; init; }

    /// <summary>What the composer must know and can't look up, as JSON.</summary>
    public string? Facts { get; init; }

    /// <summary>True when the facts hold a one-time link.</summary>
    public bool Secret { get; init; }
}
