using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>A session as its owner or an administrator sees it.</summary>
public sealed record UserSessionRow(Guid Id, string Device, bool Strong, DateTime StartedAt, DateTime LastSeenAt);

/// <summary>What the database says about a cookie's session.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Strong">Signed in with a passkey or a second factor.</param>
/// <param name="Roles">Roles the user has now.</param>
/// <param name="Hold">What a liaison's standing says; never <see cref="Accounts.Hold.Out"/>.</param>
public sealed record LiveSession(Guid UserId, bool Strong, IReadOnlyList<string> Roles, Hold Hold);

/// <summary>Where people are signed in.</summary>
public sealed class UserSessionService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, ICredentials credentials)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session of the actor, who has just signed in, and sweeps out those of the actor's that have ended by themselves.</summary>
    public async Task<Result<Guid>> StartAsync(Actor actor, string device, bool strong)
    {
        if (actor.UserId is not { } userId) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var now = Now;
        var ended = now - UserSession.Idle;
        await db.UserSessions.Where(s => s.UserId == userId && s.LastSeenAt < ended).ExecuteDeleteAsync();
        var session = new UserSession(userId, device.Length > 100 ? device[..100] : device, strong, now);
        db.UserSessions.Add(session);
        db.AddAudit(userId, nameof(User), strong ? "signed in with a second factor or passkey" : "signed in");
        await db.SaveChangesAsync();
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.LastSignInAt, now));
        return session.Id;
    }

    /// <summary>The session if it still counts, else null; notes that it was used.</summary>
    [AnyoneMay("Asked for the id in a signed cookie, and answers only whether it counts.")]
    public async Task<LiveSession?> FindLiveAsync(Guid sessionId)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        var now = Now;
        var ended = now - UserSession.Idle;
        var found = await (
            from s in db.UserSessions
            join u in db.Users on s.UserId equals u.Id
            where s.Id == sessionId && s.LastSeenAt >= ended && u.DisabledAt == null
            select new
            {
                s.UserId,
                s.Strong,
                s.LastSeenAt,
                Roles = (from ur in db.UserRoles join r in db.Roles on ur.RoleId equals r.Id where ur.UserId == u.Id select r.Name!).ToList(),
            }).AsNoTracking().SingleOrDefaultAsync();
        if (found is null) return null;
        var hold = await HoldAsync(db, found.UserId, found.Roles);
        if (hold == Hold.Out) return null;
        if (now - found.LastSeenAt > TimeSpan.FromMinutes(5))
            await db.UserSessions.Where(s => s.Id == sessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now));
        return new LiveSession(found.UserId, found.Strong, found.Roles, hold);
    }

    /// <summary>False for a liaison who is suspended or has resigned.</summary>
    [AnyoneMay("Asked while somebody signs in; the answer is never shown apart from that of a wrong password.")]
    public async Task<bool> MaySignInAsync(Guid userId)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        var roles = await (from ur in db.UserRoles join r in db.Roles on ur.RoleId equals r.Id where ur.UserId == userId select r.Name!).ToListAsync();
        return await HoldAsync(db, userId, roles) != Hold.Out;
    }

    /// <summary>The actor's own sessions, last used first.</summary>
    public async Task<Result<List<UserSessionRow>>> ListMineAsync(Actor actor)
    {
        if (actor.UserId is not { } userId) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var ended = Now - UserSession.Idle;
        List<UserSessionRow> rows = await db.UserSessions.Where(s => s.UserId == userId && s.LastSeenAt >= ended).OrderByDescending(s => s.LastSeenAt)
            .Select(s => new UserSessionRow(s.Id, s.Device, s.Strong, s.StartedAt, s.LastSeenAt)).ToListAsync();
        return rows;
    }

    /// <summary>Whether the actor's session was begun, or strengthened, with a second factor.</summary>
    [AnyoneMay("Answers false to everybody but the owner of the session.")]
    public async Task<bool> IsStrongAsync(Actor actor, Guid sessionId)
    {
        await using var db = await dbs.OpenAsync(actor);
        return await db.UserSessions.AnyAsync(s => s.Id == sessionId && s.UserId == actor.UserId && s.Strong);
    }

    /// <summary>Marks the actor's session as signed in with a second factor, after one was set up in it.</summary>
    public async Task<Result> StrengthenAsync(Actor actor, Guid sessionId)
    {
        if (actor.UserId is not { } userId) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        if (await db.UserSessions.SingleOrDefaultAsync(s => s.Id == sessionId && s.UserId == userId) is not { } session) return new NotFound("The session");
        session.Strengthen();
        db.AddAudit(userId, nameof(User), "confirmed a second factor");
        await db.SaveChangesAsync();
        return Result.Success;
    }

    private async Task<Hold> HoldAsync(EngagementDb db, Guid userId, List<string> roles) =>
        roles.Contains(Permissions.Liaison) ? await credentials.HoldAsync(db, userId) : Hold.None;

    /// <summary>Ends one of the actor's own sessions.</summary>
    public async Task<Result> EndAsync(Actor actor, Guid sessionId)
    {
        if (actor.UserId is not { } userId) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        await db.UserSessions.Where(s => s.Id == sessionId && s.UserId == userId).ExecuteDeleteAsync();
        db.AddAudit(userId, nameof(User), "signed out");
        await db.SaveChangesAsync();
        return Result.Success;
    }

    /// <summary>Signs the actor out everywhere, this session included.</summary>
    public async Task<Result> EndAllAsync(Actor actor)
    {
        if (actor.UserId is not { } userId) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        await db.EndSessionsAsync(userId);
        db.AddAudit(userId, nameof(User), "signed out everywhere");
        await db.SaveChangesAsync();
        return Result.Success;
    }
}
