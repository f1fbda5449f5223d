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
