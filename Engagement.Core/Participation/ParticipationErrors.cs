using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>The step is not possible from where the enrollment stands.</summary>
public sealed record WrongStage(Stage From, Stage To)
    : Error($"Someone who is {From.ToString().ToLowerInvariant()} can't become {To.ToString().ToLowerInvariant()}. Perhaps a colleague was faster: load the page again.");

/// <summary>The cohort was closed or cancelled.</summary>
public sealed record CohortEnded() : Error("This cohort is closed or cancelled; its enrollments can't be changed.");

/// <summary>No seat is left.</summary>
public sealed record NoSeat() : Error("All seats are taken. Put the person on the waitlist, or raise the cohort's capacity.");
