using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Engagement.Web.Setup;

public static class HealthSetup
{
    /// <summary>Less free space than this, and the node is not ready: SQLite, uploads and keys need room.</summary>
    public const long LeastFreeBytes = 100 * 1024 * 1024;

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        var folder = DatabaseSetup.DataFolder(builder);
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: TimeSpan.FromSeconds(5))
            .AddCheck("folder", () => CheckFolder(folder));
    }

    /// <summary>
    /// /health/live: the process answers. /health/ready: database reachable and migrated, data folder writable, disk not full.
    /// The answer is one word for everyone; what is wrong is in the log.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>Writable, and with room.</summary>
    public static HealthCheckResult CheckFolder(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():n}");
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            var free = new DriveInfo(folder).AvailableFreeSpace;
            return free < LeastFreeBytes ? HealthCheckResult.Unhealthy($"Only {free / 1024 / 1024} MB are free where the data folder is.") : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The data folder is not writable.", e);
        }
    }

    private sealed class DatabaseHealth(IDbContextFactory<EngagementDb> dbs) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await dbs.OpenAsync(Actor.System, cancellationToken);
            var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("The database waits for migrations.") : HealthCheckResult.Healthy();
        }
    }
}
