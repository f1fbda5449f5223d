using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

public sealed partial class CohortService
{
    /// <summary>
    /// What the forms for cohorts and sessions offer: what is active, and what <paramref name="cohortId"/> uses already,
    /// so that an edit does not drop it.
    /// </summary>
    public async Task<Result<PlanningChoices>> ChoicesAsync(Actor actor, Guid? cohortId = null)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var cohort = db.Cohorts.Where(c => c.Id == cohortId);
        var sessions = db.Sessions.Where(s => s.CohortId == cohortId);
        return new PlanningChoices(
            await db.Programs.Where(p => p.Active || cohort.Any(c => c.ProgramId == p.Id)).OrderBy(p => p.Name)
                .Select(p => new ProgramChoice(p.Id, p.Name, p.ForMinors, p.DefaultSessions, p.DefaultMinutes, p.DefaultCapacity)).ToListAsync(),
            await db.Sites.Where(s => s.Active || cohort.Any(c => c.SiteId == s.Id) || sessions.Any(x => x.SiteId == s.Id)).OrderBy(s => s.Name)
                .Select(s => new SiteChoice(s.Id, s.Name, s.Rooms.OrderBy(r => r.Name).Select(r => new RoomChoice(r.Id, r.Name, r.Capacity)).ToList())).ToListAsync(),
            await db.Departments.Where(d => d.Active || sessions.Any(s => s.DepartmentId == d.Id)).OrderBy(d => d.Name).Select(d => new Choice(d.Id, d.Name)).ToListAsync(),
            await db.Partners.Where(p => p.Active || sessions.Any(s => s.PartnerId == p.Id)).OrderBy(p => p.Name).Select(p => new Choice(p.Id, p.Name)).ToListAsync(),
            await db.Presenters.Where(p => p.Active || sessions.Any(s => s.Presenters.Any(x => x.Id == p.Id))).OrderBy(p => p.Name)
                .Select(p => new PresenterChoice(p.Id, p.Name,
                    db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault() ?? db.Partners.Where(x => x.Id == p.PartnerId).Select(x => x.Name).FirstOrDefault(),
                    p.ClearanceExpires)).ToListAsync());
    }
}
