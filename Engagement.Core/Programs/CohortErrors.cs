using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>The cohort's status does not allow it.</summary>
public sealed record WrongCohortStatus(CohortStatus Status, string Wanted)
    : Error($"A cohort that is {Status.ToString().ToLowerInvariant()} can't be {Wanted}.");

/// <summary>Dates, places and seats of a closed or cancelled cohort stay as they are.</summary>
public sealed record CohortIsOver(CohortStatus Status)
    : Error(Status == CohortStatus.Closed
        ? "This cohort is closed by graduation; its plan can't be changed any more."
        : "This cohort is cancelled. Reopen it as a draft to change its plan.");

/// <summary>A cohort without sessions can't be announced.</summary>
public sealed record NoSessions() : Error("This cohort has no sessions yet. Add at least one, then publish it.");

/// <summary>Somebody is enrolled or has applied, so the cohort can't vanish.</summary>
public sealed record HasParticipants(int Count)
    : Error($"{Count} {(Count == 1 ? "person has" : "people have")} applied or enrolled. Cancel the cohort instead of deleting it.");

/// <summary>Windows of surveys belong to the cohort.</summary>
public sealed record HasSurveys() : Error("This cohort has survey windows. Delete them first, or cancel the cohort instead of deleting it.");

/// <summary>Marks of attendance exist, so the session took place.</summary>
public sealed record AttendanceTaken(int Number)
    : Error($"Attendance was taken at session {Number}, so it can't be moved, cancelled or removed.");

/// <summary>The session's status does not allow it.</summary>
public sealed record SessionIsCancelled() : Error("This session is cancelled. Put it back first.");

/// <summary>There is no cancellation to take back.</summary>
public sealed record SessionStands() : Error("This session is not cancelled.");

/// <summary>What was shown would no longer come out the same.</summary>
public sealed record PlanIsStale() : Error("The plan was changed by someone else since it was shown. Look at the new list below, then confirm again.");
