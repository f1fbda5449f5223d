using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>Cohorts: reading here, editing and status in the other parts.</summary>
public sealed partial class CohortService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// A page of cohorts, the latest start first; sorted by "name" or "start" if asked.
    /// The search looks at the names of cohort, program, site and host.
    /// </summary>
    public async Task<Result<Page<CohortRow>>> ListAsync(Actor actor, PageRequest page, CohortFilter filter)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var now = UtcNow;
        var rows =
            from c in db.Cohorts
            join p in db.Programs on c.ProgramId equals p.Id
            join s in db.Sites on c.SiteId equals (Guid?)s.Id into sites
            from s in sites.DefaultIfEmpty()
            select new { Cohort = c, Program = p, Site = s };
        if (filter.ProgramId is { } program) rows = rows.Where(r => r.Cohort.ProgramId == program);
        if (filter.Status is { } status) rows = rows.Where(r => r.Cohort.Status == status);
        if (filter.SiteId is { } site) rows = rows.Where(r => r.Cohort.SiteId == site);
        rows = rows.Matching(page.Search, r => r.Cohort.Name, r => r.Program.Name, r => r.Site.Name, r => r.Cohort.Host);
        var total = await rows.CountAsync();
        var ordered = (page.Sort, page.Descending) switch
        {
            ("name", false) => rows.OrderBy(r => r.Cohort.Name),
            ("name", true) => rows.OrderByDescending(r => r.Cohort.Name),
            ("start", false) => rows.OrderBy(r => r.Cohort.StartDate),
            _ => rows.OrderByDescending(r => r.Cohort.StartDate),
        };
        var items = await ordered.ThenBy(r => r.Cohort.Id).Skip(page.Skip).Take(page.Take).Select(r => new CohortRow(
            r.Cohort.Id, r.Cohort.Name, r.Program.Name, r.Program.Color, r.Site.Name, r.Cohort.Status, r.Cohort.StartDate, r.Cohort.Capacity,
            db.Enrollments.Count(e => e.CohortId == r.Cohort.Id && e.Seat != null),
            db.Sessions.Count(x => x.CohortId == r.Cohort.Id && x.CancelledAt == null),
            db.Sessions.Where(x => x.CohortId == r.Cohort.Id && x.CancelledAt == null && x.EndsUtc > now)
                .OrderBy(x => x.StartsUtc).Select(x => new NextSession(x.Id, x.Number, x.Date, x.StartTime)).FirstOrDefault())).ToListAsync();
        return new Page<CohortRow>(items, total);
    }

    /// <summary>A cohort with its sessions, cancelled ones included, in order of time.</summary>
    public async Task<Result<CohortView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var facts = await (
            from c in db.Cohorts.Where(c => c.Id == id)
            join p in db.Programs on c.ProgramId equals p.Id
            select new CohortFacts
            {
                Id = c.Id,
                Version = c.Version,
                Name = c.Name,
                Program = p.Name,
                ForMinors = p.ForMinors,
                Status = c.Status,
                CancelReason = c.CancelReason,
                Site = db.Sites.Where(s => s.Id == c.SiteId).Select(s => s.Name).FirstOrDefault(),
                Address = db.Sites.Where(s => s.Id == c.SiteId).Select(s => s.Address).FirstOrDefault(),
                Room = db.Rooms.Where(r => r.Id == c.RoomId).Select(r => r.Name).FirstOrDefault(),
                Host = c.Host,
                Language = c.Language,
                Capacity = c.Capacity,
                Taken = db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null),
                Applications = db.Enrollments.Count(e => e.CohortId == c.Id),
                EnrollmentOpens = c.EnrollmentOpens,
                EnrollmentCloses = c.EnrollmentCloses,
                Weekdays = c.Weekdays,
                StartDate = c.StartDate,
                EndDate = c.EndDate,
                StartTime = c.StartTime,
                Minutes = c.Minutes,
                Waitlist = c.Waitlist,
                Notes = c.Notes,
            }).AsNoTracking().FirstOrDefaultAsync();
        if (facts is null) return new NotFound("The cohort");
        var sessions = await db.Sessions.Where(s => s.CohortId == id).OrderBy(s => s.StartsUtc).ThenBy(s => s.Id).Select(s => new CohortSessionRow(
            s.Id, s.Version, s.Number, s.Date, s.StartTime, s.Minutes, s.EndsUtc, s.Topic,
            db.Departments.Where(d => d.Id == s.DepartmentId).Select(d => d.Name).FirstOrDefault() ?? db.Partners.Where(p => p.Id == s.PartnerId).Select(p => p.Name).FirstOrDefault(),
            db.Rooms.Where(r => r.Id == s.RoomId).Select(r => r.Name).FirstOrDefault() ?? db.Sites.Where(x => x.Id == s.SiteId).Select(x => x.Name).FirstOrDefault(),
            s.CancelledAt != null, s.CancelReason, s.Presenters.OrderBy(p => p.Name).Select(p => p.Name).ToList())).ToListAsync();
        return new CohortView(facts, sessions);
    }
}
