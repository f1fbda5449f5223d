using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Demo;

/// <summary>The demo city can only be loaded where nothing is yet.</summary>
public sealed record NotEmpty() : Error("There are cohorts here already. The demo city can only be loaded into an empty database.");

/// <summary>
/// Fills an empty database with a city: programs, sites, cohorts past, running and coming, people, attendance, certificates.
/// Everything goes through the same services as the pages, in stages, from a seed, so that it can't drift from the rules.
/// Its people are invented, and the office's name says that it is a demonstration.
/// </summary>
public sealed class DemoCityService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, ILoggerFactory logs)
{
    /// <summary>The seed of everything that is drawn.</summary>
    public const int Seed = 311;

    /// <summary>Loads it; a quarter of a minute to a minute. Only administrators, and only into an empty database.</summary>
    /// <param name="actor">Who loads it.</param>
    /// <param name="progress">Told what is being made.</param>
    /// <param name="small">A few cohorts and people instead of 3,000, for tests.</param>
    /// <param name="cancel">Stops between two stages.</param>
    public async Task<Result> LoadAsync(Actor actor, IProgress<string>? progress = null, bool small = false, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        await using (var db = await dbs.OpenAsync(actor, cancel))
        {
            if (await db.Cohorts.AnyAsync(cancel)) return new NotEmpty();
            await NameTheOfficeAsync(db, cancel);
        }
        // The same services over the same database, but with a clock that can be set to the days on which things happened.
        var past = new DemoClock();
        past.GoTo(clock.GetUtcNow().UtcDateTime);
        await using var services = new ServiceCollection().AddSingleton(logs).AddLogging()
            .AddSingleton(dbs).AddSingleton<TimeProvider>(past).AddSingleton<IPasswordHasher<User>, NoPasswords>().AddEngagementCore().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var city = new DemoStages(scope.ServiceProvider, actor, past, clock.Today("America/New_York"), new Random(Seed), small);
        foreach (var (what, stage) in city.All())
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(what);
            await stage();
        }
        await using (var db = await dbs.OpenAsync(actor, cancel))
        {
            // Nobody is to be written to about the past of a city that does not exist.
            await db.Outbox.ExecuteDeleteAsync(cancel);
            await db.ToldSessions.ExecuteDeleteAsync(cancel);
        }
        return Result.Success;
    }

    /// <summary>Invented liaisons never sign in: hashing a password for each of hundreds would only take a minute.</summary>
    private sealed class NoPasswords : IPasswordHasher<User>
    {
        public string HashPassword(User user, string password) => "";

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword) => PasswordVerificationResult.Failed;
    }

    private static async Task NameTheOfficeAsync(EngagementDb db, CancellationToken cancel)
    {
        var settings = await db.OfficeSettings.SingleOrDefaultAsync(cancel);
        if (settings is null) db.Add(settings = new OfficeSettings());
        settings.OfficeName = "Philly311 (demonstration)";
        settings.Signatories =
        [
            new() { Name = "Jordan Ellery (invented)", Title = "Chief Customer Service Officer" },
            new() { Name = "Sam Whitlock (invented)", Title = "Program Manager" },
        ];
        await db.SaveChangesAsync(cancel);
    }
}
