using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Queues reminders before sessions and the word to who was missed. A job runs it every few minutes; twice changes nothing.</summary>
public sealed class ReminderService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Hours after the end of a session until who was missed is written to: marks are corrected on the evening.</summary>
    public const int MissedAfterHours = 12;

    private const int Codes = 1000;
    private const int LookAheadDays = 15;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Queues what is due. After a stop only the latest due reminder of a session is made up for, and none of a session that has begun. Answers how many people are written to.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        List<MailNotice> notices = [.. await RemindersAsync(db, cancel), .. await MissedAsync(db, cancel)];
        await db.QueueNoticesAsync(notices, cancel);
        await db.SaveChangesAsync(cancel);
        return notices.Count;
    }

    /// <summary>The session's sequence in the edition of a reminder: a session that moves is reminded of anew.</summary>
    internal static int SequenceOf(int edition) => edition / Codes;

    /// <summary>
    /// The reminder of a session that is due last: hours before it, and since when. Days are counted on the wall clock, so that one falls on the session's own time of day
    /// when clocks change in between; hours are hours.
    /// </summary>
    internal static (int Hours, DateTime Since)? Due(Session session, int? days, int? hours, DateTime now)
    {
        if (session.StartsUtc <= now) return null;
        (int Hours, DateTime Since)? due = null;
        if (days is { } d && LocalTime.ToUtc(session.Date.AddDays(-d), session.StartTime, session.TimeZone) is var early && early <= now) due = (d * 24, early);
        if (hours is { } h && session.StartsUtc.AddHours(-h) is var late && late <= now) due = (h, late);
        return due;
    }

    private async Task<List<MailNotice>> RemindersAsync(EngagementDb db, CancellationToken cancel)
    {
        var (now, until) = (Now, Now.AddDays(LookAheadDays));
        var near = await (from s in db.Sessions
                          join c in db.Cohorts on s.CohortId equals c.Id
                          join p in db.Programs on c.ProgramId equals p.Id
                          where s.CancelledAt == null && s.StartsUtc > now && s.StartsUtc < until && c.Status == CohortStatus.Published && (p.ReminderDays != null || p.ReminderHours != null)
                          select new { Session = s, p.ReminderDays, p.ReminderHours }).AsNoTracking().ToListAsync(cancel);
        var due = near.Select(n => (n.Session, Due: Due(n.Session, n.ReminderDays, n.ReminderHours, now))).Where(n => n.Due is not null).ToList();
        if (due.Count == 0) return [];
        var cohorts = due.Select(d => d.Session.CohortId).Distinct().ToList();
        var seats = (await db.Enrollments.AsNoTracking().Where(e => cohorts.Contains(e.CohortId) && e.Stage == Stage.Enrolled).ToListAsync(cancel)).ToLookup(e => e.CohortId);
        // Who got the seat after a reminder was due knows it from the mail about the seat.
        return [.. from d in due
                   from e in seats[d.Session.CohortId]
                   where e.History.Count == 0 || e.History[^1].At <= d.Due!.Value.Since
                   select new MailNotice(MailKind.Reminder, d.Session.Id, e.PersonId)
                   {
                       Edition = d.Session.Sequence * Codes + d.Due!.Value.Hours,
                       CohortId = d.Session.CohortId,
                       SessionId = d.Session.Id,
                       NotAfter = d.Session.StartsUtc,
                   }];
    }

    private async Task<List<MailNotice>> MissedAsync(EngagementDb db, CancellationToken cancel)
    {
        var (from, to) = (Now.AddDays(-7), Now.AddHours(-MissedAfterHours));
        var missed = await (from a in db.Attendance
                            join s in db.Sessions on a.SessionId equals s.Id
                            join e in db.Enrollments on a.EnrollmentId equals e.Id
                            join c in db.Cohorts on s.CohortId equals c.Id
                            where a.Mark == AttendanceMark.Absent && s.CancelledAt == null && s.EndsUtc > @from && s.EndsUtc <= to && e.Stage == Stage.Enrolled && c.Status == CohortStatus.Published
                            select new
                            {
                                SessionId = s.Id,
                                s.CohortId,
                                e.PersonId,
                                Count = db.Attendance.Count(o => o.EnrollmentId == a.EnrollmentId && o.Mark == AttendanceMark.Absent
                                    && db.Sessions.Any(x => x.Id == o.SessionId && x.CancelledAt == null && x.StartsUtc <= s.StartsUtc)),
                            }).ToListAsync(cancel);
        return [.. missed.Where(m => m.Count <= 2).Select(m => new MailNotice(MailKind.Absence, m.SessionId, m.PersonId)
        {
            Edition = m.Count,
            CohortId = m.CohortId,
            SessionId = m.SessionId,
            NotAfter = Now.AddDays(7),
        })];
    }
}
