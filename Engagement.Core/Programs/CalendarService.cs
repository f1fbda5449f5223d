using System.Linq.Expressions;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>The sessions of all cohorts by day.</summary>
public sealed class CalendarService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Days that one look may cover.</summary>
    public const int MostDays = 62;

    /// <summary>Sessions and closures from <paramref name="from"/> to <paramref name="to"/>, both included, in order of time.</summary>
    public async Task<Result<CalendarView>> ShowAsync(Actor actor, DateOnly from, DateOnly to, CalendarFilter filter)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        if (to < from || to.DayNumber - from.DayNumber >= MostDays) return new Invalid("", $"A calendar shows between 1 and {MostDays} days.");
        await using var db = await dbs.OpenAsync(actor);
        var sessions = await Items(db, filter, s => s.Date >= from && s.Date <= to).ToListAsync();
        var closures = await (
            from c in db.Closures
            join t in db.Sites on c.SiteId equals t.Id into sites
            from t in sites.DefaultIfEmpty()
            where c.From <= to && c.To >= @from && (filter.SiteId == null || c.SiteId == null || c.SiteId == filter.SiteId)
            orderby c.From, c.Reason
            select new CalendarClosure(c.From, c.To, c.Reason, t == null ? null : t.Name)).ToListAsync();
        return new CalendarView(sessions, closures);
    }

    /// <summary>One session as the calendar shows it now.</summary>
    public async Task<Result<CalendarItem>> FindAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await Items(db, new CalendarFilter(), s => s.Id == sessionId).FirstOrDefaultAsync() is { } item ? item : new NotFound("The session");
    }

    /// <summary>Today at the office, and the programs and sites to filter by; read once per visit.</summary>
    public async Task<Result<CalendarChoices>> ChoicesAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return new CalendarChoices(
            clock.Today(await db.OfficeZoneAsync()),
            await db.Programs.OrderByText(p => p.Name).Select(p => new Choice(p.Id, p.Name)).ToListAsync(),
            await db.Sites.OrderByText(s => s.Name).Select(s => new Choice(s.Id, s.Name)).ToListAsync());
    }

    private static IQueryable<CalendarItem> Items(EngagementDb db, CalendarFilter filter, Expression<Func<Session, bool>> wanted) =>
        from s in db.Sessions.Where(wanted)
        join c in db.Cohorts on s.CohortId equals c.Id
        join p in db.Programs on c.ProgramId equals p.Id
        join t in db.Sites on s.SiteId ?? c.SiteId equals t.Id into sites
        from t in sites.DefaultIfEmpty()
        where (filter.ProgramId == null || c.ProgramId == filter.ProgramId)
            && (filter.SiteId == null || (s.SiteId ?? c.SiteId) == filter.SiteId)
            && (filter.Status == null || c.Status == filter.Status)
        orderby s.Date, s.StartTime, c.Name, s.Id
        select new CalendarItem(s.Id, s.Version, s.Number, s.Date, s.StartTime, s.Minutes, s.Topic, c.Id, c.Name, c.Status, p.Name, p.Color,
            t == null ? null : t.Name, s.CancelledAt != null);
}

/// <summary>Which sessions a calendar shows; null: all.</summary>
public sealed record CalendarFilter(Guid? ProgramId = null, Guid? SiteId = null, CohortStatus? Status = null);

/// <summary>What a calendar shows.</summary>
public sealed record CalendarView(IReadOnlyList<CalendarItem> Sessions, IReadOnlyList<CalendarClosure> Closures);

/// <summary>A session in a calendar. Number 0: cancelled.</summary>
public sealed record CalendarItem(
    Guid Id, int Version, int Number, DateOnly Date, TimeOnly Start, int Minutes, string? Topic, Guid CohortId, string Cohort, CohortStatus Status,
    string Program, string Color, string? Site, bool Cancelled)
{
    /// <summary>True when it may still be moved.</summary>
    public bool Movable => !Cancelled && Status is (CohortStatus.Draft or CohortStatus.Published);

    /// <summary>"Session 3 of the cohort", as messages name it.</summary>
    public string Title => Number > 0 ? $"Session {Number}, {Cohort}" : Cohort;
}

/// <summary>A closure in a calendar; without a site it is a holiday.</summary>
public sealed record CalendarClosure(DateOnly From, DateOnly To, string Reason, string? Site);

/// <summary>What a calendar can be filtered by.</summary>
public sealed record CalendarChoices(DateOnly Today, IReadOnlyList<Choice> Programs, IReadOnlyList<Choice> Sites);
