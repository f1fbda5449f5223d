using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>Where a liaison stands. Computed from the dates and the clock, never stored.</summary>
public enum Standing
{
    /// <summary>Trained; has not made the account yet.</summary>
    Invited,

    /// <summary>Signs in and enters requests.</summary>
    Active,

    /// <summary>Stopped for a reason; the record stays.</summary>
    Suspended,

    /// <summary>The time after training or renewal is over.</summary>
    Expired,

    /// <summary>Has given it up.</summary>
    Resigned,
}

/// <summary>A trained resident with an individual account. The standing is the credential: account and standing fall and rise together.</summary>
public sealed class Liaison : Entity, IAudited
{
    private readonly List<LiaisonArea> areas = [];

    private Liaison() { }

    /// <summary>A liaison who is trained and not yet on board.</summary>
    public Liaison(Guid personId, string number, DateOnly trainedOn, DateOnly? expiresOn, DateTime utcNow) =>
        (PersonId, Number, TrainedOn, ExpiresOn, CreatedAt) = (personId, number, trainedOn, expiresOn, utcNow);

    /// <summary>The person; unique.</summary>
    public Guid PersonId { get; internal set; }

    /// <summary>Number on the card, such as "NL-0311"; unique.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The enrollment whose completion granted it; null for an imported roll or an administrator's exception.</summary>
    public Guid? EnrollmentId { get; internal set; }

    /// <summary>Why there is an account without training here: the administrator's written reason.</summary>
    public string? ExceptionReason { get; internal set; }

    /// <summary>Day of the (last) training.</summary>
    public DateOnly TrainedOn { get; internal set; }

    /// <summary>Last day of the standing; null: does not end.</summary>
    public DateOnly? ExpiresOn { get; internal set; }

    /// <summary>The account; null until the invitation is accepted. Unique.</summary>
    public Guid? UserId { get; internal set; }

    /// <summary>When the account was first used (UTC).</summary>
    public DateTime? ActivatedAt { get; internal set; }

    /// <summary>When it was suspended (UTC); null while it is not.</summary>
    public DateTime? SuspendedAt { get; internal set; }

    /// <summary>Why it was suspended.</summary>
    public string? SuspendReason { get; internal set; }

    /// <summary>When it was given up (UTC).</summary>
    public DateTime? ResignedAt { get; internal set; }

    /// <summary>Version of the code of conduct that was accepted; null before the first sign-in.</summary>
    public int? ConductVersion { get; internal set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>Neighborhoods served, as far as they were shared.</summary>
    public IReadOnlyList<LiaisonArea> Areas => areas;

    Guid IAudited.AuditSubject => PersonId;

    /// <summary>Where the liaison stands on a day of the office.</summary>
    public Standing StandingOn(DateOnly day) =>
        ResignedAt is not null ? Standing.Resigned
        : SuspendedAt is not null ? Standing.Suspended
        : ExpiresOn < day ? Standing.Expired
        : UserId is null ? Standing.Invited : Standing.Active;
}

/// <summary>A neighborhood or zip code that a liaison serves.</summary>
public sealed class LiaisonArea
{
    private LiaisonArea() { }

    internal LiaisonArea(Guid liaisonId, string area) => (LiaisonId, Area) = (liaisonId, area);

    /// <summary>The liaison.</summary>
    public Guid LiaisonId { get; private init; }

    /// <summary>Name of the neighborhood as in the boundaries, or a zip code.</summary>
    public string Area { get; private init; } = "";
}
