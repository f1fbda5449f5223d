using System.Net;
using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.ServiceRequests;

namespace Engagement.Tests.ServiceRequests;

public class OpenDataTests
{
    [Fact]
    public async Task Files_PublicFieldsOnly_RenewedWhenOld()
    {
        await using var city = await Open311City.StartAsync();
        (await city.Http.GetAsync("open-data/service-requests.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await city.AddAsync(200, r => (r.Description, r.Latitude, r.Longitude, r.ContactName) = ("=HYPERLINK(\"x\")", 39.96, -75.2251, "Zorblatt Contact"));
        await city.AddAsync(1, r => r.Address = "52nd & Market");
        Task<Core.Common.Result<int>> RenewAsync() => city.App.CallAsync<OpenDataService, Core.Common.Result<int>>(s => s.RenewAsync(Actor.System));
        (await RenewAsync()).OrThrow().ShouldBe(2);
        (await RenewAsync()).OrThrow().ShouldBe(0, "they are fresh");
        using var answer = await city.Http.GetAsync("open-data/service-requests.csv");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.LastModified.ShouldNotBeNull();
        var csv = await answer.Content.ReadAsStringAsync();
        var lines = csv.TrimStart('\uFEFF').Split("\r\n");
        lines[0].ShouldBe(string.Join(',', OpenDataService.Columns.Select(c => c.Name)));
        lines[1].ShouldContain("\"'=HYPERLINK(");
        lines[1].ShouldEndWith(",39.96,-75.2251", Case.Sensitive, "numbers stay numbers");
        var text = await city.Http.GetStringAsync("open-data/service-requests.geojson");
        var features = JsonDocument.Parse(text).RootElement.GetProperty("features").EnumerateArray().ToList();
        features[0].GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => c.GetDouble()).ShouldBe([-75.2251, 39.96]);
        features[1].GetProperty("geometry").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var file in (string[])[csv, text]) file.ShouldNotContain("orblatt");
        foreach (var other in (string[])["appsettings.json", "..%2Fengagement.db", "service-requests.csv.part"]) (await city.Http.GetAsync($"open-data/{other}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task DevelopersPage_DescribesEveryColumnInBothLanguages()
    {
        await using var city = await Open311City.StartAsync();
        foreach (var language in (string[])["en", "es"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "developers") { Headers = { { "Accept-Language", language } } };
            using var answer = await city.Http.SendAsync(request);
            var page = await answer.Content.ReadAsStringAsync();
            page.Length.ShouldBeLessThan(30_000);
            page.ShouldNotContain("Col_");
            foreach (var column in OpenDataService.Columns) page.ShouldContain($"<code>{column.Name}</code>");
        }
        JsonDocument.Parse(await city.Http.GetStringAsync("open311/openapi.json")).RootElement.GetProperty("openapi").GetString().ShouldBe("3.1.0");
    }
}
