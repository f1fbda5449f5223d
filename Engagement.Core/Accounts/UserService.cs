using System.Text.Json;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>An account as the list shows it.</summary>
public sealed record UserRow(Guid Id, string Name, string Email, string Role, DateTime? DisabledAt, bool SecondFactor, DateTime? LastSignInAt);

/// <summary>An account with what an administrator decides on.</summary>
public sealed record UserDetail(UserRow Row, bool Locked, int Passkeys, IReadOnlyList<UserSessionRow> Sessions);

/// <summary>Accounts as administrators manage them.</summary>
public sealed class UserService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, ICredentials credentials)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Accounts by name; <see cref="PageRequest.Search"/> looks into name and address.</summary>
    public async Task<Result<Page<UserRow>>> ListAsync(Actor actor, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var users = db.Users.AsNoTracking();
        if (Text.Clean(page.Search) is { } words)
        {
            var normal = words.ToUpperInvariant();
#pragma warning disable MA0011 // becomes SQL, which has no cultures
            users = users.Where(u => u.DisplayName.ToUpper().Contains(normal) || u.NormalizedEmail!.Contains(normal));
#pragma warning restore MA0011
        }
        var rows = await Rows(db, users.OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Skip(page.Skip).Take(page.Take)).ToListAsync();
        return new Page<UserRow>(rows, await users.CountAsync());
    }

    /// <summary>One account.</summary>
    public async Task<Result<UserDetail>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await Rows(db, db.Users.AsNoTracking().Where(u => u.Id == id)).SingleOrDefaultAsync() is not { } row) return new NotFound("The account");
        var now = Now;
        var locked = await db.Users.Where(u => u.Id == id).Select(u => u.LockoutEnd).SingleAsync() > clock.GetUtcNow();
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == id);
        var ended = now - UserSession.Idle;
        var sessions = await db.UserSessions.Where(s => s.UserId == id && s.LastSeenAt >= ended).OrderByDescending(s => s.LastSeenAt)
            .Select(s => new UserSessionRow(s.Id, s.Device, s.Strong, s.StartedAt, s.LastSeenAt)).ToListAsync();
        return new UserDetail(row, locked, passkeys, sessions);
    }

    /// <summary>Gives another role; the account's sessions end, because their rights change. Nobody becomes a liaison this way: that comes with training.</summary>
    public async Task<Result> ChangeRoleAsync(Actor actor, Guid id, string role)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        if (!Permissions.Roles.Contains(role)) return new Invalid("Role", "Choose a role.");
        return await ChangeAsync(actor, id, endsSessions: true, async (db, user) =>
        {
            var before = await (from ur in db.UserRoles join r in db.Roles on ur.RoleId equals r.Id where ur.UserId == id select r.Name!).ToListAsync();
            if (before is [var only] && only == role) return Result.Success;
            if (role == Permissions.Liaison && !await credentials.OwnsAsync(db, id))
                return new Invalid("Role", "A liaison's account comes with training. Graduate the person, or let an administrator make an exception on the Liaisons page.");
            if (role != Permissions.Administrator && await IsLastAdministratorAsync(db, id)) return new LastAdministrator();
            db.UserRoles.RemoveRange(await db.UserRoles.Where(r => r.UserId == id).ToListAsync());
            db.UserRoles.Add(RoleRows.Of(id, role));
            db.AddAudit(id, nameof(User), "changed the role",
                JsonSerializer.Serialize(new Dictionary<string, string?[]> { ["Role"] = [string.Join(", ", before), role] }));
            return Result.Success;
        });
    }

    /// <summary>The account can't sign in any more, and its sessions end.</summary>
    public async Task<Result> DisableAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        return await ChangeAsync(actor, id, endsSessions: true, async (db, user) =>
        {
            if (await IsLastAdministratorAsync(db, id)) return new LastAdministrator();
            user.DisabledAt ??= Now;
            return Result.Success;
        });
    }

    /// <summary>The account may sign in again; a lock after wrong passwords is lifted too.</summary>
    public async Task<Result> EnableAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        return await ChangeAsync(actor, id, endsSessions: false, (_, user) =>
        {
            user.DisabledAt = null;
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            return Task.FromResult(Result.Success);
        });
    }

    /// <summary>Takes away authenticator app, recovery codes and passkeys, when somebody has lost them; sessions end.</summary>
    public async Task<Result> ResetSecondFactorAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        return await ChangeAsync(actor, id, endsSessions: true, async (db, user) =>
        {
            user.TwoFactorEnabled = false;
            await db.UserTokens.Where(t => t.UserId == id).ExecuteDeleteAsync();
            await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == id).ExecuteDeleteAsync();
            db.AddAudit(id, nameof(User), "reset the second factor");
            return Result.Success;
        });
    }

    /// <summary>Signs the account out everywhere.</summary>
    public async Task<Result> EndSessionsAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        return await ChangeAsync(actor, id, endsSessions: true, (db, _) =>
        {
            db.AddAudit(id, nameof(User), "ended all sessions");
            return Task.FromResult(Result.Success);
        });
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid id, bool endsSessions, Func<EngagementDb, User, Task<Result>> change)
    {
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.LockAdministratorsAsync();
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id) is not { } user) return new NotFound("The account");
        if (await change(db, user) is { Ok: false } failed) return failed;
        user.Touch();
        if (await db.TrySaveAsync("The account") is { } stale) return stale;
        if (endsSessions) await db.EndSessionsAsync(id);
        await transaction.CommitAsync();
        return Result.Success;
    }

    private static async Task<bool> IsLastAdministratorAsync(EngagementDb db, Guid id) =>
        await db.ActiveAdministrators().Select(u => u.Id).Take(2).ToListAsync() is [var only] && only == id;

    private static IQueryable<UserRow> Rows(EngagementDb db, IQueryable<User> users) => users.Select(u => new UserRow(
        u.Id, u.DisplayName, u.Email!,
        (from ur in db.UserRoles join r in db.Roles on ur.RoleId equals r.Id where ur.UserId == u.Id select r.Name).FirstOrDefault() ?? "",
        u.DisabledAt, u.TwoFactorEnabled || db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == u.Id), u.LastSignInAt));
}
