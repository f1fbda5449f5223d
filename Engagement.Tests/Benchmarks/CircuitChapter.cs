using Engagement.Core.Data;

namespace Engagement.Tests.Benchmarks;

/// <summary>Memory of the server per idle staff circuit, with 500 of them open on the Today page.</summary>
internal static class CircuitChapter
{
    private const int Circuits = 500;

    public static async Task RunAsync()
    {
        await using var stage = await Stage.PrepareAsync(DatabaseProvider.Sqlite);
        await stage.StartAsync();
        var cookie = await stage.SignInAsync();
        using var http = new HttpClient { BaseAddress = new Uri(stage.App.Address) };
        var open = new List<Circuit>();
        // The first ones pay for compilation and caches that all share.
        for (var i = 0; i < 20; i++) open.Add(await Circuit.OpenAsync(http, cookie, "/staff"));
        var before = stage.App.Memory();
        for (var i = 0; i < Circuits; i++)
        {
            open.Add(await Circuit.OpenAsync(http, cookie, "/staff"));
            if (i % 50 == 0) foreach (var circuit in open) await circuit.PingAsync();
        }
        var after = stage.App.Memory();
        Console.WriteLine(FormattableString.Invariant($"{Circuits} idle circuits: {(after - before) / 1024.0 / Circuits:0} KB of resident memory each (aim: at most 500); the process has {after / 1048576.0:0} MB"));
        foreach (var circuit in open) await circuit.DisposeAsync();
    }
}
