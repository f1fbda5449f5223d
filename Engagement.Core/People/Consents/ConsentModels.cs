using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>A signature as a form says it.</summary>
public sealed class SignatureInput
{
    /// <summary>The relation of people who sign for themselves.</summary>
    public const string Self = "self";

    /// <summary>Who signed; not needed for a class list.</summary>
    public string? SignedBy { get; set; }

    /// <summary>In what relation.</summary>
    public string? Relation { get; set; }

    /// <summary>Day of the signature.</summary>
    public DateOnly? SignedOn { get; set; }

    /// <summary>Last day on which it holds; null: until withdrawn.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>True for people who sign for themselves.</summary>
    public bool BySelf => string.Equals(Relation?.Trim(), Self, StringComparison.OrdinalIgnoreCase);

    internal Invalid? Problems(DateOnly today, bool nothingTicked, bool signerNeeded) => new Check()
        .That(nothingTicked, "Purposes", "Tick at least one purpose.")
        .That(signerNeeded && Text.Clean(SignedBy) is null, nameof(SignedBy), "Who signed is missing.")
        .Fits(SignedBy, nameof(SignedBy), "Who signed", PersonInput.NameMost)
        .That(Text.Clean(Relation) is null, nameof(Relation), "The relation of who signed is missing.")
        .Fits(Relation, nameof(Relation), "Relation", 100)
        .That(SignedOn is null, nameof(SignedOn), "The day of the signature is missing.")
        .That(SignedOn > today, nameof(SignedOn), "The day of the signature lies in the future.")
        .That(SignedOn < today.AddYears(-10), nameof(SignedOn), "The day of the signature is more than ten years ago.")
        .That(ExpiresOn < SignedOn, nameof(ExpiresOn), "The last day lies before the signature.")
        .Failed;
}

/// <summary>A person's consents.</summary>
/// <param name="Lines">All, newest first.</param>
/// <param name="Held">Purposes that hold today.</param>
/// <param name="Today">The office's date.</param>
public sealed record ConsentLedger(IReadOnlyList<Consent> Lines, IReadOnlySet<ConsentPurpose> Held, DateOnly Today);

/// <summary>The consents of a cohort today.</summary>
/// <param name="Cohort">Its name.</param>
/// <param name="ForMinors">True when its program is for minors.</param>
/// <param name="Today">The office's date.</param>
/// <param name="People">Its people by name.</param>
public sealed record ConsentState(string Cohort, bool ForMinors, DateOnly Today, IReadOnlyList<ConsentRow> People)
{
    /// <summary>How many have not consented to a purpose.</summary>
    public int Missing(ConsentPurpose purpose) => People.Count(p => !p.Held.Contains(purpose));
}

/// <summary>Which consents are missing before a cohort begins.</summary>
/// <param name="First">Day of the first session.</param>
/// <param name="People">How many have a seat.</param>
/// <param name="ForMinors">True when its program is for minors.</param>
/// <param name="Purposes">Purposes for which a consent is missing, with how many.</param>
public sealed record MissingConsents(DateOnly First, int People, bool ForMinors, IReadOnlyList<(ConsentPurpose Purpose, int Count)> Purposes);

/// <summary>What one person of a cohort has consented to.</summary>
public sealed record ConsentRow(Guid PersonId, string Name, bool Minor, string? Guardian, IReadOnlySet<ConsentPurpose> Held);
