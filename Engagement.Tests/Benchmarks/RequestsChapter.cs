using System.Diagnostics;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Reports;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Benchmarks;

/// <summary>100,000 requests in the base: what staff ask of them, one question after the other, in the time that the server takes for each.</summary>
internal static class RequestsChapter
{
    private const int Requests = 100_000, Times = 40, Warm = 3;

    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var test = await TestDb.CreateAsync(provider);
            test.Clock.Set(DateTimeOffset.UtcNow);
            var watch = Stopwatch.StartNew();
            await RequestsSeeding.FillAsync(test, Requests);
            // What the databases do by themselves, in time.
            await using (var db = test.Open()) await db.Database.ExecuteSqlRawAsync(provider == DatabaseProvider.Postgres ? "VACUUM ANALYZE" : "ANALYZE");
            Console.WriteLine(FormattableString.Invariant($"{provider,-8} {Requests:N0} requests with histories and deliveries written in {watch.Elapsed.TotalSeconds:0} s"));
            foreach (var (name, ask) in Questions(test)) await MeasureAsync(provider, name, ask);
        }
    }

    private static IEnumerable<(string Name, Func<int, Task<int>> Ask)> Questions(TestDb test)
    {
        var (desk, entry) = (test.Get<RequestDeskService>(), test.Get<EntryService>());
        async Task<int> List(DeskFilter filter, PageRequest page) => (await desk.ListAsync(TestDb.Admin, filter, page)).OrThrow().Items.Count;
        var (open, all) = (new DeskFilter(), new DeskFilter(DeskShow.All));
        yield return ("desk: open ones", i => List(open, new()));
        yield return ("desk: all, page 1", i => List(all, new()));
        yield return ("desk: all, page 3,900", i => List(all, new(97_500 + i)));
        yield return ("desk: open, due first, page 100", i => List(open, new(2_500 + i, Sort: "expected")));
        yield return ("desk: all, last changed first", i => List(all, new(0, Sort: "updated")));
        yield return ("desk: overdue", i => List(new(DeskShow.Overdue), new(Sort: "expected")));
        yield return ("desk: with a new answer", i => List(new(DeskShow.Answered), new()));
        yield return ("desk: closed, page 2", i => List(new(DeskShow.Closed), new(25)));
        yield return ("desk: one service, all", i => List(all with { Service = RequestsSeeding.Service(i % 60) }, new()));
        yield return ("desk: one neighborhood, all", i => List(all with { Neighborhood = $"Area {i * 3:000}" }, new()));
        yield return ("desk: one way in, all", i => List(all with { Source = (RequestSource)(i % 4) }, new()));
        yield return ("desk: department and neighborhood", i => DepartmentAsync(i));
        yield return ("search: a number", i => List(all, new(Search: RequestsSeeding.Number(i * 2311))));
        yield return ("search: a common word", i => List(all, new(Search: "pothole")));
        yield return ("search: a rare word", i => List(all, new(Search: $"{i * 2311 + 17}")));
        yield return ("search: nothing like it", i => List(all, new(Search: "giraffe")));
        yield return ("search: an address", i => List(all, new(Search: RequestsSeeding.Address(i * 2311))));
        yield return ("search: two words, open, page 2", i => List(open, new(25, Search: "lamp dark")));
        yield return ("one request of the desk", async i => (await desk.GetAsync(TestDb.Admin, RequestsSeeding.Number(99_000 + i))).OrThrow().Similar.Count);
        yield return ("duplicates near a point", async i =>
        {
            var (latitude, longitude) = RequestsSeeding.Place(99_000 + i);
            return (await entry.SimilarAsync(TestDb.Admin, RequestsSeeding.Service((99_000 + i) * 31 % 60), null, latitude, longitude)).OrThrow().Count;
        }
        );
        yield return ("duplicates at an address", async i => (await entry.SimilarAsync(TestDb.Admin, RequestsSeeding.Service((99_000 + i) * 31 % 60), RequestsSeeding.Address(99_000 + i), null, null)).OrThrow().Count);
        yield return ("services, most used first", async i => (await entry.ServicesAsync(null)).Count);
        yield return ("response times, 90 days", async i => (await test.Get<ResponseTimeService>().ShowAsync(TestDb.Admin)).OrThrow().Count);
        yield return ("response times, 730 days", async i => (await test.Get<ResponseTimeService>().ShowAsync(TestDb.Admin, 730)).OrThrow().Count);
        yield return ("coverage", async i => (await test.Get<CoverageService>().ShowAsync(TestDb.Admin)).OrThrow().KnownCount);
        var roll = test.Get<LiaisonRollService>();
        yield return ("700 liaisons with figures, page 1", async i => (await roll.ListAsync(TestDb.Admin, new(), new())).OrThrow().Items.Count);
        yield return ("700 liaisons by requests, page 2", async i => (await roll.ListAsync(TestDb.Admin, new(), new(25, Sort: "requests"))).OrThrow().Items.Count);
        yield return ("dormant liaisons", async i => (await roll.ListAsync(TestDb.Admin, new(Show: RollShow.Dormant), new())).OrThrow().Total);
        yield return ("sum of the roll", async i => (await roll.SumAsync(TestDb.Admin)).OrThrow().All);
        yield return ("milestones", async i => (await test.Get<MilestoneService>().OpenAsync(TestDb.Admin, new())).OrThrow().Total);
        yield return ("today", async i => (await test.Get<TodayService>().ShowAsync(TestDb.Admin)).Ok ? 1 : 0);

        async Task<int> DepartmentAsync(int i)
        {
            var department = (await desk.ChoicesAsync(TestDb.Admin)).OrThrow().Departments[i % 12].Id;
            return await List(all with { DepartmentId = department, Neighborhood = $"Area {i:000}" }, new());
        }
    }

    private static async Task MeasureAsync(DatabaseProvider provider, string name, Func<int, Task<int>> ask)
    {
        for (var i = 0; i < Warm; i++) await ask(i);
        var (times, rows) = (new List<double>(Times), 0);
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            rows += await ask(i);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        var p95 = Load.At(times, .95);
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} {name,-36} p50 {Load.At(times, .5),6:0.0} ms  p95 {p95,6:0.0} ms  ({rows / (double)Times:0.#} rows){(p95 > 100 ? "  MISSED (aim 100)" : "")}"));
    }
}
