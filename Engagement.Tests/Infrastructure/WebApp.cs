using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Infrastructure;

/// <summary>The whole application on a real Kestrel, on a free port, over a database of its own.</summary>
public sealed class WebApp : WebApplicationFactory<EntryPoint>
{
    public const string Password = "a long test passphrase";
    private readonly string folder = Directory.CreateTempSubdirectory("engagement-web").FullName;
    private readonly DatabaseProvider provider;
    private readonly Dictionary<string, string?> settings;
    private string connection = "";
    private Func<Task> drop = () => Task.CompletedTask;

    private WebApp(DatabaseProvider provider, Dictionary<string, string?>? settings) => (this.provider, this.settings) = (provider, settings ?? []);

    /// <summary>Address of the running application, ending in a slash.</summary>
    public string Address => ClientOptions.BaseAddress.ToString();

    public static async Task<WebApp> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Dictionary<string, string?>? settings = null)
    {
        var app = new WebApp(provider, settings);
        (app.connection, app.drop) = await TestDb.NewDatabaseAsync(provider);
        app.UseKestrel(0);
        app.StartServer();
        return app;
    }

    /// <summary>Makes an account with a role; its password is <see cref="Password"/>.</summary>
    public async Task<User> AddUserAsync(string role, string? email = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<Role>>();
        if (!await roles.RoleExistsAsync(role)) (await roles.CreateAsync(new Role { Name = role })).Succeeded.ShouldBeTrue();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        email ??= $"{role}@example.org".ToLowerInvariant();
        var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = $"{role} in a test" };
        (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
        return user;
    }

    /// <summary>Calls a service of Core as the system.</summary>
    public async Task<T> CallAsync<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await drop();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Database:Provider", provider.ToString());
        builder.UseSetting("ConnectionStrings:Engagement", connection);
        builder.UseSetting("DataFolder", folder);
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
    }
}
