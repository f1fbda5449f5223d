using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>The actor's own account.</summary>
public sealed record MyAccount(string Name, string Email, string Role, bool Authenticator, int Passkeys);

/// <summary>What everybody may see and do with the own account.</summary>
public sealed class MyAccountService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>The account at a glance.</summary>
    public async Task<Result<MyAccount>> GetAsync(Actor actor)
    {
        if (actor.UserId is not { } id) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var found = await db.Users.Where(u => u.Id == id).Select(u => new MyAccount(
            u.DisplayName, u.Email!,
            (from ur in db.UserRoles join r in db.Roles on ur.RoleId equals r.Id where ur.UserId == u.Id select r.Name).FirstOrDefault() ?? "",
            u.TwoFactorEnabled, db.Set<IdentityUserPasskey<Guid>>().Count(p => p.UserId == id))).SingleOrDefaultAsync();
        return found is null ? new NotFound("The account") : found;
    }
}
