using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engagement.Tests.Mail;

/// <summary>
/// A real SMTP server in a process of its own: the npm package smtp-server, which bin/test installs. What it does with a mail depends on the recipient
/// (see peer.js): never@ later@ away@ refused@ cut@ hangs-up@ silent@, and everybody else gets it.
/// </summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<JsonNode> events = new();
    private readonly TaskCompletionSource<int> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SmtpPeer(Process process) => this.process = process;

    /// <summary>Where bin/test installs it; outside of the repository.</summary>
    private static string Packages { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "engagement-tests", "node_modules");

    /// <summary>Why tests with it are skipped; null where they run. In CI they always run, and fail without it.</summary>
    public static string? WhyMissing =>
        Directory.Exists(Path.Combine(Packages, "smtp-server")) || Environment.GetEnvironmentVariable("CI") is not null ? null : "The SMTP server is not installed; bin/test installs it.";

    public int Port { get; private set; }

    /// <summary>Mails taken over whole so far: number, to, from, id, bytes, secure, utf8.</summary>
    public IReadOnlyList<JsonNode> Mails => Of("mail");

    public IReadOnlyList<JsonNode> Of(string what) => [.. events.Where(e => (string?)e["event"] == what)];

    /// <summary>Starts it on a free port; <paramref name="keep"/> is a folder that gets each mail as NUMBER.eml, <paramref name="delay"/> the milliseconds that each mail takes.</summary>
    public static async Task<SmtpPeer> StartAsync(string? user = null, string? password = null, (string Key, string Certificate)? tls = null, string? keep = null, int delay = 0)
    {
        var wish = JsonSerializer.Serialize(new { user, password, key = tls?.Key, cert = tls?.Certificate, keep, delay });
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Mail", "Peer", "peer.js"), wish])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["NODE_PATH"] = Packages;
        var peer = new SmtpPeer(Process.Start(start)!);
        peer.process.OutputDataReceived += (_, line) => peer.Hear(line.Data);
        peer.process.BeginOutputReadLine();
        peer.Port = await peer.ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return peer;
    }

    /// <summary>Waits until something has happened so often.</summary>
    public async Task UntilAsync(string what, int times)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (Of(what).Count < times) await Task.Delay(20, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            ready.TrySetException(new InvalidOperationException("The SMTP server ended before it listened."));
            return;
        }
        var heard = JsonNode.Parse(line)!;
        events.Enqueue(heard);
        if ((string?)heard["event"] == "ready") ready.TrySetResult((int)heard["port"]!);
    }
}

/// <summary>A test with the real SMTP server; shown as skipped where it is not installed, required in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = SmtpPeer.WhyMissing;
}

/// <summary>A theory with the real SMTP server, under the same condition.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpTheoryAttribute : TheoryAttribute
{
    public SmtpTheoryAttribute() => Skip = SmtpPeer.WhyMissing;
}
