namespace Engagement.Core.Mail;

/// <summary>What sort of mail.</summary>
public enum MailKind
{
    /// <summary>Make yourself an account.</summary>
    Invitation,

    /// <summary>Choose a new password.</summary>
    PasswordReset,

    /// <summary>Your application has come in.</summary>
    ApplicationReceived,

    /// <summary>A seat is offered until a deadline: accept or decline.</summary>
    SeatOffered,

    /// <summary>You have a seat; with the calendar entries.</summary>
    Enrolled,

    /// <summary>You are on the waitlist.</summary>
    Waitlisted,

    /// <summary>A session is near.</summary>
    Reminder,

    /// <summary>A session has another topic, presenter or link.</summary>
    SessionChanged,

    /// <summary>A session has another time or place.</summary>
    SessionMoved,

    /// <summary>A session is cancelled.</summary>
    SessionCancelled,

    /// <summary>Materials were added to a session.</summary>
    MaterialsAdded,

    /// <summary>You were missed, first or second time.</summary>
    Absence,

    /// <summary>A survey is open.</summary>
    SurveyOpen,

    /// <summary>You have completed; with the certificate.</summary>
    Completion,

    /// <summary>Make yourself a liaison account.</summary>
    LiaisonInvitation,

    /// <summary>A liaison's standing ends soon.</summary>
    LiaisonRenewal,

    /// <summary>What changed about your service requests.</summary>
    RequestDigest,

    /// <summary>A presenter is asked to confirm.</summary>
    PresenterConfirmation,

    /// <summary>A text by staff to many.</summary>
    Announcement,

    /// <summary>You have left a cohort; its sessions leave the calendar.</summary>
    Withdrawn,

    /// <summary>A trial of the mail settings.</summary>
    Trial,

    /// <summary>A presenter is not needed at a session any more; it leaves the calendar.</summary>
    PresenterReleased,
}

/// <summary>What is true of all mails of a kind.</summary>
public static class MailKinds
{
    /// <summary>Kinds that can be unsubscribed from; the others are answers to what somebody did, or needed to take part.</summary>
    public static IReadOnlySet<MailKind> Optional { get; } = new HashSet<MailKind>
        { MailKind.Reminder, MailKind.MaterialsAdded, MailKind.Absence, MailKind.SurveyOpen, MailKind.RequestDigest, MailKind.Announcement };

    /// <summary>True when it can be unsubscribed from.</summary>
    public static bool IsOptional(this MailKind kind) => Optional.Contains(kind);
}
