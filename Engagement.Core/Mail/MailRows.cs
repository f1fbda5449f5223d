namespace Engagement.Core.Mail;

/// <summary>Which mails are wanted; null means all.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Kind">What sort.</param>
/// <param name="PersonId">About this person.</param>
/// <param name="CohortId">Of this cohort.</param>
/// <param name="SessionId">Of this session.</param>
/// <param name="About">Caused by this thing, such as an announcement.</param>
public sealed record MailFilter(MailState? State = null, MailKind? Kind = null, Guid? PersonId = null, Guid? CohortId = null, Guid? SessionId = null, Guid? About = null);

/// <summary>A mail in a list.</summary>
public sealed record MailRow(Guid Id, MailKind Kind, string Recipient, MailState State, DateTime CreatedAt, DateTime NextTryAt, DateTime? SentAt, int Attempts, string? Title, string? Answer, string? Cohort);

/// <summary>How the outbox stands.</summary>
/// <param name="Counts">Mails by state; a state without mails is missing.</param>
/// <param name="Trouble">Why the transport does not work, in its own words; null while it does.</param>
/// <param name="TroubleSince">Since when (UTC).</param>
/// <param name="RestsUntil">When it is tried again (UTC).</param>
/// <param name="Transport">Where mails are handed to.</param>
/// <param name="SandboxTo">The one address to which all mails go in sandbox mode.</param>
public sealed record MailOverview(IReadOnlyDictionary<MailState, int> Counts, string? Trouble, DateTime? TroubleSince, DateTime? RestsUntil, string Transport, string? SandboxTo);

/// <summary>A mail with all that is known of it.</summary>
/// <param name="Mail">The mail; its texts are null when they were forgotten, or never written.</param>
/// <param name="People">Whom it is about.</param>
/// <param name="Cohort">Name of its cohort.</param>
/// <param name="Session">Number and topic of its session.</param>
/// <param name="BlockedFor">Why nothing is sent to its address; null while it is.</param>
public sealed record MailDetails(OutgoingMail Mail, IReadOnlyList<(Guid Id, string Name)> People, string? Cohort, string? Session, string? BlockedFor);
