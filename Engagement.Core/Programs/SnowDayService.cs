using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>The snow day: shows what would happen, then does exactly that.</summary>
public sealed class SnowDayService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>The form as it is offered first: a week later on an open day, all later sessions with it.</summary>
    public async Task<Result<SnowDayInput>> InputAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await FindAsync(db, sessionId) is not var (cohort, session)) return new NotFound("The session");
        var closed = await ClosedDays.LoadAsync(db, session.Date);
        var date = session.Date.AddDays(7);
        for (var weeks = 1; weeks < 52 && closed.Why(date, session.PlaceIn(cohort).SiteId) is not null; weeks++) date = date.AddDays(7);
        return new SnowDayInput { SessionId = sessionId, Date = date, Start = session.StartTime, ShiftLater = true };
    }

    /// <summary>All standing sessions before and after; nothing is changed.</summary>
    public async Task<Result<PlanChange>> PreviewAsync(Actor actor, SnowDayInput input)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await FindAsync(db, input.SessionId) is var (cohort, session) ? await WorkOutAsync(db, cohort, session, input) : new NotFound("The session");
    }

    /// <summary>Does what <paramref name="shown"/> says, all or nothing; <see cref="Stale"/> when it would no longer be the same.</summary>
    public async Task<Result> ApplyAsync(Actor actor, SnowDayInput input, PlanChange shown)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (input.Action == SnowDayAction.Cancel && new Check().Required(input.Reason, nameof(SnowDayInput.Reason), "The reason").Failed is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockSessionAsync(input.SessionId) is not var (cohort, session)) return new NotFound("The session");
        var now = await WorkOutAsync(db, cohort, session, input);
        if (!now.Ok) return now.Error;
        if (!now.Value.Same(shown)) return new PlanIsStale();
        if (input.Action == SnowDayAction.Cancel && session.Cancel(Text.Clean(input.Reason), clock.GetUtcNow().UtcDateTime) is { Ok: false } failed) return failed;
        cohort.Apply(now.Value);
        return await db.CommitAsync(transaction, "The plan");
    }

    private static async Task<Result<PlanChange>> WorkOutAsync(EngagementDb db, Cohort cohort, Session session, SnowDayInput input)
    {
        if (cohort.Over is { } over) return over;
        if (!session.Stands) return new SessionIsCancelled();
        var change = SnowDay.Plan(cohort.States(), input, await ClosedDays.LoadAsync(db, cohort.Sessions.Min(s => s.Date)));
        if (!change.Ok) return change;
        var moving = change.Value.Sessions.Where(c => c.After != c.Session.Slot).Select(c => c.Session.Id).ToHashSet();
        return await db.AttendanceAtAsync([.. cohort.Sessions.Where(s => moving.Contains(s.Id))]) is { } taken ? taken : change;
    }

    private static async Task<(Cohort, Session)?> FindAsync(EngagementDb db, Guid sessionId)
    {
        var cohort = await db.Cohorts.AsNoTracking().Include(c => c.Sessions).FirstOrDefaultAsync(c => c.Sessions.Any(s => s.Id == sessionId));
        return cohort is null ? null : (cohort, cohort.Sessions.First(s => s.Id == sessionId));
    }
}
