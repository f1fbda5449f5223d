using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Who checks in to what.</summary>
internal readonly record struct CheckInMark(Guid SessionId, Guid EnrollmentId);

/// <summary>Marks those who check themselves in: a class that does so in the same second shares its statements and one commit.</summary>
public sealed class CheckInWriter
{
    private readonly Gathering<CheckInMark, (DateTime At, bool Again)> gathering;
    private readonly TimeProvider clock;

    /// <summary>One for the whole program, so that it sees who comes at the same time.</summary>
    public CheckInWriter(GroupCommit commits, TimeProvider clock) =>
        (this.clock, gathering) = (clock, new(items => commits.WriteAsync(Actor.Anyone, db => MarkAllAsync(db, items))));

    /// <summary>Since when (UTC) somebody is marked as there, and whether they were before.</summary>
    internal Task<(DateTime At, bool Again)> MarkAsync(CheckInMark mark) => gathering.AddAsync(mark);

    private async Task<IReadOnlyList<(DateTime At, bool Again)>> MarkAllAsync(EngagementDb db, IReadOnlyList<CheckInMark> items)
    {
        List<Guid> sessions = [.. items.Select(i => i.SessionId).Distinct()], enrollments = [.. items.Select(i => i.EnrollmentId).Distinct()];
        var rows = await db.Attendance.Where(a => sessions.Contains(a.SessionId) && enrollments.Contains(a.EnrollmentId)).ToDictionaryAsync(a => new CheckInMark(a.SessionId, a.EnrollmentId));
        var now = clock.GetUtcNow().UtcDateTime;
        var answers = new (DateTime At, bool Again)[items.Count];
        foreach (var (place, item) in items.Index())
        {
            var again = rows.TryGetValue(item, out var row) && row.Attended;
            if (row is null) db.Add(rows[item] = row = new Attendance(item.SessionId, item.EnrollmentId, AttendanceMark.Present, null, MarkSource.CheckIn, "self check-in", now));
            else if (!again) row.Set(AttendanceMark.Present, null, MarkSource.CheckIn, "self check-in", now);
            answers[place] = (row.MarkedAt, again);
        }
        await db.SaveChangesAsync();
        return answers;
    }
}
