using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>What the attendance page shows.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CohortId">Its cohort.</param>
/// <param name="Cohort">The cohort's name.</param>
/// <param name="ForMinors">True when the program is for minors.</param>
/// <param name="Number">Number of the session; 0 when cancelled.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Date">Local date.</param>
/// <param name="Start">Local start.</param>
/// <param name="TimeZone">IANA zone of date and start.</param>
/// <param name="Cancelled">True when it was cancelled.</param>
/// <param name="Early">True before the session's day: only excuses can be entered.</param>
/// <param name="Rows">Who has a seat.</param>
/// <param name="Waiting">Who applied or waits, and may come without a seat.</param>
public sealed record AttendanceSheet(
    Guid SessionId, Guid CohortId, string Cohort, bool ForMinors, int Number, string? Topic, DateOnly Date, TimeOnly Start, string TimeZone,
    bool Cancelled, bool Early, IReadOnlyList<SheetRow> Rows, IReadOnlyList<WaitingRow> Waiting);

/// <summary>A participant on the sheet, with the mark if there is one.</summary>
public sealed record SheetRow(Guid EnrollmentId, string Name, MarkRow? Mark);

/// <summary>Somebody without a seat.</summary>
public sealed record WaitingRow(Guid EnrollmentId, string Name, Stage Stage);

/// <summary>A mark as it is stored. <paramref name="Version"/> is handed back with the next mark, so that nobody overwrites a mark unseen.</summary>
public sealed record MarkRow(Guid EnrollmentId, AttendanceMark Mark, string? Reason, MarkSource Source, string By, DateTime At, int Version)
{
    internal static MarkRow Of(Attendance a) => new(a.EnrollmentId, a.Mark, a.Reason, a.Source, a.MarkedBy, a.MarkedAt, a.Version);
}

/// <summary>A tap.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Reason">Why, for an excused absence.</param>
/// <param name="Seen">Version of the mark that the person who taps has seen; 0 when there was none.</param>
public sealed record MarkInput(AttendanceMark Mark, string? Reason = null, int Seen = 0);

/// <summary>How many of a session have which mark.</summary>
public sealed record AttendanceCounts(int Enrolled, int Present, int Late, int Excused, int Absent)
{
    /// <summary>Enrolled people without a mark.</summary>
    public int Unmarked => Math.Max(0, Enrolled - Present - Late - Excused - Absent);
}

/// <summary>A colleague marked the same person differently since the page was loaded; nothing was changed.</summary>
public sealed record MarkedMeanwhile(MarkRow Current)
    : Error($"{Current.By} has marked {Current.Mark.ToString().ToLowerInvariant()} in the meantime. Tap again to change it.");

/// <summary>The person has no seat in the session's cohort.</summary>
public sealed record NotOnTheRoster() : Error("This person has no seat in this cohort. Admit them first, or add them as a walk-in.");

/// <summary>The session was cancelled.</summary>
public sealed record SessionCancelled() : Error("This session was cancelled, so there is no attendance to take.");

/// <summary>The session's day has not come; only excuses can be entered.</summary>
public sealed record SessionAhead(DateOnly Date) : Error("The session has not been held yet. Until its day only excused absences can be entered.");
