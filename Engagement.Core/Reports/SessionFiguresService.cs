using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>How many came to each session.</summary>
public sealed class SessionFiguresService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>By session: how many were marked at all, and how many of them attended. Sessions without a mark are left out.</summary>
    public async Task<Result<Dictionary<Guid, AttendanceFigures>>> OfCohortAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await (
            from a in db.Attendance
            join s in db.Sessions on a.SessionId equals s.Id
            where s.CohortId == cohortId
            group a by a.SessionId into g
            select new { g.Key, Marked = g.Count(), Attended = g.Count(a => a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late) })
            .ToDictionaryAsync(x => x.Key, x => new AttendanceFigures(x.Marked, x.Attended));
    }
}

/// <summary>Marks of one session.</summary>
public sealed record AttendanceFigures(int Marked, int Attended);
