using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Renews the standing of those who came to a refresher session.</summary>
public sealed class RenewalService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Days before the end of a standing from which on it is told to the liaison and to coordinators.</summary>
    public const int SoonDays = 60;

    /// <summary>
    /// Moves the end of the standing for everyone who was present or late at a refresher that is over, in a program that grants liaison accounts,
    /// since their last training. Called by a job; twice changes nothing. Answers how many were renewed.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var now = clock.GetUtcNow().UtcDateTime;
        var attended = await (from a in db.Attendance
                              join s in db.Sessions on a.SessionId equals s.Id
                              join e in db.Enrollments on a.EnrollmentId equals e.Id
                              join l in db.Liaisons on e.PersonId equals l.PersonId
                              join c in db.Cohorts on s.CohortId equals c.Id
                              join p in db.Programs on c.ProgramId equals p.Id
                              where s.Refresher && s.CancelledAt == null && s.EndsUtc <= now && (a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late)
                                  && p.Grants == Grants.CertificateAndLiaisonAccount && s.Date > l.TrainedOn && l.ResignedAt == null
                              orderby s.Date
                              select new { Liaison = l, s.Date, p.LiaisonMonths }).ToListAsync();
        foreach (var a in attended) a.Liaison.Renew(a.Date, LiaisonIssue.End(a.Date, a.LiaisonMonths));
        return await db.TrySaveAsync("A liaison") is { } stale ? stale : attended.Select(a => a.Liaison.Id).Distinct().Count();
    }
}
