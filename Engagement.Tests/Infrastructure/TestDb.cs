using Engagement.Core;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Infrastructure;

/// <summary>A fresh, migrated database with all services of Core over it, a fake clock and a count of SQL commands.</summary>
public sealed class TestDb : IAsyncDisposable
{
    private readonly ServiceProvider root;
    private readonly AsyncServiceScope scope;
    private readonly Func<Task> drop;

    private TestDb(ServiceProvider root, QueryCounter queries, FakeClock clock, Func<Task> drop)
    {
        (this.root, Queries, Clock, this.drop) = (root, queries, clock, drop);
        scope = root.CreateAsyncScope();
    }

    /// <summary>For a second process on the same database.</summary>
    public string ConnectionString { get; private init; } = "";

    public QueryCounter Queries { get; }

    public FakeClock Clock { get; }

    public IDbContextFactory<EngagementDb> Factory => root.GetRequiredService<IDbContextFactory<EngagementDb>>();

    /// <summary>An administrator who is not in the database.</summary>
    public static Actor Admin { get; } = Actor.User(Guid.CreateVersion7(), "Admin in a test", [Permissions.Administrator]);

    /// <summary>A coordinator who is not in the database.</summary>
    public static Actor Coordinator { get; } = Actor.User(Guid.CreateVersion7(), "Coordinator in a test", [Permissions.Coordinator]);

    /// <summary>Somebody of the leadership who is not in the database.</summary>
    public static Actor Leader { get; } = Actor.User(Guid.CreateVersion7(), "Leader in a test", [Permissions.Leadership]);

    public static async Task<TestDb> CreateAsync(DatabaseProvider provider, Action<IServiceCollection>? more = null)
    {
        var (connection, drop) = await NewDatabaseAsync(provider);
        var counter = new QueryCounter();
        var clock = new FakeClock();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddEngagementDb(provider, connection);
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(counter));
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(counter));
        services.AddScoped(sp => sp.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext());
        services.AddDataProtection();
        services.AddIdentityCore<User>(o => (o.Password.RequireDigit, o.Password.RequireUppercase, o.Password.RequireNonAlphanumeric) = (false, false, false)).AddRoles<Role>().AddEntityFrameworkStores<EngagementDb>();
        services.AddEngagementCore();
        more?.Invoke(services);
        return new TestDb(services.BuildServiceProvider(), counter, clock, drop) { ConnectionString = connection };
    }

    /// <summary>A migrated database and how to remove it.</summary>
    public static async Task<(string ConnectionString, Func<Task> Drop)> NewDatabaseAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Postgres)
        {
            var postgres = await PostgresServer.CreateDatabaseAsync();
            return (postgres, () => PostgresServer.DropDatabaseAsync(postgres));
        }
        var file = Path.Combine(Path.GetTempPath(), $"engagement-{Guid.NewGuid():n}.db");
        File.Copy(await SqliteTemplate.Value, file);
        var sqlite = $"Data Source={file}";
        return (sqlite, () =>
        {
            SqliteConnection.ClearPool(new SqliteConnection(sqlite));
            foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(file + suffix);
            return Task.CompletedTask;
        }
        );
    }

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>Opens the database directly, to arrange and to look.</summary>
    public EngagementDb Open() => Factory.CreateDbContext();

    /// <summary>Saves entities as they are.</summary>
    public async Task AddAsync(params object[] entities)
    {
        await using var db = Open();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await root.DisposeAsync();
        await drop();
    }

    private static readonly Lazy<Task<string>> SqliteTemplate = new(async () =>
    {
        var file = Path.Combine(Path.GetTempPath(), $"engagement-template-{Environment.ProcessId}.db");
        File.Delete(file);
        var connection = $"Data Source={file};Pooling=false";
        await using var db = new SqliteDb((DbContextOptions<SqliteDb>)DataSetup.Sqlite(
            new DbContextOptionsBuilder<SqliteDb>().UseApplicationServiceProvider(DataSetup.BareServices), connection).Options);
        await db.Database.MigrateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    });
}
