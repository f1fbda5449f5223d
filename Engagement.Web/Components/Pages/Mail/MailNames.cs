using Engagement.Core.Mail;

namespace Engagement.Web.Components.Pages.Mail;

/// <summary>Kinds and states of mails in words for staff.</summary>
internal static class MailNames
{
    public static string Text(this MailKind kind) => kind switch
    {
        MailKind.Invitation => "Invitation to an account",
        MailKind.PasswordReset => "New password",
        MailKind.ApplicationReceived => "Application received",
        MailKind.SeatOffered => "Seat offered",
        MailKind.Enrolled => "Enrolled",
        MailKind.Waitlisted => "On the waitlist",
        MailKind.Reminder => "Reminder",
        MailKind.SessionChanged => "Session changed",
        MailKind.SessionMoved => "Session moved",
        MailKind.SessionCancelled => "Session cancelled",
        MailKind.MaterialsAdded => "Materials added",
        MailKind.Absence => "Missed a session",
        MailKind.SurveyOpen => "Survey open",
        MailKind.Completion => "Completion",
        MailKind.LiaisonInvitation => "Liaison invitation",
        MailKind.LiaisonRenewal => "Liaison renewal",
        MailKind.RequestDigest => "Service request news",
        MailKind.PresenterConfirmation => "Presenter confirmation",
        MailKind.PresenterReleased => "Presenter called off",
        MailKind.Announcement => "Announcement",
        MailKind.Withdrawn => "Left a cohort",
        MailKind.Trial => "Trial",
        _ => kind.ToString(),
    };

    public static string Text(this MailState state) => state switch
    {
        MailState.Queued => "Waiting",
        MailState.Sending => "Being sent",
        MailState.Unclear => "Unclear",
        _ => state.ToString(),
    };

    public static string Badge(this MailState state) => state switch
    {
        MailState.Sent => "good",
        MailState.Failed => "bad",
        MailState.Unclear => "warn",
        _ => "",
    };

    /// <summary>When and why, in a line: "sent March 2, 10:00", "again at 10:05: 450 later".</summary>
    public static string Story(MailState state, DateTime nextTryAt, DateTime? sentAt, int attempts, string? answer, Func<DateTime, string> local) => state switch
    {
        MailState.Queued when nextTryAt >= OutgoingMail.Held => "held",
        MailState.Queued when attempts > 0 => $"again at {local(nextTryAt)}: {answer}",
        MailState.Queued => answer is null ? $"from {local(nextTryAt)}" : answer,
        MailState.Sent => $"{local(sentAt ?? nextTryAt)}{(answer is null ? "" : $", {answer}")}",
        _ => answer ?? "",
    };
}
