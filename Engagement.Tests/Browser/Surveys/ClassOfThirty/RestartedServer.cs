using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>The application in a process that dies and comes back at the same address.</summary>
internal sealed class RestartedServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engagement-class").FullName;
    private readonly DatabaseProvider provider;
    private readonly string connection;
    private KillableServer server = default!;

    private RestartedServer(DatabaseProvider provider, string connection) => (this.provider, this.connection) = (provider, connection);

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => server.Address.ToString().TrimEnd('/');

    public static async Task<RestartedServer> StartAsync(DatabaseProvider provider, string connection)
    {
        var made = new RestartedServer(provider, connection);
        made.server = await KillableServer.StartAsync(provider, connection, made.folder);
        return made;
    }

    public Task KillAsync() => server.KillAsync();

    public async Task StartAgainAsync()
    {
        var at = server.Address;
        await server.DisposeAsync();
        server = await KillableServer.StartAsync(provider, connection, folder, at);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
