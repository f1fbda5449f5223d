using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>Choosing a new password: with the old one, or with a one-time link.</summary>
public sealed class PasswordService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IPasswordHasher<User> hasher, IAccountMail mail)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan LockFor = TimeSpan.FromMinutes(5);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Changes the actor's own password; all other sessions end.</summary>
    public async Task<Result> ChangeAsync(Actor actor, Guid? currentSession, string? current, string? fresh)
    {
        if (actor.UserId is not { } id) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id) is not { } user) return new NotFound("The account");
        if (user.LockoutEnd > clock.GetUtcNow()) return new AccountLocked();
        if (hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", current ?? "") == PasswordVerificationResult.Failed)
        {
            if (++user.AccessFailedCount >= MostFailures) (user.LockoutEnd, user.AccessFailedCount) = (clock.GetUtcNow() + LockFor, 0);
            return await db.TrySaveAsync("The account") ?? new WrongPassword();
        }
        if (new Check().Password(fresh, user.Email, user.DisplayName).Failed is { } invalid) return invalid;
        user.SetPassword(hasher, fresh!);
        db.AddAudit(id, nameof(User), "changed the password");
        if (await db.TrySaveAsync("The account") is { } stale) return stale;
        await db.EndSessionsAsync(id, except: currentSession);
        return Result.Success;
    }

    /// <summary>Sends a link to the address if it belongs to an account that may sign in. The answer is the same in every case.</summary>
    [AnyoneMay("Tells nothing, and only mails the owner of the address.")]
    public async Task<Result> RequestResetAsync(string? email)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        var normal = AccountWriting.Normal(email ?? "");
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normal && u.DisabledAt == null);
        // At most one mail in two minutes, so that nobody's mailbox can be filled.
        var recently = Now.AddMinutes(-2);
        if (user is null || await db.PasswordResets.AnyAsync(r => r.UserId == user.Id && r.CreatedAt > recently)) return Result.Success;
        var (token, reset) = Add(db, user);
        await mail.QueueAsync(db, new AccountLetter(AccountLetterKind.PasswordReset, reset.Id, user.Email!, token, user.DisplayName));
        await db.SaveChangesAsync();
        return Result.Success;
    }

    /// <summary>A link that an administrator hands over, where mail does not reach somebody.</summary>
    public async Task<Result<IssuedLink>> MakeResetAsync(Actor actor, Guid userId)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId) is not { } user) return new NotFound("The account");
        var (token, reset) = Add(db, user);
        db.AddAudit(userId, nameof(User), "made a link for a new password");
        await db.SaveChangesAsync();
        return new IssuedLink(reset.Id, user.Email!, token, reset.ExpiresAt);
    }

    /// <summary>Whether a link counts. Changes nothing, because mail scanners follow links.</summary>
    [AnyoneMay("Only with a secret of 128 random bits that was handed over.")]
    public async Task<bool> IsOpenAsync(string? token)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var hash = OneTimeToken.HashOf(token);
        var now = Now;
        return await db.PasswordResets.AnyAsync(r => r.TokenHash == hash && r.UsedAt == null && r.ExpiresAt > now);
    }

    /// <summary>Sets the password of the link's account; the link counts once, and all sessions end.</summary>
    [AnyoneMay("Only with a secret of 128 random bits that was handed over.")]
    public async Task<Result> ResetAsync(string? token, string? fresh)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        var hash = OneTimeToken.HashOf(token);
        if (await db.PasswordResets.SingleOrDefaultAsync(r => r.TokenHash == hash) is not { } reset) return new LinkNotValid();
        if (reset.UsedAt is not null || Now >= reset.ExpiresAt) return new LinkNotValid();
        var user = await db.Users.SingleAsync(u => u.Id == reset.UserId);
        if (user.DisabledAt is not null) return new LinkNotValid();
        if (new Check().Password(fresh, user.Email, user.DisplayName).Failed is { } invalid) return invalid;
        if (reset.Use(Now) is { Ok: false } closed) return closed;
        db.Actor = Actor.User(user.Id, user.DisplayName, []);
        user.SetPassword(hasher, fresh!);
        db.AddAudit(user.Id, nameof(User), "chose a new password through a link");
        if (await db.TrySaveAsync("The link") is not null) return new LinkNotValid();
        // Other links of this account end with it.
        await db.PasswordResets.Where(r => r.UserId == user.Id && r.UsedAt == null).ExecuteDeleteAsync();
        await db.EndSessionsAsync(user.Id);
        return Result.Success;
    }

    private (string Token, PasswordReset Reset) Add(EngagementDb db, User user)
    {
        var (token, hash) = OneTimeToken.New();
        var reset = new PasswordReset(user.Id, hash, Now);
        db.PasswordResets.Add(reset);
        return (token, reset);
    }
}
