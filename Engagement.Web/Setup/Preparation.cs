using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Demo;
using Engagement.Core.Programs;

namespace Engagement.Web.Setup;

internal static class Preparation
{
    /// <summary>
    /// What must be done before the first request: migrate, then the first run's printed link or the demo.
    /// False when the application must not run; the exit code says so too.
    /// </summary>
    public static async Task<bool> PrepareAsync(this WebApplication app, string[] args)
    {
        var demo = args.Contains("--demo");
        if (demo && app.Environment.IsProduction())
        {
            await Console.Error.WriteLineAsync(
                "--demo makes accounts whose passwords are printed, so it does not run in Production. Leave it out, or set ASPNETCORE_ENVIRONMENT=Development.");
            Environment.ExitCode = 2;
            return false;
        }
        await app.Services.GetRequiredService<Migrator>().RunAsync();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProgramService>().EnsureStandardAsync(Actor.System);
        if (demo) await LoadDemoAsync(app, scope.ServiceProvider);
        else if (await scope.ServiceProvider.GetRequiredService<SetupService>().NeededAsync()) PrintSetupLink(app);
        return true;
    }

    private static void PrintSetupLink(WebApplication app)
    {
        var token = app.Services.GetRequiredService<SetupToken>().Renew();
        // The address is known once the server listens.
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"""

              There is no administrator yet. Open this link to make the first account; it works once:

                {app.Configuration["PublicAddress"]?.TrimEnd('/') ?? MailSetup.Listening(app.Services)}/setup?token={token}

            """));
    }

    private static async Task LoadDemoAsync(WebApplication app, IServiceProvider services)
    {
        var accounts = (await services.GetRequiredService<DemoAccountService>().CreateAsync(Actor.System)).OrThrow();
        Console.WriteLine("\n  Loading the demo city; this takes up to a minute.");
        var loaded = await services.GetRequiredService<DemoCityService>().LoadAsync(Actor.System, new ConsoleProgress());
        // At a second start the city is there already.
        if (loaded.Error is { } error and not NotEmpty) throw new InvalidOperationException(error.Message);
        accounts.Add((await services.GetRequiredService<DemoAccountService>().CreateLiaisonAsync(Actor.System)).OrThrow());
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine("\n  Demo accounts, with passwords of this start:\n");
            foreach (var account in accounts) Console.WriteLine($"    {account.Role,-15} {account.Email,-30} {account.Password}");
            Console.WriteLine();
        });
    }

    private sealed class ConsoleProgress : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine($"    {value} …");
    }
}
