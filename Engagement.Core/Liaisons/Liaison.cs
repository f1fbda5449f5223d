using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>A trained resident with an individual account. The standing is the credential: account and standing fall and rise together.</summary>
public sealed partial class Liaison : Entity, IAudited
{
    /// <summary>Series of the numbers: "NL-0311".</summary>
    public const string Series = "NL";

    private readonly List<LiaisonArea> areas = [];

    private Liaison() { }

    /// <summary>A liaison who is trained and not yet on board.</summary>
    public Liaison(Guid personId, string number, DateOnly trainedOn, DateOnly? expiresOn, DateTime utcNow) =>
        (PersonId, Number, Since, TrainedOn, ExpiresOn, CreatedAt) = (personId, number, trainedOn, trainedOn, expiresOn, utcNow);

    /// <summary>The person; unique.</summary>
    public Guid PersonId { get; internal set; }

    /// <summary>Number on the card, such as "NL-0311"; unique.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Code on the card, with check character, by which anyone can ask whether the number counts; unique, new for a new card.</summary>
    [NotAudited]
    public string Code { get; private set; } = CheckedCode.New(10);

    /// <summary>The enrollment whose completion granted it; null for an imported roll or an administrator's exception.</summary>
    public Guid? EnrollmentId { get; internal set; }

    /// <summary>Why there is an account without training here: the administrator's written reason.</summary>
    public string? ExceptionReason { get; internal set; }

    /// <summary>Day of the first training.</summary>
    public DateOnly Since { get; internal set; }

    /// <summary>Day of the last training or refresher.</summary>
    public DateOnly TrainedOn { get; internal set; }

    /// <summary>Last day of the standing; null: does not end.</summary>
    public DateOnly? ExpiresOn { get; internal set; }

    /// <summary>The account; null until the invitation is accepted. Unique.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>Whose account a youth liaison's requests are entered with: an adult liaison's or one of staff. Null for adults.</summary>
    public Guid? AdultId { get; private set; }

    /// <summary>When the account was made (UTC).</summary>
    public DateTime? ActivatedAt { get; private set; }

    /// <summary>When it was suspended (UTC); null while it is not.</summary>
    public DateTime? SuspendedAt { get; private set; }

    /// <summary>Why it was suspended.</summary>
    public string? SuspendReason { get; private set; }

    /// <summary>When it was given up (UTC).</summary>
    public DateTime? ResignedAt { get; private set; }

    /// <summary>Version of the code of conduct that was accepted; null before the first sign-in.</summary>
    public int? ConductVersion { get; private set; }

    /// <summary>When it was accepted (UTC).</summary>
    public DateTime? ConductAcceptedAt { get; private set; }

    /// <summary>When a dormant liaison was last written to or called (UTC).</summary>
    public DateTime? NudgedAt { get; private set; }

    /// <summary>True when the liaison wants to hear of each change of a request at once instead of once a day.</summary>
    public bool NewsAtOnce { get; private set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>Neighborhoods and zip codes served, as far as they were shared.</summary>
    public IReadOnlyList<LiaisonArea> Areas => areas;

    Guid IAudited.AuditSubject => PersonId;

    /// <summary>Where the liaison stands on a day of the office.</summary>
    public Standing StandingOn(DateOnly day) =>
        ResignedAt is not null ? Standing.Resigned
        : SuspendedAt is not null ? Standing.Suspended
        : ExpiresOn < day ? Standing.Expired
        : UserId is null && AdultId is null ? Standing.Invited : Standing.Active;
}

/// <summary>A neighborhood or zip code that a liaison serves.</summary>
public sealed class LiaisonArea
{
    /// <summary>Longest name, in characters.</summary>
    public const int Most = 100;

    private LiaisonArea() { }

    internal LiaisonArea(Guid liaisonId, string area) => (LiaisonId, Area) = (liaisonId, area);

    /// <summary>The liaison.</summary>
    public Guid LiaisonId { get; private init; }

    /// <summary>Name of the neighborhood as in the boundaries, or a zip code.</summary>
    public string Area { get; private init; } = "";

    /// <summary>Neighborhoods by name, then zip codes.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> areas) => [.. areas.OrderBy(IsZip).ThenBy(a => a, StringComparer.OrdinalIgnoreCase)];

    /// <summary>True for a zip code.</summary>
    public static bool IsZip(string area) => area.Length == 5 && area.All(char.IsAsciiDigit);
}
