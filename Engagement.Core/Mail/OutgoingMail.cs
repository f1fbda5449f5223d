using Engagement.Core.Common;

namespace Engagement.Core.Mail;

/// <summary>
/// A mail in the outbox. It is queued in the transaction that causes it, as the facts and not as text; it is written when it is sent,
/// by the <see cref="IMailComposer"/> of its kind, which also says when it no longer applies. Kind, subject, recipient, edition and part exist once.
/// </summary>
public sealed partial class OutgoingMail : Entity
{
    /// <summary>Attempts after which a mail is given up; with the growing pauses about two days.</summary>
    public const int MostAttempts = 9;

    /// <summary>The time until which a held mail waits.</summary>
    public static readonly DateTime Held = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private OutgoingMail() { }

    /// <summary>A new mail; see <see cref="MailOrder"/>. Rooms queue with <see cref="MailQueue"/>, which keeps the key.</summary>
    public OutgoingMail(MailOrder order, DateTime now, int part = 0)
    {
        (Kind, About, Recipient, Edition, Language) = (order.Kind, order.About, AddressOf(order.Recipient), order.Edition, order.Language);
        (CohortId, SessionId, Facts, Secret, Part) = (order.CohortId, order.SessionId, order.Facts, order.Secret, part);
        (CreatedAt, NextTryAt, NotAfter) = (now, order.NotBefore ?? now, order.NotAfter);
    }

    /// <summary>What sort of mail.</summary>
    public MailKind Kind { get; private init; }

    /// <summary>The thing that caused it: an enrollment, a session, an announcement …</summary>
    public Guid About { get; private init; }

    /// <summary>The recipient's address, in lower case.</summary>
    public string Recipient { get; private init; } = "";

    /// <summary>Raised where the same thing is to be told again, such as a session that moves twice: its calendar sequence.</summary>
    public int Edition { get; private init; }

    /// <summary>0, and more where another person of the same household came when the earlier mail had gone already.</summary>
    public int Part { get; private init; }

    /// <summary>Language of the mail.</summary>
    public string Language { get; private init; } = "en";

    /// <summary>The cohort it belongs to, for lists.</summary>
    public Guid? CohortId { get; private init; }

    /// <summary>The session it belongs to, for lists.</summary>
    public Guid? SessionId { get; private init; }

    /// <summary>What the composer must know and can't look up, as JSON; emptied once a secret mail is done with.</summary>
    public string? Facts { get; private set; }

    /// <summary>Facts and text hold a one-time link.</summary>
    public bool Secret { get; private init; }

    /// <summary>Where it stands.</summary>
    public MailState State { get; private set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Queued (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>Not before (UTC); while sending: when the mail counts as stuck and returns.</summary>
    public DateTime NextTryAt { get; private set; }

    /// <summary>After this it is never sent (UTC), such as a reminder after the session; null: always.</summary>
    public DateTime? NotAfter { get; private init; }

    /// <summary>The round of a node that has taken it; only that round may hand it over.</summary>
    public Guid? TakenBy { get; private set; }

    /// <summary>When this attempt was handed to the transport (UTC), written before; a node that ends after that leaves an unclear mail.</summary>
    public DateTime? HandedAt { get; private set; }

    /// <summary>Accepted by the transport (UTC).</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>What the transport said last, or why it was cancelled.</summary>
    public string? Answer { get; private set; }

    /// <summary>How often a person sent it again after it had gone out; part of the Message-ID, so that it is not dropped as a double.</summary>
    public int Resent { get; private set; }

    /// <summary>Subject line as it went out.</summary>
    public string? Title { get; private set; }

    /// <summary>Plain text as it went out; purged after a time, at once when secret.</summary>
    public string? Body { get; private set; }

    /// <summary>HTML as it went out; purged like the text.</summary>
    public string? Html { get; private set; }

    /// <summary>Whom it is about, loaded for its composer; the order is that in which they joined.</summary>
    public IReadOnlyList<Guid> People { get; internal set; } = [];

    /// <summary>An address as the outbox keeps it; nothing longer than an address can be.</summary>
    public static string AddressOf(string address)
    {
        var trimmed = address.Trim().ToLowerInvariant();
        return trimmed.Length <= 320 ? trimmed : trimmed[..320];
    }
}
