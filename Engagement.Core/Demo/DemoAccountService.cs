using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Demo;

/// <summary>A demo account and its password, to be printed.</summary>
public sealed record DemoAccount(string Role, string Email, string Password);

/// <summary>Accounts to look around with, one for each role of staff; never in Production.</summary>
public sealed class DemoAccountService(IDbContextFactory<EngagementDb> dbs, IPasswordHasher<User> hasher)
{
    /// <summary>Makes the accounts, or gives those that exist new random passwords.</summary>
    public async Task<Result<List<DemoAccount>>> CreateAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var accounts = new List<DemoAccount>();
        foreach (var role in (string[])[Permissions.Administrator, Permissions.Coordinator, Permissions.Leadership])
        {
            var account = new DemoAccount(role, $"{role.ToLowerInvariant()}@demo.example", CheckedCode.Print(CheckedCode.New(16)));
            var normal = AccountWriting.Normal(account.Email);
            if (await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normal) is { } user) user.SetPassword(hasher, account.Password);
            else db.AddUser(hasher, $"Demo {role.ToLowerInvariant()}", account.Email, role, account.Password);
            accounts.Add(account);
        }
        await db.SaveChangesAsync();
        return accounts;
    }
}
