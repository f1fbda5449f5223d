using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>The secret of the first run's link. It lives as long as the process; only its hash is kept.</summary>
public sealed class SetupToken
{
    private string? hash;

    /// <summary>Makes a new secret, to be printed; an older one does not count any more.</summary>
    public string Renew()
    {
        var (token, fresh) = OneTimeToken.New();
        hash = fresh;
        return token;
    }

    internal bool Fits(string? token) => hash is { } expected && OneTimeToken.HashOf(token) == expected;

    /// <summary>True for one caller only.</summary>
    internal bool Consume(string? token) => OneTimeToken.HashOf(token) is var given && Interlocked.CompareExchange(ref hash, null, given) == given;

    internal void Restore(string token) => hash = OneTimeToken.HashOf(token);
}

/// <summary>The first administrator, made by whoever can read what the program prints at start.</summary>
public sealed class SetupService(IDbContextFactory<EngagementDb> dbs, IPasswordHasher<User> hasher, SetupToken link)
{
    /// <summary>True while there is no administrator who may sign in.</summary>
    [AnyoneMay("Says only whether the office has been set up.")]
    public async Task<bool> NeededAsync()
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        return !await db.ActiveAdministrators().AnyAsync();
    }

    /// <summary>Whether a printed secret counts; used to decide what the page shows, not to allow anything.</summary>
    [AnyoneMay("Answers about a secret of 128 random bits.")]
    public async Task<bool> IsOpenAsync(string? token) => link.Fits(token) && await NeededAsync();

    /// <summary>Makes the first administrator; the secret counts once.</summary>
    [AnyoneMay("Only with the secret printed at start, and only while there is no administrator.")]
    public async Task<Result<Actor>> CreateAdministratorAsync(string? token, NewAccount input)
    {
        if (!link.Fits(token)) return new LinkNotValid();
        if (input.Problems() is { } invalid) return invalid;
        if (token is null || !link.Consume(token)) return new LinkNotValid();
        await using var db = await dbs.OpenAsync(Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.LockAdministratorsAsync();
        if (await db.ActiveAdministrators().AnyAsync()) return new LinkNotValid();
        var normal = AccountWriting.Normal(input.Email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == normal))
        {
            link.Restore(token);
            return new Invalid(nameof(input.Email), "There is already an account with this address.");
        }
        var user = db.AddUser(hasher, input.Name, input.Email, Permissions.Administrator, input.Password);
        db.AddAudit(user.Id, nameof(User), "made the first administrator");
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return Actor.User(user.Id, user.DisplayName, [Permissions.Administrator]);
    }
}
