using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Core.Liaisons;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;

namespace Engagement.Tests.ServiceRequests;

/// <summary>Services and places as tests of requests need them.</summary>
internal static class RequestData
{
    public const string Light = "SR-ST01", Dumping = "SR-ID01", Closed = "SR-OLD1";

    /// <inheritdoc cref="Services" />
    public static Task AddServicesAsync(this TestDb test) => test.AddAsync(Services());

    /// <summary>A department with two services, one of which asks something, and one that is offered no more.</summary>
    public static object[] Services()
    {
        var streets = new Department("Streets Department");
        return [
            streets,
            new ServiceType(Light, "Street Light Outage", streets.Id) { Group = "Streets", Keywords = "lamp, dark, light", TargetDays = 10 },
            new ServiceType(Dumping, "Illegal Dumping", streets.Id)
            {
                Group = "Sanitation",
                Keywords = "dumping, tires",
                Attributes =
                [
                    new ServiceAttribute { Code = "INFO", Variable = false, Description = "Never touch what may be dangerous." },
                    new ServiceAttribute { Code = "WHAT", Type = AttributeType.MultiValueList, Required = true, Description = "What lies there?", Values = [new() { Key = "tires", Name = "Tires" }, new() { Key = "rubbish", Name = "Rubbish" }] },
                    new ServiceAttribute { Code = "BAGS", Type = AttributeType.Number, Description = "How many bags?" },
                ],
            },
            new ServiceType(Closed, "Old service", streets.Id) { Active = false },
        ];
    }

    /// <summary>Two areas side by side: West (-75.2 to -75.1) and East (-75.1 to -75.0), both from 39.9 to 40.1.</summary>
    public static async Task AddAreasAsync(this TestDb test) => (await test.Get<AreaService>().UseAsync(TestDb.Admin, Areas(), "name", "Drawn for a test")).OrThrow().ShouldBe(2);

    /// <inheritdoc cref="AddAreasAsync" />
    public static GeoJson Areas() => Areas(("West", -75.2, -75.1), ("East", -75.1, -75.0));

    /// <summary>Areas with these names between these meridians, from 39.9 to 40.1.</summary>
    public static GeoJson Areas(params (string Name, double West, double East)[] boxes)
    {
        static string Box(string name, double west, double east) =>
            FormattableString.Invariant($$$"""{"type":"Feature","properties":{"name":"{{{name}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},39.9],[{{{east}}},39.9],[{{{east}}},40.1],[{{{west}}},40.1],[{{{west}}},39.9]]]}}""");
        return GeoJson.Read(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', boxes.Select(b => Box(b.Name, b.West, b.East)))}}]}""")).OrThrow();
    }

    public static RequestEntry Entry(string service = Light, string? key = null) =>
        new() { ServiceCode = service, Source = RequestSource.Liaison, Address = "52nd & Market", Description = "Dark since Monday", EntryKey = key };

    public static async Task<Result<ServiceRequest>> EnterAsync(this TestDb test, RequestEntry entry)
    {
        await using var db = test.Open();
        return await test.Get<RequestIntake>().AddAsync(db, entry);
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Answers(params (string Code, string[] Values)[] answers) =>
        answers.ToDictionary(a => a.Code, a => (IReadOnlyList<string>)a.Values);

    public static async Task<Guid> AddPhotoAsync(this TestDb test, string type = "image/jpeg")
    {
        var file = new StoredFile("photo.jpg", type, [0xff, 0xd8, 0xff]);
        await test.AddAsync(file);
        return file.Id;
    }
}
