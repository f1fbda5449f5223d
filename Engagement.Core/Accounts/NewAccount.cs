using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>What somebody types to get an account.</summary>
public sealed class NewAccount
{
    /// <summary>Name shown to colleagues.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address to sign in with.</summary>
    public string Email { get; set; } = "";

    /// <summary>See <see cref="PasswordRules"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>What is wrong with it, or null.</summary>
    public Invalid? Problems() => new Check()
        .Required(Name, nameof(Name), "Name", 100)
        .Required(Email, nameof(Email), "E-mail address", 254).Email(Email, nameof(Email))
        .Password(Password, Email, Name).Failed;
}

/// <summary>Writing accounts, shared by the services of this room.</summary>
internal static class AccountWriting
{
    /// <summary>Adds a user with one role; saved with the next save.</summary>
    public static User AddUser(this EngagementDb db, IPasswordHasher<User> hasher, string name, string email, string role, string password)
    {
        email = email.Trim();
        var user = new User
        {
            DisplayName = Text.Clean(name) ?? email,
            Email = email,
            UserName = email,
            EmailConfirmed = true,
            LockoutEnabled = true,
            NormalizedEmail = Normal(email),
            NormalizedUserName = Normal(email),
        };
        user.SetPassword(hasher, password);
        db.Users.Add(user);
        db.UserRoles.Add(RoleRows.Of(user.Id, role));
        return user;
    }

    /// <summary>Sets a password and makes everything that was signed with the old one worthless.</summary>
    public static void SetPassword(this User user, IPasswordHasher<User> hasher, string password)
    {
        user.PasswordHash = hasher.HashPassword(user, password);
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
        user.Touch();
    }

    /// <summary>New stamps: outstanding tokens of Identity end, and a concurrent change of the row is refused.</summary>
    public static void Touch(this User user)
    {
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
    }

    /// <summary>As Identity normalizes names and addresses.</summary>
    public static string Normal(string text) => Text.Normal(text.Trim()).ToUpperInvariant();

    /// <summary>
    /// Held until the end of the transaction, so that of two administrators who remove each other the second is told.
    /// </summary>
    public static Task LockAdministratorsAsync(this EngagementDb db)
    {
        var administrator = RoleRows.IdOf(Permissions.Administrator);
        return db.Roles.Where(r => r.Id == administrator).ExecuteUpdateAsync(s => s.SetProperty(r => r.ConcurrencyStamp, r => r.ConcurrencyStamp));
    }

    /// <summary>Administrators who may sign in.</summary>
    public static IQueryable<User> ActiveAdministrators(this EngagementDb db)
    {
        var administrator = RoleRows.IdOf(Permissions.Administrator);
        return db.Users.Where(u => u.DisabledAt == null && db.UserRoles.Any(r => r.UserId == u.Id && r.RoleId == administrator));
    }

    /// <summary>Ends all sessions of a user at once.</summary>
    public static Task<int> EndSessionsAsync(this EngagementDb db, Guid userId, Guid? except = null) =>
        db.UserSessions.Where(s => s.UserId == userId && s.Id != except).ExecuteDeleteAsync();
}
