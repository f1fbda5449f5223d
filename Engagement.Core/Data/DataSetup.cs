using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engagement.Core.Data;

/// <summary>Registers the database of the chosen provider.</summary>
public static class DataSetup
{
    /// <summary>
    /// Adds <see cref="IDbContextFactory{TContext}"/> of <see cref="EngagementDb"/>.
    /// SQLite runs in WAL mode with <c>synchronous=FULL</c>: what was acknowledged survives a power cut.
    /// </summary>
    public static IServiceCollection AddEngagementDb(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        services.Configure<IdentityOptions>(WithPasskeys);
        return provider == DatabaseProvider.Sqlite
            ? services
                .AddPooledDbContextFactory<SqliteDb>(o => Sqlite(o, connectionString))
                .AddSingleton<IDbContextFactory<EngagementDb>, EngagementDbFactory<SqliteDb>>()
            : services
                .AddPooledDbContextFactory<PostgresDb>(o => Postgres(o, connectionString))
                .AddSingleton<IDbContextFactory<EngagementDb>, EngagementDbFactory<PostgresDb>>();
    }

    /// <summary>
    /// For contexts made without the application (design tools, tests): Identity reads the version of its tables
    /// from the service provider and would leave out the passkeys without it.
    /// </summary>
    public static IServiceProvider BareServices { get; } =
        new ServiceCollection().Configure<IdentityOptions>(WithPasskeys).BuildServiceProvider();

    private static void WithPasskeys(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <summary>The options of a SQLite context.</summary>
    public static DbContextOptionsBuilder Sqlite(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(SqlitePragmas.Instance)
            // To rebuild a table, SQLite must leave the transaction for a moment; the migrator keeps a copy of the file for that.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));

    /// <summary>The options of a PostgreSQL context.</summary>
    public static DbContextOptionsBuilder Postgres(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(Prepared(connectionString), o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));

    // Statements that come often are planned once. Behind a pooler that can't keep them, "Max Auto Prepare=0" in the connection string turns it off.
    private static string Prepared(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ContainsKey("Max Auto Prepare")) builder.MaxAutoPrepare = 100;
        return builder.ConnectionString;
    }

    /// <summary>What SQLite wants to be told on each connection. WAL is a property of the file and set by the migrator.</summary>
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();
        private const string Pragmas = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;";

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
