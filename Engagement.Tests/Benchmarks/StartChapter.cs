using Engagement.Core.Data;

namespace Engagement.Tests.Benchmarks;

/// <summary>From the start of the process to the first page, on a database that is there already; median of five.</summary>
internal static class StartChapter
{
    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var times = new List<double>();
            await using var stage = await Stage.PrepareAsync(provider);
            for (var i = 0; i < 5; i++)
            {
                await stage.StartAsync();
                times.Add(stage.App.UntilFirstAnswer.TotalSeconds);
                await stage.App.DisposeAsync();
            }
            times.Sort();
            Console.WriteLine(FormattableString.Invariant($"{provider}: start to first page {times[2]:0.00} s (from {times[0]:0.00} to {times[^1]:0.00}; aim: 3)"));
        }
    }
}
