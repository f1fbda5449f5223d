using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>Single sessions: moving, adding, removing here; their content in the other parts.</summary>
public sealed partial class SessionService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>Moves a session to another date and start, its length kept; all sessions of the cohort are numbered anew in order of time.</summary>
    public Task<Result> ReScheduleAsync(Actor actor, Guid sessionId, int version, DateOnly date, TimeOnly start) =>
        ChangeAsync(actor, sessionId, version, (_, session) =>
        {
            if (!session.Stands) return new SessionIsCancelled();
            session.Move(date, start, session.Minutes);
            return Result.Success;
        }, date);

    /// <summary>Takes back the cancellation of a session.</summary>
    public Task<Result> PutBackAsync(Actor actor, Guid sessionId, int version) =>
        ChangeAsync(actor, sessionId, version, (_, session) => session.PutBack());

    /// <summary>Takes a session out for good, with its plan; only one without attendance.</summary>
    public Task<Result> RemoveAsync(Actor actor, Guid sessionId, int version) =>
        ChangeAsync(actor, sessionId, version, (cohort, session) =>
        {
            cohort.Remove(session);
            return Result.Success;
        });

    /// <summary>Adds a session of the cohort's length; gives its id. Sessions are numbered in order of time.</summary>
    public async Task<Result<Guid>> AddAsync(Actor actor, Guid cohortId, DateOnly date, TimeOnly start)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (WrongDate(date) is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(cohortId) is not { } cohort) return new NotFound("The cohort");
        if (cohort.Over is { } over) return over;
        if (cohort.Sessions.Count >= ScheduleGenerator.Most) return new Invalid("", $"A cohort can have at most {ScheduleGenerator.Most} sessions.");
        var session = cohort.AddSession(date);
        session.SetTime(date, start, cohort.Minutes, cohort.TimeZone);
        cohort.Renumber();
        var done = await db.CommitAsync(transaction, "The cohort");
        return done.Ok ? session.Id : done.Error;
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid sessionId, int version, Func<Cohort, Session, Result> change, DateOnly? date = null)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (date is { } d && WrongDate(d) is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockSessionAsync(sessionId) is not var (cohort, session)) return new NotFound("The session");
        if (session.Version != version) return new Stale("The session");
        if (cohort.Over is { } over) return over;
        if (await db.AttendanceAtAsync([session]) is { } taken) return taken;
        var done = change(cohort, session);
        if (!done.Ok) return done;
        cohort.Renumber();
        return await db.CommitAsync(transaction, "The session");
    }

    private static Invalid? WrongDate(DateOnly date) =>
        date.Year is < 2000 or > 2100 ? new Invalid(nameof(SessionInput.Date), "The date must lie between the years 2000 and 2100.") : null;
}
