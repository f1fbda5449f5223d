using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>Reads what the clash finder needs, in a number of queries that does not grow with the rows.</summary>
internal static class BusySessions
{
    /// <summary>Standing sessions of drafts and published cohorts that touch the interval.</summary>
    public static Task<List<BusySession>> BetweenAsync(EngagementDb db, DateTime fromUtc, DateTime toUtc) =>
        Rows(db, db.Sessions.Where(s => s.CancelledAt == null && s.StartsUtc < toUtc && s.EndsUtc > fromUtc)).ToListAsync();

    /// <summary>The given sessions.</summary>
    public static Task<List<BusySession>> OfAsync(EngagementDb db, IReadOnlyCollection<Guid> ids) => Rows(db, db.Sessions.Where(s => ids.Contains(s.Id))).ToListAsync();

    /// <summary>People enrolled in two or more of the cohorts; names only if wanted.</summary>
    public static async Task<List<SharedParticipants>> SharedAsync(EngagementDb db, IReadOnlyCollection<Guid?> cohorts, Guid? of, bool names)
    {
        // Those who hold a seat, in cohorts that meet in the interval.
        var seats = db.Enrollments.Where(e => e.Seat != null && cohorts.Contains(e.CohortId));
        var pairs = await (
            from a in seats
            join b in seats on a.PersonId equals b.PersonId
            where of == null ? a.CohortId.CompareTo(b.CohortId) < 0 : a.CohortId == of && b.CohortId != of
            join p in db.People on a.PersonId equals p.Id
            select new { A = a.CohortId, B = b.CohortId, Name = names ? p.GivenName + " " + p.FamilyName : "" }).ToListAsync();
        return [.. pairs.GroupBy(p => (p.A, p.B)).Select(g =>
            new SharedParticipants(g.Key.A, g.Key.B, g.Count(), names ? [.. g.Select(p => p.Name.Trim()).Order(StringComparer.Ordinal)] : []))];
    }

    // The place follows Session.PlaceIn.
    private static IQueryable<BusySession> Rows(EngagementDb db, IQueryable<Session> sessions) =>
        from s in sessions
        join c in db.Cohorts on s.CohortId equals c.Id
        where c.Status == CohortStatus.Draft || c.Status == CohortStatus.Published
        join p in db.Programs on c.ProgramId equals p.Id
        let own = s.SiteId != null || s.RoomId != null
        let siteId = own ? s.SiteId ?? c.SiteId : s.OnlineLink != null ? null : c.SiteId
        let roomId = own ? s.RoomId : s.OnlineLink != null ? null : c.RoomId
        select new BusySession
        {
            Id = s.Id,
            CohortId = c.Id,
            Cohort = c.Name,
            Number = s.Number,
            Slot = new Slot(s.Date, s.StartTime, s.Minutes),
            StartsUtc = s.StartsUtc,
            EndsUtc = s.EndsUtc,
            SiteId = siteId,
            Site = db.Sites.Where(x => x.Id == siteId).Select(x => x.Name).FirstOrDefault(),
            RoomId = roomId,
            Room = db.Rooms.Where(r => r.Id == roomId).Select(r => r.Name).FirstOrDefault(),
            Presenters = s.Presenters.Select(x => new BusyPresenter(x.Id, x.Name, x.ClearanceExpires)).ToList(),
            ForMinors = p.ForMinors,
            From = c.StartDate,
            To = c.EndDate,
        };
}
