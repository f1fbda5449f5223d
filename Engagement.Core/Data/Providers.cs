using Engagement.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Engagement.Core.Data;

/// <summary>The database as one file: the default, needs nothing else.</summary>
public sealed partial class SqliteDb(DbContextOptions<SqliteDb> options) : EngagementDb(options);

/// <summary>The database on a PostgreSQL server, for several web nodes.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : EngagementDb(options);

/// <summary>Which database an installation uses.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite in a file.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    Postgres,
}

/// <summary>Makes contexts of the provider in use under their common type.</summary>
public sealed class EngagementDbFactory<TDb>(IDbContextFactory<TDb> inner, TimeProvider clock) : IDbContextFactory<EngagementDb>
    where TDb : EngagementDb
{
    /// <inheritdoc />
    public EngagementDb CreateDbContext()
    {
        var db = inner.CreateDbContext();
        db.Clock = clock;
        db.AuditAdded = true;
        return db;
    }
}

/// <summary>How services open the database.</summary>
public static class DbFactoryExtensions
{
    /// <summary>A context for a whole request, as Identity's own classes need it.</summary>
    public static EngagementDb Open(this IDbContextFactory<EngagementDb> dbs, Actor actor)
    {
        var db = dbs.CreateDbContext();
        db.Actor = actor;
        return db;
    }

    /// <summary>A context for one operation of <paramref name="actor"/>; dispose of it at the end of the operation.</summary>
    public static async Task<EngagementDb> OpenAsync(this IDbContextFactory<EngagementDb> dbs, Actor actor, CancellationToken cancel = default)
    {
        var db = await dbs.CreateDbContextAsync(cancel);
        db.Actor = actor;
        return db;
    }
}

/// <summary>For <c>dotnet ef</c>.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").UseApplicationServiceProvider(DataSetup.BareServices).Options);
}

/// <summary>For <c>dotnet ef</c>.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=localhost").UseApplicationServiceProvider(DataSetup.BareServices).Options);
}
