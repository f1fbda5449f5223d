using System.Globalization;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;

namespace Engagement.Tests.Benchmarks;

/// <summary>A city of requests: 156 neighborhoods, 60 services of 12 departments, 700 liaisons, and any number of requests over two years with histories and deliveries.</summary>
internal static class RequestsSeeding
{
    public const int Liaisons = 700, Days = 730;

    private static readonly string[] Streets = ["Market", "Chestnut", "Walnut", "Spruce", "Pine", "Lombard", "Girard", "Lehigh", "Cumberland", "Susquehanna", "Frankford", "Kensington", "Baltimore", "Woodland", "Passyunk", "Snyder"];
    private static readonly string[] Words =
        ["lamp", "dark", "corner", "pothole", "deep", "tires", "bags", "sidewalk", "broken", "sign", "leaning", "tree", "branch", "blocked", "drain", "water", "standing", "graffiti", "wall", "school", "playground", "crossing", "faded", "signal", "blinking", "car", "abandoned", "lot", "overgrown", "rats"];

    public static string Service(int i) => $"SR-{i:00}";

    public static string Number(int i) => $"25-{i:000000}";

    /// <summary>An address as the seeded ones are.</summary>
    public static string Address(int i) => $"{100 + i * 37 % 6000} {Streets[i % Streets.Length]} Street";

    /// <summary>A place as the seeded ones are: about 25 km across.</summary>
    public static (double Latitude, double Longitude) Place(int i) => (39.88 + i * 7919L % 100_003 / 100_003.0 * 0.25, -75.28 + i * 104_729L % 100_019 / 100_019.0 * 0.32);

    public static async Task FillAsync(TestDb test, int requests)
    {
        var now = test.Clock.GetUtcNow().UtcDateTime;
        (await test.Get<AreaService>().UseAsync(TestDb.Admin, Grid(), "name", "Drawn for a benchmark")).Ok.ShouldBeTrue();
        var departments = Enumerable.Range(0, 12).Select(i => new Department($"Department {i:00}")).ToList();
        var services = Enumerable.Range(0, 60).Select(i => new ServiceType(Service(i), $"Service {i:00}", departments[i % 12].Id) { Group = $"Group {i % 8}", Keywords = Words[i % Words.Length], TargetDays = 3 + i % 20 }).ToList();
        var work = new Destination("Work system", "https://work.example.org/open311/v2") { Mapping = $"{{{string.Join(',', services.Select(s => $"\"{s.Code}\":\"{s.Code}\""))}}}" };
        var people = Enumerable.Range(0, Liaisons).Select(i => new Person($"Given{i:000}", $"Family{i * 7919 % 1000:000}")).ToList();
        var users = Enumerable.Range(0, Liaisons).Select(i => LiaisonData.NewUser($"liaison {i}")).ToList();
        var today = DateOnly.FromDateTime(now);
        var liaisons = people.Select((p, i) =>
        {
            var liaison = new Liaison(p.Id, $"NL-{i:0000}", today.AddDays(-i % 500), today.AddDays(i % 400 + 1), now.AddDays(-500));
            liaison.Serve([$"Area {i % 156:000}", $"{19102 + i % 50}"]);
            liaison.Join(users[i].Id, now.AddDays(-400)).Ok.ShouldBeTrue();
            return liaison;
        }).ToList();
        await test.AddAsync([.. departments, .. services, work, .. people, .. users]);
        await test.AddAsync([.. liaisons]);
        var all = Enumerable.Range(0, requests).Select(i => Request(i, requests, services[i * 31 % 60], liaisons, now)).ToList();
        await using var db = test.Open();
        await Bulk.InsertAsync(db, all);
        await Bulk.InsertAsync(db, all.SelectMany((r, i) => Events(r, i)));
        await Bulk.InsertAsync(db, all.Select((r, i) => new Delivery(r.Id, work.Id, r.RequestedAt) { State = i % 400 == 0 ? DeliveryState.Refused : DeliveryState.Taken, ExternalId = $"W{i}", TakenAt = r.RequestedAt.AddMinutes(1) }));
    }

    private static ServiceRequest Request(int i, int of, ServiceType service, List<Liaison> liaisons, DateTime now)
    {
        var age = Days * (1 - (i + 1.0) / (of + 1));
        var entered = now.AddDays(-age);
        var (latitude, longitude) = Place(i);
        var takes = 1 + i * 13 % 400 / 10.0;
        var closed = takes < age && i % 29 != 0;
        var request = new ServiceRequest(service.Id, i % 4 == 0 ? RequestSource.Staff : i % 9 == 0 ? RequestSource.Open311 : RequestSource.Liaison, entered)
        {
            Number = Number(i),
            LiaisonId = i % 4 == 0 || i % 9 == 0 ? null : liaisons[i % Liaisons].Id,
            Status = closed ? i % 41 == 0 ? RequestStatus.Merged : i % 37 == 0 ? RequestStatus.NotForCity : RequestStatus.Done : i % 3 == 0 ? RequestStatus.InProgress : RequestStatus.Received,
            Description = string.Join(' ', Enumerable.Range(0, 14).Select(w => Words[(i * (w + 3) + w * w) % Words.Length])) + $" number {i}",
            Address = Address(i),
            Zip = $"{19102 + i % 50}",
            Neighborhood = $"Area {(int)((latitude - 39.88) / 0.25 * 12) * 13 + (int)((longitude + 75.28) / 0.32 * 13):000}",
            Latitude = latitude,
            Longitude = longitude,
            UpdatedAt = closed ? entered.AddDays(takes) : entered,
            ExpectedAt = entered.AddDays(service.TargetDays ?? 10),
            ClosedAt = closed ? entered.AddDays(takes) : null,
        };
        request.Refold();
        return request;
    }

    private static IEnumerable<RequestEvent> Events(ServiceRequest r, int i)
    {
        yield return new RequestEvent(r.Id, RequestEventKind.Entered, null, ServiceRequest.Liaison, isPublic: true, r.RequestedAt);
        if (i % 20 == 0) yield return new RequestEvent(r.Id, RequestEventKind.Reply, "It is still there.", ServiceRequest.Liaison, isPublic: false, r.RequestedAt.AddHours(12));
        if (r.ClosedAt is { } at) yield return new RequestEvent(r.Id, RequestEventKind.Status, "Done.", ServiceRequest.City, isPublic: true, at);
    }

    private static GeoJson Grid()
    {
        var boxes = Enumerable.Range(0, 156).Select(i =>
        {
            var (south, west) = (39.88 + i / 13 * 0.25 / 12, -75.28 + i % 13 * 0.32 / 13);
            var (north, east) = (south + 0.25 / 12, west + 0.32 / 13);
            return string.Create(CultureInfo.InvariantCulture,
                $$$"""{"type":"Feature","properties":{"name":"Area {{{i:000}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{south}}}],[{{{east}}},{{{south}}}],[{{{east}}},{{{north}}}],[{{{west}}},{{{north}}}],[{{{west}}},{{{south}}}]]]}}""");
        });
        return GeoJson.Read(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', boxes)}}]}""")).OrThrow();
    }
}
