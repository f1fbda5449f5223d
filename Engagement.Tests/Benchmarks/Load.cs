using System.Diagnostics;
using System.Net;

namespace Engagement.Tests.Benchmarks;

/// <summary>What a load run gave: flows a second and the slowest 5 % of them.</summary>
public sealed record LoadResult(double PerSecond, double P50, double P95, int Errors)
{
    public override string ToString() => FormattableString.Invariant($"{PerSecond,7:0}/s  p50 {P50,6:0.0} ms  p95 {P95,6:0.0} ms{(Errors > 0 ? $"  {Errors} ERRORS" : "")}");
}

/// <summary>A closed-loop load generator: so many clients, each starts its next flow when the last one has ended.</summary>
public static class Load
{
    /// <summary>Runs <paramref name="flow"/> with <paramref name="clients"/> clients for <paramref name="seconds"/> after a short warm-up. Loopback only.</summary>
    public static async Task<LoadResult> RunAsync(string address, int clients, double seconds, Func<HttpClient, int, Task<bool>> flow)
    {
        if (!new Uri(address).IsLoopback) throw new ArgumentException("Load stays on the loopback address.", nameof(address));
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(address) };
        var next = 0;
        await OneRunAsync(Math.Min(1, seconds / 3));
        return await OneRunAsync(seconds);

        async Task<LoadResult> OneRunAsync(double length)
        {
            var end = Stopwatch.GetTimestamp() + (long)(length * Stopwatch.Frequency);
            var watch = Stopwatch.StartNew();
            var runs = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
            {
                var times = new List<double>();
                var errors = 0;
                while (Stopwatch.GetTimestamp() < end)
                {
                    var start = Stopwatch.GetTimestamp();
                    if (await flow(http, Interlocked.Increment(ref next))) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    else errors++;
                }
                return (times, errors);
            })));
            var all = runs.SelectMany(r => r.times).Order().ToList();
            return new LoadResult(all.Count / watch.Elapsed.TotalSeconds, At(all, .5), At(all, .95), runs.Sum(r => r.errors));
        }
    }

    /// <summary>The value below which the share <paramref name="share"/> of the sorted values lies.</summary>
    public static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
