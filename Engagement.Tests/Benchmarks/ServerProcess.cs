using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Engagement.Tests.Benchmarks;

/// <summary>A server in a process of its own, on a free port of the loopback address; ended by its id.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private bool ended;

    private ServerProcess(Process process, string address, TimeSpan untilFirstAnswer) =>
        (this.process, Address, UntilFirstAnswer) = (process, address, untilFirstAnswer);

    /// <summary>Address, ending in a slash.</summary>
    public string Address { get; }

    /// <summary>From the start of the process to the first good answer.</summary>
    public TimeSpan UntilFirstAnswer { get; }

    /// <summary>Starts <c>dotnet ASSEMBLY ARGUMENTS</c>; {0} in arguments and settings is the address. Waits until <paramref name="probe"/> answers.</summary>
    public static async Task<ServerProcess> StartAsync(string assembly, string[] arguments, Dictionary<string, string> settings, string probe = "/")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments.Select(a => string.Format(CultureInfo.InvariantCulture, a, address))])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(assembly),
        };
        foreach (var (key, value) in settings) start.Environment[key] = string.Format(CultureInfo.InvariantCulture, value, address);
        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        while (true)
        {
            if (started.HasExited) throw new InvalidOperationException($"{assembly} ended with {started.ExitCode}.");
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"{assembly} did not answer.");
            try
            {
                if ((await http.GetAsync(probe)).IsSuccessStatusCode) return new ServerProcess(started, address + "/", watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (ended) return;
        ended = true;
        if (!process.HasExited) Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
