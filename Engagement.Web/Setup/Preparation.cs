using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Programs;

namespace Engagement.Web.Setup;

internal static class Preparation
{
    /// <summary>What must be done before the first request: migrate, then the first run's printed link or demo.</summary>
    public static async Task PrepareAsync(this WebApplication app, string[] args)
    {
        await app.Services.GetRequiredService<Migrator>().RunAsync();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProgramService>().EnsureStandardAsync(Actor.System);
    }
}
