using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>One line of the consent ledger: a consent given by one signature. Lines are added and withdrawn, never rewritten.</summary>
public sealed class Consent : Entity, IAudited
{
    private Consent() { }

    /// <summary>A consent as it was signed.</summary>
    public Consent(Guid personId, ConsentPurpose purpose, int textVersion, string signedBy, string relation, DateOnly signedOn, DateOnly? expiresOn)
    {
        (PersonId, Purpose, TextVersion) = (personId, purpose, textVersion);
        (SignedBy, Relation, SignedOn, ExpiresOn) = (signedBy, relation, signedOn, expiresOn);
    }

    /// <summary>Whose.</summary>
    public Guid PersonId { get; internal set; }

    /// <summary>For what.</summary>
    public ConsentPurpose Purpose { get; private set; }

    /// <summary>Version of the text that was signed.</summary>
    public int TextVersion { get; private set; }

    /// <summary>Who signed.</summary>
    public string SignedBy { get; internal set; } = "";

    /// <summary>In what relation: "self", "mother" …</summary>
    public string Relation { get; internal set; } = "";

    /// <summary>Day of the signature.</summary>
    public DateOnly SignedOn { get; private set; }

    /// <summary>Last day on which it holds; null: until withdrawn.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>When it was withdrawn (UTC); it ends at once.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    Guid IAudited.AuditSubject => PersonId;

    /// <summary>True when it holds on <paramref name="day"/>.</summary>
    public bool Holds(DateOnly day) => WithdrawnAt is null && SignedOn <= day && (ExpiresOn is null || day <= ExpiresOn);

    /// <summary>Ends it; a second withdrawal changes nothing.</summary>
    public void Withdraw(DateTime utcNow) => WithdrawnAt ??= utcNow;
}

/// <summary>What a consent is for; what is not granted is blocked.</summary>
public enum ConsentPurpose
{
    /// <summary>Taking part.</summary>
    Participation,

    /// <summary>Being asked in surveys.</summary>
    Survey,

    /// <summary>Being in photos.</summary>
    Photo,

    /// <summary>Being named beside a photo.</summary>
    PhotoWithName,

    /// <summary>Leaving the site for a neighborhood walk.</summary>
    Walk,

    /// <summary>Getting e-mail.</summary>
    Email,
}

/// <summary>A version of the text that people sign for a purpose.</summary>
public sealed class ConsentText : Entity, IAudited
{
    private ConsentText() { }

    /// <summary>A new version.</summary>
    public ConsentText(ConsentPurpose purpose, int number, string language, string body, DateOnly effectiveFrom) =>
        (Purpose, Number, Language, Body, EffectiveFrom) = (purpose, number, language, body, effectiveFrom);

    /// <summary>For what.</summary>
    public ConsentPurpose Purpose { get; private set; }

    /// <summary>Number of the version, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Language (BCP 47).</summary>
    public string Language { get; private set; } = "en";

    /// <summary>The text.</summary>
    public string Body { get; private set; } = "";

    /// <summary>First day of use.</summary>
    public DateOnly EffectiveFrom { get; private set; }

    Guid IAudited.AuditSubject => Id;
}
