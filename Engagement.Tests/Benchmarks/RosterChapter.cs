using System.Diagnostics;
using Engagement.Core.Data;

namespace Engagement.Tests.Benchmarks;

/// <summary>The roster of a cohort with 1,000 enrolled people, signed in: from request to first byte, and to the whole page.</summary>
internal static class RosterChapter
{
    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var stage = await Stage.PrepareAsync(provider);
            var (cohort, _) = await Seeding.CohortAsync(stage.Db, 1000, 1000);
            await stage.StartAsync();
            var cookie = await stage.SignInAsync();
            using var http = new HttpClient { BaseAddress = new Uri(stage.App.Address) };
            List<double> first = [], whole = [];
            for (var i = 0; i < 220; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/staff/cohorts/{cohort}/roster");
                request.Headers.Add("Cookie", cookie);
                var start = Stopwatch.GetTimestamp();
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
                var headers = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                await response.Content.ReadAsByteArrayAsync();
                // The first twenty pay for compilation.
                if (i < 20) continue;
                first.Add(headers);
                whole.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            first.Sort();
            whole.Sort();
            Console.WriteLine(FormattableString.Invariant($"{provider,-8} roster of 1,000: first byte p50 {Load.At(first, .5):0.0} ms, p95 {Load.At(first, .95):0.0} ms (aim: 30); whole page p50 {Load.At(whole, .5):0.0} ms, p95 {Load.At(whole, .95):0.0} ms"));
        }
    }
}
