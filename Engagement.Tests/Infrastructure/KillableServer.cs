using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Engagement.Core.Data;
using Engagement.Web;

namespace Engagement.Tests.Infrastructure;

/// <summary>The application as a process of its own over a database that a test arranged, to be killed without warning and started again.</summary>
public sealed class KillableServer : IAsyncDisposable
{
    private readonly Process process;

    private KillableServer(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it is ready; at the address of an earlier one, or on a free port.</summary>
    public static async Task<KillableServer> StartAsync(DatabaseProvider provider, string connection, string folder, Uri? at = null)
    {
        var address = at ?? FreeAddress();
        var program = typeof(EntryPoint).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = Path.GetDirectoryName(program), UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Urls"] = address.ToString();
        start.Environment["DataFolder"] = folder;
        start.Environment["Database__Provider"] = provider.ToString();
        start.Environment["ConnectionStrings__Engagement"] = connection;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        var server = new KillableServer(started, address);
        await server.UntilReadyAsync();
        return server;
    }

    /// <summary>Ends it as a power cut would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private async Task UntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            process.HasExited.ShouldBeFalse("the server must start");
            try
            {
                if ((await http.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
