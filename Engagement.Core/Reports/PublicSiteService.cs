using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.Reports;

/// <summary>A program as the public sees it, with its usual number of sessions and their length in minutes.</summary>
public sealed record PublicProgram(Guid Id, string Name, string? Description, bool ForMinors, int Sessions, int Minutes, string Color);

/// <summary>A class that takes applications now or soon; times are local to the class. Full: all seats are taken, applications go to the waitlist.</summary>
public sealed record PublicCohort(
    Guid Id, string Name, string Program, bool ForMinors, string? Site, string Language,
    DateOnly Opens, DateOnly Closes, DateOnly Starts, TimeOnly At, bool Full);

/// <summary>What the start page shows.</summary>
public sealed record PublicSite(IReadOnlyList<PublicProgram> Programs, IReadOnlyList<PublicCohort> Open, IReadOnlyList<PublicCohort> Soon);

/// <summary>The public start page: programs, and classes that take applications.</summary>
public sealed class PublicSiteService(IDbContextFactory<EngagementDb> dbs, OfficeService office, TimeProvider clock, IMemoryCache cache)
{
    /// <summary>Classes that open later than in this many days are not announced yet.</summary>
    public const int DaysAhead = 60;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    /// <summary>Two queries at most every five seconds, however many visitors.</summary>
    [AnyoneMay("Only active programs and published classes within their window for applications; no counts, nobody's data.")]
    public async Task<PublicSite> GetAsync() =>
        (await cache.GetOrCreateAsync("public site", entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return ReadAsync();
        }))!;

    private async Task<PublicSite> ReadAsync()
    {
        var today = clock.Today((await office.GetAsync()).TimeZone);
        var last = today.AddDays(DaysAhead);
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var programs = await db.Programs.Where(p => p.Active).OrderBy(p => p.Name)
            .Select(p => new PublicProgram(p.Id, p.Name, p.Description, p.ForMinors, p.DefaultSessions, p.DefaultMinutes, p.Color))
            .ToListAsync();
        var cohorts = await (
            from c in db.Cohorts
            join p in db.Programs on c.ProgramId equals p.Id
            join s in db.Sites on c.SiteId equals s.Id into sites
            from s in sites.DefaultIfEmpty()
            where c.Status == CohortStatus.Published && c.EnrollmentOpens != null && c.EnrollmentOpens <= last
                && (c.EnrollmentCloses ?? c.StartDate) >= today
            orderby c.StartDate, c.Name
            select new PublicCohort(
                c.Id, c.Name, p.Name, p.ForMinors, s == null ? null : s.Name, c.Language,
                c.EnrollmentOpens!.Value, c.EnrollmentCloses ?? c.StartDate, c.StartDate, c.StartTime,
                db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null) >= c.Capacity))
            .Take(100).ToListAsync();
        return new PublicSite(programs, [.. cohorts.Where(c => c.Opens <= today)], [.. cohorts.Where(c => c.Opens > today)]);
    }
}
