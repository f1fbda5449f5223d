using System.Net;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;

namespace Engagement.Tests.Benchmarks;

/// <summary>The published application in a process of its own, over a database that a benchmark fills.</summary>
public sealed class Stage : IAsyncDisposable
{
    private const string Email = "bench@example.org";
    private readonly string folder = Directory.CreateTempSubdirectory("engagement-bench").FullName;
    private ServerProcess? app;

    private Stage(TestDb db, DatabaseProvider provider) => (Db, Provider) = (db, provider);

    public TestDb Db { get; }

    public DatabaseProvider Provider { get; }

    public ServerProcess App => app ?? throw new InvalidOperationException("Start it first.");

    /// <summary>A database with a coordinator who can sign in without a second factor.</summary>
    public static async Task<Stage> PrepareAsync(DatabaseProvider provider)
    {
        var db = await TestDb.CreateAsync(provider);
        db.Clock.Set(DateTimeOffset.UtcNow);
        await db.AddAsync(new OfficeSettings { RequireSecondFactor = false, PublicAddress = "https://engagement.example.org" });
        var roles = db.Get<RoleManager<Role>>();
        foreach (var role in Permissions.Roles)
            if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new Role { Name = role });
        var users = db.Get<UserManager<User>>();
        var user = new User { UserName = Email, Email = Email, EmailConfirmed = true, DisplayName = "Benchmark" };
        (await users.CreateAsync(user, WebApp.Password)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, Permissions.Coordinator)).Succeeded.ShouldBeTrue();
        return new Stage(db, provider);
    }

    /// <summary>Starts the application and waits for its start page.</summary>
    public async Task StartAsync() => app = await ServerProcess.StartAsync(
        Path.Combine(Repository, "artifacts/bench/Engagement.Web.dll"), [],
        new()
        {
            ["ASPNETCORE_URLS"] = "{0}",
            // Production's cookies ask for HTTPS, which a benchmark on the loopback address does not have.
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Database__Provider"] = Provider.ToString(),
            ["ConnectionStrings__Engagement"] = Db.ConnectionString,
            ["DataFolder"] = folder,
            // Load comes from one address here; the limits against abuse are tested elsewhere.
            ["RateLimits__Posts"] = "1000000000",
            ["RateLimits__AccountPosts"] = "1000000000",
            ["RateLimits__Open311"] = "1000000000",
            ["RateLimits__SurveyJoins"] = "1000000000",
            ["Logging__LogLevel__Default"] = "Warning",
        });

    /// <summary>The floor for the same provider, on a database of its own.</summary>
    public static async Task<(ServerProcess Server, Func<Task> Drop)> StartFloorAsync(DatabaseProvider provider)
    {
        var (connection, drop) = await TestDb.NewDatabaseAsync(provider);
        var server = await ServerProcess.StartAsync(typeof(Stage).Assembly.Location, ["floor", "{0}", provider.ToString(), connection], []);
        return (server, drop);
    }

    /// <summary>The floor over this stage's database, to read the same rows.</summary>
    public Task<ServerProcess> StartFloorHereAsync() => ServerProcess.StartAsync(typeof(Stage).Assembly.Location, ["floor", "{0}", Provider.ToString(), Db.ConnectionString], []);

    /// <summary>Signs the coordinator in and gives the cookies as a header.</summary>
    public async Task<string> SignInAsync()
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(App.Address) };
        var fields = PlainForm.Fields(await http.GetStringAsync("/account/sign-in"), "Input.Password");
        fields["Input.Email"] = Email;
        fields["Input.Password"] = WebApp.Password;
        using var answer = await http.PostAsync("/account/sign-in", new FormUrlEncodedContent(fields));
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther)) throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}.");
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        await Db.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Engagement.sln"))) at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("Engagement.sln is not above the benchmark.");
        return at;
    }
}
