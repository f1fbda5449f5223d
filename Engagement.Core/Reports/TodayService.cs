using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>What a coordinator should know in the morning. Nobody's personal data, but the names of presenters for those who manage them.</summary>
public sealed class TodayService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Most rows of a list; the rest comes up when these are done.</summary>
    public const int Most = 20;

    /// <summary>Everything on the page, in a fixed number of queries.</summary>
    public async Task<Result<Today>> ShowAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var now = clock.GetUtcNow().UtcDateTime;
        var today = clock.Today(await db.OfficeZoneAsync());
        var clearances = await ClearancesAsync(db, today);
        return new Today
        {
            Date = today,
            Week = await WeekAsync(db, today, now),
            Filling = await FillingAsync(db, now),
            Unmarked = await UnmarkedAsync(db, now),
            Done = await DoneAsync(db, now),
            Consents = await ConsentsAsync(db, today, now),
            Clearances = actor.May(Permission.ManagePrograms) ? clearances : [],
            ClearanceCount = clearances.Count,
            LiaisonsEnding = await db.Liaisons.RunningOut(today, RenewalService.SoonDays).CountAsync(),
            StuckDeliveries = await db.Deliveries.CountAsync(DeliveryQueueService.IsStuck(now)),
            FirstSteps = await FirstStepsAsync(db),
        };
    }

    private static Task<List<TodaySession>> WeekAsync(EngagementDb db, DateOnly today, DateTime now)
    {
        var last = today.AddDays(6);
        return (from s in db.Sessions
                join c in db.Cohorts on s.CohortId equals c.Id
                join t in db.Sites on s.SiteId ?? c.SiteId equals t.Id into sites
                from t in sites.DefaultIfEmpty()
                where s.Date >= today && s.Date <= last && (c.Status == CohortStatus.Published || c.Status == CohortStatus.Closed)
                orderby s.Date, s.StartTime, c.Name, s.Id
                select new TodaySession(s.Id, s.Number, s.Date, s.StartTime, s.Minutes, s.Topic, c.Id, c.Name, t == null ? null : t.Name,
                    s.CancelledAt != null, s.EndsUtc <= now)).ToListAsync();
    }

    private static Task<List<TodayCohort>> FillingAsync(EngagementDb db, DateTime now) =>
        (from c in db.Cohorts
         join p in db.Programs on c.ProgramId equals p.Id
         where c.Status == CohortStatus.Published && (!c.Sessions.Any() || c.Sessions.Any(s => s.CancelledAt == null && s.EndsUtc > now))
         orderby c.StartDate, c.Name, c.Id
         select new TodayCohort(c.Id, c.Name, p.Name, p.Color,
             db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null), c.Capacity,
             db.Enrollments.Count(e => e.CohortId == c.Id && e.Stage == Stage.Applied),
             db.Enrollments.Count(e => e.CohortId == c.Id && e.Stage == Stage.Waitlisted))).Take(Most).ToListAsync();

    private static async Task<List<TodayMarks>> UnmarkedAsync(EngagementDb db, DateTime now)
    {
        var rows = await (
            from s in db.Sessions
            join c in db.Cohorts on s.CohortId equals c.Id
            where c.Status == CohortStatus.Published && s.CancelledAt == null && s.EndsUtc <= now
            let enrolled = db.Enrollments.Count(e => e.CohortId == c.Id && e.Stage == Stage.Enrolled)
            let missing = db.Enrollments.Count(e => e.CohortId == c.Id && e.Stage == Stage.Enrolled
                && !db.Attendance.Any(a => a.SessionId == s.Id && a.EnrollmentId == e.Id))
            where missing > 0
            orderby s.StartsUtc, s.Id
            select new { s.Id, s.Number, s.Date, CohortId = c.Id, c.Name, missing, enrolled }).Take(Most).ToListAsync();
        return rows.ConvertAll(r => new TodayMarks(r.Id, r.Number, r.Date, r.CohortId, r.Name, r.missing, r.enrolled));
    }

    private static Task<List<TodayDone>> DoneAsync(EngagementDb db, DateTime now) =>
        (from c in db.Cohorts
         where c.Status == CohortStatus.Published && c.Sessions.Any(s => s.CancelledAt == null) && !c.Sessions.Any(s => s.CancelledAt == null && s.EndsUtc > now)
         let last = c.Sessions.Where(s => s.CancelledAt == null).Max(s => s.Date)
         orderby last, c.Name, c.Id
         select new TodayDone(c.Id, c.Name, last, db.Enrollments.Count(e => e.CohortId == c.Id && e.Stage == Stage.Enrolled))).Take(Most).ToListAsync();

    private static async Task<List<TodayConsents>> ConsentsAsync(EngagementDb db, DateOnly today, DateTime now)
    {
        // A consent must hold on the day of the first session; one that was signed later than today can't be known.
        var rows = await (
            from c in db.Cohorts
            join p in db.Programs on c.ProgramId equals p.Id
            where p.ForMinors && c.Status == CohortStatus.Published
                && c.Sessions.Any(s => s.CancelledAt == null) && !c.Sessions.Any(s => s.CancelledAt == null && s.StartsUtc <= now)
            let first = c.Sessions.Where(s => s.CancelledAt == null).Min(s => s.Date)
            let missing = db.Enrollments.Count(e => e.CohortId == c.Id && e.Stage == Stage.Enrolled
                && !db.Consents.Any(x => x.PersonId == e.PersonId && x.Purpose == ConsentPurpose.Participation && x.WithdrawnAt == null
                    && x.SignedOn <= today && (x.ExpiresOn == null || x.ExpiresOn >= first)))
            where missing > 0
            orderby first, c.Name, c.Id
            select new { c.Id, c.Name, first, missing }).Take(Most).ToListAsync();
        return rows.ConvertAll(r => new TodayConsents(r.Id, r.Name, r.first, r.missing));
    }

    private static Task<List<TodayClearance>> ClearancesAsync(EngagementDb db, DateOnly today)
    {
        var soon = today.AddDays(Clearances.SoonDays);
        return db.Presenters.Where(p => p.Active && p.ClearanceExpires != null && p.ClearanceExpires <= soon)
            .OrderBy(p => p.ClearanceExpires).ThenBy(p => p.Id)
            .Select(p => new TodayClearance(p.Id, p.Name, p.ClearanceExpires!.Value)).ToListAsync();
    }

    private static async Task<FirstSteps?> FirstStepsAsync(EngagementDb db) =>
        await db.Cohorts.AnyAsync() ? null
            : new FirstSteps(await db.OfficeSettings.AnyAsync(), await db.Invitations.AnyAsync(), await db.Sites.AnyAsync(), await db.Presenters.AnyAsync(),
                await db.Closures.AnyAsync(c => c.SiteId == null), await db.People.AnyAsync());
}
