using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Demo;

/// <summary>A demo account and its password, to be printed.</summary>
public sealed record DemoAccount(string Role, string Email, string Password);

/// <summary>Accounts to look around with, one for each role; never in Production.</summary>
public sealed class DemoAccountService(
    IDbContextFactory<EngagementDb> dbs, IPasswordHasher<User> hasher, PersonService people, LiaisonService liaisons, LiaisonInvitationService invitations, InvitationService accounts)
{
    /// <summary>Makes the accounts of staff, or gives those that exist new random passwords.</summary>
    public async Task<Result<List<DemoAccount>>> CreateAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var made = new List<DemoAccount>();
        foreach (var role in (string[])[Permissions.Administrator, Permissions.Coordinator, Permissions.Leadership])
        {
            var account = New(role);
            if (!await RenewAsync(db, account)) db.AddUser(hasher, $"Demo {role.ToLowerInvariant()}", account.Email, role, account.Password);
            made.Add(account);
        }
        await db.SaveChangesAsync();
        return made;
    }

    /// <summary>Makes a liaison the way an exception is made, so that the first sign-in asks for the code of conduct; or gives the one that exists a new password.</summary>
    public async Task<Result<DemoAccount>> CreateLiaisonAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ExceptTraining) is { } no) return no;
        var account = New(Permissions.Liaison);
        await using var db = await dbs.OpenAsync(actor);
        if (await RenewAsync(db, account))
        {
            await db.SaveChangesAsync();
            return account;
        }
        var person = (await people.CreateAsync(actor, new PersonInput { GivenName = "Demo", FamilyName = "Liaison", Email = account.Email, Neighborhood = "Fishtown", Zip = "19125" })).OrThrow();
        var liaison = (await liaisons.ExceptAsync(actor, person, "An account to look around with")).OrThrow();
        var link = (await invitations.SendAsync(actor, [liaison])).OrThrow().Links[0];
        (await accounts.AcceptAsync(link.Token, new NewAccount { Name = "Demo Liaison", Password = account.Password })).OrThrow();
        return account;
    }

    private async Task<bool> RenewAsync(EngagementDb db, DemoAccount account)
    {
        var normal = AccountWriting.Normal(account.Email);
        if (await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normal) is not { } user) return false;
        user.SetPassword(hasher, account.Password);
        return true;
    }

    private static DemoAccount New(string role) => new(role, $"{role.ToLowerInvariant()}@demo.example", CheckedCode.Print(CheckedCode.New(16)));
}
