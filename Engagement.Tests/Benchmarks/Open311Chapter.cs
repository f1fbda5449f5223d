using System.Diagnostics;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Benchmarks;

/// <summary>
/// The Open311 interface against bare Kestrel in the same run: 1,000 requests as JSON and as XML from the same rows, and the POST of one. Then a backlog of 1,000
/// for a work system that takes 200 ms for each, four at a time. What was posted and handed over is counted afterwards.
/// </summary>
internal static class Open311Chapter
{
    private const int Rows = 1000, Milliseconds = 200;
    private static readonly int[] Clients = [1, 10, 50];

    /// <summary>Reading 1,000 requests.</summary>
    public static async Task ReadAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var stage = await Stage.PrepareAsync(provider);
            await SeedAsync(stage.Db);
            await stage.StartAsync();
            await using (var floor = await stage.StartFloorHereAsync())
                foreach (var format in (string[])["json", "xml"])
                    foreach (var clients in Clients)
                    {
                        var bare = await Load.RunAsync(floor.Address, clients, 4, (http, _) => GetAsync(http, $"/requests.{format}"));
                        var ours = await Load.RunAsync(stage.App.Address, clients, 4, (http, _) => GetAsync(http, $"/open311/v2/requests.{format}"));
                        Print(provider, $"GET 1,000 {format}", clients, ours, bare);
                    }
            var tag = await TagAsync(stage.App.Address);
            foreach (var clients in Clients)
                Console.WriteLine(FormattableString.Invariant($"{provider,-8} GET known (304) {clients,2} clients: {await Load.RunAsync(stage.App.Address, clients, 3, (http, _) => KnownAsync(http, tag))}"));
        }
    }

    /// <summary>Posting: the floor reads the same ten fields and writes one row durably; it checks nothing, gives no number and counts no key.</summary>
    public static async Task PostAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var stage = await Stage.PrepareAsync(provider);
            await SeedAsync(stage.Db);
            var key = (await stage.Db.Get<ApiKeyService>().IssueAsync(Actor.System, "Benchmark", ApiKeyService.MostPerDay)).OrThrow();
            await stage.StartAsync();
            var (writing, drop) = await Stage.StartFloorAsync(provider);
            foreach (var clients in Clients)
            {
                var bare = await Load.RunAsync(writing.Address, clients, 4, (http, i) => PostAsync(http, "/", Fields(key, i)));
                var before = stage.App.Cpu();
                var ours = await Load.RunAsync(stage.App.Address, clients, 4, (http, i) => PostAsync(http, "/open311/v2/requests.json", Fields(key, i)));
                Print(provider, "POST", clients, ours, bare);
                Console.WriteLine(FormattableString.Invariant($"{provider,-8} our processor time in these 5.3 s: {(stage.App.Cpu() - before).TotalSeconds:0.0} s"));
            }
            await using var db = stage.Db.Open();
            Console.WriteLine($"{provider}: {await db.ServiceRequests.CountAsync(r => r.Source == RequestSource.Open311)} posted requests are in the database, the key counted {await db.ApiKeys.SumAsync(k => k.Count)}");
            await writing.DisposeAsync();
            await drop();
        }
    }

    /// <summary>A backlog of 1,000 to a slow work system.</summary>
    public static async Task DeliverAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>()) await BacklogAsync(provider);
    }

    private static async Task BacklogAsync(DatabaseProvider provider)
    {
        await using var scene = await DeliveryScene.CreateAsync(provider);
        for (var i = 0; i < Rows; i++) await scene.EnterAsync(RequestData.Entry() with { Latitude = 39.9 + i / 10_000.0, Longitude = -75.2 });
        scene.Stub.Slow = TimeSpan.FromMilliseconds(Milliseconds);
        var watch = Stopwatch.StartNew();
        while ((await scene.Test.Get<DeliveryService>().SendDueAsync(Actor.System, scene.DestinationId)).OrThrow() > 0) { }
        var least = Rows * Milliseconds / 1000.0 / DeliveryService.AtOnce;
        await using var db = scene.Test.Open();
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} backlog of {Rows} to a destination of {Milliseconds} ms: {watch.Elapsed.TotalSeconds:0.0} s, {scene.Stub.MostAtOnce} at a time (at least {least:0} s); {scene.Stub.Taken.Count} arrived, {await db.Deliveries.CountAsync(d => d.State == DeliveryState.Taken)} taken"));
    }

    private static void Print(DatabaseProvider provider, string what, int clients, LoadResult ours, LoadResult bare) =>
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} {what,-14} {clients,2} clients: {ours}   bare {bare}   ratio {ours.PerSecond / bare.PerSecond:0.00} (aim .33)"));

    private static async Task SeedAsync(TestDb test)
    {
        var department = new Department("Streets Department");
        var service = new ServiceType(RequestData.Light, "Street Light Outage", department.Id);
        await test.AddAsync(department, service);
        await using var db = test.Open();
        db.AddRange(Enumerable.Range(0, Rows).Select(i => new ServiceRequest(service.Id, RequestSource.Liaison, DateTime.UtcNow.AddMinutes(-i * 60))
        {
            Number = $"25-{i:000000}",
            Status = (RequestStatus)(i % 3),
            Description = $"The lamp at the corner has been dark since Monday, number {i}; people walk in the street & not on the sidewalk.",
            Address = $"{i} Market Street",
            Zip = "19139",
            Latitude = 39.9 + i / 10_000.0,
            Longitude = -75.2251,
            ExpectedAt = DateTime.UtcNow.AddDays(5),
        }));
        await db.SaveChangesAsync();
    }

    private static async Task<bool> GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsByteArrayAsync()).Length > 100_000;
    }

    private static async Task<string> TagAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var answer = await http.GetAsync("/open311/v2/requests.json");
        return answer.Headers.ETag!.ToString();
    }

    private static async Task<bool> KnownAsync(HttpClient http, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open311/v2/requests.json") { Headers = { { "If-None-Match", tag } } };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode == System.Net.HttpStatusCode.NotModified;
    }

    private static async Task<bool> PostAsync(HttpClient http, string path, Dictionary<string, string> fields)
    {
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(fields));
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode is >= 200 and < 400;
    }

    private static Dictionary<string, string> Fields(string key, int i) => new()
    {
        ["api_key"] = key,
        ["service_code"] = RequestData.Light,
        ["lat"] = "39.96",
        ["long"] = "-75.2251",
        ["address_string"] = $"{i} Market Street",
        ["description"] = "The lamp at the corner has been dark since Monday.",
        ["email"] = "someone@example.org",
        ["first_name"] = "Some",
        ["last_name"] = "One",
        ["phone"] = "215-555-0123",
    };
}
