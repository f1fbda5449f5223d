using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engagement.Tests.Office;

public sealed class MigratorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engagement-migrate-").FullName;

    private string File => Path.Combine(folder, "engagement.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_OlderSqliteFile_KeepsWhatIsInItAndNoCopy()
    {
        var dbs = new Factory(File);
        await OlderAsync(dbs);
        await RunAsync(dbs);
        await using var db = dbs.CreateDbContext();
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await db.Database.SqlQuery<string>($"SELECT Name AS Value FROM Departments").SingleAsync()).ShouldBe("Streets");
        Copies().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_MigrationFails_ThrowsAndKeepsTheDatabaseAsItWas()
    {
        var dbs = new Factory(File);
        await OlderAsync(dbs);
        await using (var db = dbs.CreateDbContext()) await db.Database.ExecuteSqlAsync($"CREATE TABLE AddressBlocks (InTheWay INTEGER)");
        await Should.ThrowAsync<SqliteException>(() => RunAsync(dbs));
        // A second start fails, too, and leaves the first copy alone.
        await Should.ThrowAsync<SqliteException>(() => RunAsync(dbs));
        await using var copy = new Factory(Copies().ShouldHaveSingleItem()).CreateDbContext();
        (await copy.Database.GetAppliedMigrationsAsync()).Count().ShouldBe(1);
        (await copy.Database.SqlQuery<string>($"SELECT Name AS Value FROM Departments").SingleAsync()).ShouldBe("Streets");
    }

    private string[] Copies() => Directory.GetFiles(folder, "*.before-*");

    private static async Task OlderAsync(Factory dbs)
    {
        await using var db = dbs.CreateDbContext();
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
        await db.Database.ExecuteSqlAsync($"INSERT INTO Departments (Id, Name, Version, Active) VALUES ({Guid.CreateVersion7()}, 'Streets', 0, 1)");
    }

    private static Task RunAsync(Factory dbs) => new Migrator(dbs, NullLogger<Migrator>.Instance).RunAsync();

    private sealed class Factory(string file) : IDbContextFactory<EngagementDb>
    {
        public EngagementDb CreateDbContext() =>
            new SqliteDb((DbContextOptions<SqliteDb>)DataSetup.Sqlite(new DbContextOptionsBuilder<SqliteDb>(), $"Data Source={file}").UseApplicationServiceProvider(DataSetup.BareServices).Options);
    }
}
