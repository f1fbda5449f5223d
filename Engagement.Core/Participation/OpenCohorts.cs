using System.Linq.Expressions;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Which cohorts take applications now.</summary>
internal static class OpenCohorts
{
    /// <summary>Those of some cohorts that the public may apply to now, the next to begin first. One query.</summary>
    public static async Task<List<OpenCohort>> LoadAsync(EngagementDb db, Expression<Func<Cohort, bool>> which, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // The database narrows down by dates with a day to spare; the local day of each cohort's zone decides.
        var (yesterday, tomorrow) = (DateOnly.FromDateTime(now).AddDays(-1), DateOnly.FromDateTime(now).AddDays(1));
        var found = await (
            from c in db.Cohorts.Where(which)
            join p in db.Programs on c.ProgramId equals p.Id
            join s in db.Sites on c.SiteId equals s.Id into sites
            from s in sites.DefaultIfEmpty()
            where c.Status == CohortStatus.Published && c.EnrollmentOpens != null && c.EnrollmentOpens <= tomorrow
                && (c.EnrollmentCloses == null || c.EnrollmentCloses >= yesterday)
            select new
            {
                c.Id,
                c.Name,
                c.Language,
                c.TimeZone,
                c.StartTime,
                c.Minutes,
                c.Capacity,
                c.EnrollmentOpens,
                c.EnrollmentCloses,
                Program = p.Name,
                p.Description,
                p.ForMinors,
                Site = s == null ? null : s.Name,
                Address = s == null ? null : s.Address,
                First = db.Sessions.Where(x => x.CohortId == c.Id && x.CancelledAt == null).Min(x => (DateOnly?)x.Date),
                Last = db.Sessions.Where(x => x.CohortId == c.Id && x.CancelledAt == null).Max(x => (DateOnly?)x.Date),
                Ends = db.Sessions.Where(x => x.CohortId == c.Id && x.CancelledAt == null).Max(x => (DateTime?)x.EndsUtc),
                Sessions = db.Sessions.Count(x => x.CohortId == c.Id && x.CancelledAt == null),
                Held = db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null),
            }).ToListAsync();
        return found
            .Where(f => IsOpen(clock.Today(f.TimeZone), f.EnrollmentOpens, f.EnrollmentCloses) && f.Ends > now)
            .Select(f => new OpenCohort(f.Id, f.Program, f.Description, f.ForMinors, f.Name, f.Site, f.Address, f.Language,
                f.First!.Value, f.Last!.Value, f.Sessions, f.StartTime, f.Minutes, Math.Max(0, f.Capacity - f.Held), f.EnrollmentCloses))
            .OrderBy(c => c.First).ThenBy(c => c.Program, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
    }

    private static bool IsOpen(DateOnly today, DateOnly? opens, DateOnly? closes) => opens <= today && (closes ?? today) >= today;
}
