using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>Whether a participant was at a session. One row per session and enrollment.</summary>
public sealed class Attendance : Entity, IAudited
{
    private Attendance() { }

    /// <summary>A first mark.</summary>
    public Attendance(Guid sessionId, Guid enrollmentId, AttendanceMark mark, string? reason, MarkSource source, string by, DateTime utcNow)
    {
        (SessionId, EnrollmentId) = (sessionId, enrollmentId);
        Set(mark, reason, source, by, utcNow);
    }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The participant's enrollment.</summary>
    public Guid EnrollmentId { get; private set; }

    /// <summary>The mark.</summary>
    public AttendanceMark Mark { get; private set; }

    /// <summary>Reason, as excused absences have one.</summary>
    public string? Reason { get; private set; }

    /// <summary>How it was marked.</summary>
    public MarkSource Source { get; private set; }

    /// <summary>Who marked last.</summary>
    public string MarkedBy { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime MarkedAt { get; private set; }

    /// <summary>True for present and late.</summary>
    public bool Attended => Mark is AttendanceMark.Present or AttendanceMark.Late;

    Guid IAudited.AuditSubject => EnrollmentId;

    /// <summary>Marks again; the last mark counts.</summary>
    public void Set(AttendanceMark mark, string? reason, MarkSource source, string by, DateTime utcNow) =>
        (Mark, Reason, Source, MarkedBy, MarkedAt) = (mark, reason, source, by, utcNow);
}

/// <summary>Marks of attendance.</summary>
public enum AttendanceMark
{
    /// <summary>Was there.</summary>
    Present,

    /// <summary>Came late; counts as attended.</summary>
    Late,

    /// <summary>Was not there, with a reason.</summary>
    Excused,

    /// <summary>Was not there.</summary>
    Absent,
}

/// <summary>How a mark came in.</summary>
public enum MarkSource
{
    /// <summary>Staff marked it.</summary>
    Staff,

    /// <summary>The participant checked in.</summary>
    CheckIn,

    /// <summary>It was imported.</summary>
    Import,
}
