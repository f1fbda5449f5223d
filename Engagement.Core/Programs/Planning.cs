using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Engagement.Core.Programs;

/// <summary>What all services that change a cohort's plan share.</summary>
internal static class Planning
{
    /// <summary>
    /// The cohort with its sessions, its row locked until the transaction ends, so that seats, numbers and dates
    /// of one cohort are changed by one operation at a time. Null when there is none.
    /// </summary>
    public static async Task<Cohort?> LockCohortAsync(this EngagementDb db, Guid id)
    {
        await db.Cohorts.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.SeatLock, c => c.SeatLock + 1));
        return await db.Cohorts.Include(c => c.Sessions).ThenInclude(s => s.Presenters).FirstOrDefaultAsync(c => c.Id == id);
    }

    /// <summary>As <see cref="LockCohortAsync"/>, by one of its sessions.</summary>
    public static async Task<(Cohort Cohort, Session Session)?> LockSessionAsync(this EngagementDb db, Guid sessionId)
    {
        var cohortId = await db.Sessions.Where(s => s.Id == sessionId).Select(s => s.CohortId).FirstOrDefaultAsync();
        var cohort = await db.LockCohortAsync(cohortId);
        return cohort?.Sessions.FirstOrDefault(s => s.Id == sessionId) is { } session ? (cohort, session) : null;
    }

    /// <summary>Saves and commits; <see cref="Stale"/> when a row was changed in the meantime.</summary>
    public static async Task<Result> CommitAsync(this EngagementDb db, IDbContextTransaction transaction, string what)
    {
        try
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Stale(what);
        }
    }

    /// <summary>The office's time zone, in which new cohorts are planned.</summary>
    public static async Task<string> OfficeZoneAsync(this EngagementDb db) =>
        await db.OfficeSettings.Select(s => s.TimeZone).SingleOrDefaultAsync() ?? new OfficeSettings().TimeZone;

    /// <summary>The session, of those given, at which attendance was taken; such sessions stay where they are.</summary>
    public static async Task<AttendanceTaken?> AttendanceAtAsync(this EngagementDb db, IReadOnlyCollection<Session> sessions)
    {
        var ids = sessions.Select(s => s.Id).ToList();
        var taken = await db.Attendance.Where(a => ids.Contains(a.SessionId)).Select(a => (Guid?)a.SessionId).FirstOrDefaultAsync();
        return taken is null ? null : new AttendanceTaken(sessions.First(s => s.Id == taken).Number);
    }
}
