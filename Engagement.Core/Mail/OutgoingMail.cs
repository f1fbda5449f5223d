using Engagement.Core.Common;

namespace Engagement.Core.Mail;

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    /// <summary>Waits for its time.</summary>
    Queued,

    /// <summary>A node has taken it.</summary>
    Sending,

    /// <summary>The transport has accepted it.</summary>
    Sent,

    /// <summary>Given up: refused for good, or too often.</summary>
    Failed,

    /// <summary>No longer applied when it was to be sent, or was taken back; the answer says why.</summary>
    Cancelled,

    /// <summary>Handed over, and the answer was lost: it may have arrived. A person decides whether it goes again.</summary>
    Unclear,
}

/// <summary>
/// A mail in the outbox. It is queued in the transaction that causes it, as the facts and not as text; it is written when it is sent,
/// by the <see cref="IMailComposer"/> of its kind, which also says when it no longer applies. Kind, subject, recipient and edition exist once.
/// </summary>
public sealed class OutgoingMail : Entity
{
    /// <summary>Attempts after which a mail is given up; with the growing pauses about two days.</summary>
    public const int MostAttempts = 9;

    private OutgoingMail() { }

    /// <summary>A new mail; see <see cref="MailOrder"/>.</summary>
    public OutgoingMail(MailOrder order, DateTime now)
    {
        (Kind, About, Recipient, Edition, Language) = (order.Kind, order.About, order.Recipient.Trim().ToLowerInvariant(), order.Edition, order.Language);
        (CohortId, SessionId, Facts, Secret) = (order.CohortId, order.SessionId, order.Facts, order.Secret);
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

    /// <summary>When this attempt was handed to the transport (UTC), written before; a node that ends after that leaves an unclear mail.</summary>
    public DateTime? HandedAt { get; private set; }

    /// <summary>Accepted by the transport (UTC).</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>What the transport said last, or why it was cancelled.</summary>
    public string? Answer { get; private set; }

    /// <summary>Subject line as it went out.</summary>
    public string? Title { get; private set; }

    /// <summary>Plain text as it went out; purged after a time, at once when secret.</summary>
    public string? Body { get; private set; }

    /// <summary>HTML as it went out; purged like the text.</summary>
    public string? Html { get; private set; }
}

/// <summary>Whom a mail is about, for the person's page: minors and siblings are written to under their guardian's address.</summary>
public sealed class MailPerson
{
    private MailPerson() { }

    /// <summary>Ties a mail to a person.</summary>
    public MailPerson(Guid mailId, Guid personId) => (MailId, PersonId) = (mailId, personId);

    /// <summary>The mail.</summary>
    public Guid MailId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }
}
