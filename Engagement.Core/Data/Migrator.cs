using Engagement.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Data;

/// <summary>Brings the database to the newest shape when the application starts.</summary>
public sealed class Migrator(IDbContextFactory<EngagementDb> dbs, ILogger<Migrator> log)
{
    /// <summary>
    /// Applies what is pending. Entity Framework holds a lock meanwhile (a table in SQLite, an advisory lock in PostgreSQL),
    /// so that several nodes may start at once. A failure is thrown: the application must not run on a half-migrated database.
    /// </summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        // Asking an empty PostgreSQL database what is pending would leave two frightening errors in the log of the first start.
        if (db.Database.IsNpgsql()) await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (pending.Count > 0)
        {
            log.LogInformation("Migrating the database: {Migrations}", string.Join(", ", pending));
            var copy = db.Database.IsSqlite() && (await db.Database.GetAppliedMigrationsAsync(cancel)).Any() ? await CopyAsync(db, cancel) : null;
            await db.Database.MigrateAsync(cancel);
            if (copy is not null) File.Delete(copy);
        }
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
    }

    // SQLite can't rebuild a table within a transaction, so a stop in the middle of a migration may leave half of it. The copy is there until the migration
    // is through; a second attempt must not replace it by a half-migrated one.
    private static async Task<string?> CopyAsync(EngagementDb db, CancellationToken cancel)
    {
        var file = db.Database.GetDbConnection().DataSource;
        if (!File.Exists(file)) return null;
        var copy = $"{file}.before-migration";
        if (!File.Exists(copy)) await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", cancel);
        return copy;
    }
}
