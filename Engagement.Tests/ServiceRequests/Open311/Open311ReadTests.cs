using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.ServiceRequests;

public class Open311ReadTests
{
    private const string V2 = "open311/v2/";

    private static async Task<List<string>> IdsAsync(HttpClient http, string query)
    {
        var json = JsonDocument.Parse(await http.GetStringAsync($"{V2}requests.json?{query}")).RootElement.EnumerateArray().Select(r => r.GetProperty("service_request_id").GetString()!).ToList();
        // Both formats say the same.
        XDocument.Parse(await http.GetStringAsync($"{V2}requests.xml?{query}")).Root!.Elements("request").Select(r => r.Element("service_request_id")!.Value).ShouldBe(json);
        return json;
    }

    [Fact]
    public async Task Discovery_BothFormats_NameTwoEndpointsEach()
    {
        await using var city = await Open311City.StartAsync();
        foreach (var path in (string[])["open311/discovery", "discovery"])
        {
            var xml = XDocument.Parse(await city.Http.GetStringAsync($"{path}.xml")).Root!;
            var json = JsonDocument.Parse(await city.Http.GetStringAsync($"{path}.json")).RootElement;
            xml.Name.LocalName.ShouldBe("discovery");
            DateTimeOffset.Parse(xml.Element("changeset")!.Value, CultureInfo.InvariantCulture).ShouldBeLessThan(DateTimeOffset.UtcNow);
            foreach (var name in (string[])["changeset", "contact", "key_service"]) json.GetProperty(name).GetString().ShouldBe(xml.Element(name)!.Value);
            var endpoints = xml.Element("endpoints")!.Elements("endpoint").ToList();
            endpoints.Select(e => e.Element("type")!.Value).ShouldBe(["production", "test"]);
            endpoints.ShouldAllBe(e => e.Element("formats")!.Elements("format").Select(f => f.Value).SequenceEqual(new[] { "text/xml", "application/json" }));
            json.GetProperty("endpoints").EnumerateArray().Select(e => e.GetProperty("url").GetString()).ShouldBe(endpoints.Select(e => e.Element("url")!.Value));
            foreach (var endpoint in endpoints) (await city.Http.GetAsync(endpoint.Element("url")!.Value + "/services.xml")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Services_AndDefinition_AreAsTheSpecificationHasThem()
    {
        await using var city = await Open311City.StartAsync();
        city.Http.DefaultRequestHeaders.Add("Origin", "https://app.example");
        using var answer = await city.Http.GetAsync($"{V2}services.xml");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/xml; charset=utf-8");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        var services = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements("service").ToList();
        services.Select(s => s.Element("service_code")!.Value).ShouldBe([RequestData.Dumping, RequestData.Light], "offered ones, in order of group");
        services[0].Elements().Select(e => e.Name.LocalName).ShouldBe(["service_code", "service_name", "description", "metadata", "type", "keywords", "group"]);
        var json = JsonDocument.Parse(await city.Http.GetStringAsync($"{V2}services.json")).RootElement;
        json.EnumerateArray().Select(s => (s.GetProperty("metadata").GetBoolean(), s.GetProperty("type").GetString())).ShouldBe([(true, "realtime"), (false, "realtime")]);

        var definition = JsonDocument.Parse(await city.Http.GetStringAsync($"{V2}services/{RequestData.Dumping}.json")).RootElement;
        definition.GetProperty("service_code").GetString().ShouldBe(RequestData.Dumping);
        definition.GetProperty("attributes").EnumerateArray().Select(a => (a.GetProperty("code").GetString(), a.GetProperty("datatype").GetString(), a.GetProperty("variable").GetBoolean(), a.GetProperty("required").GetBoolean(), a.GetProperty("order").GetInt32()))
            .ShouldBe([("INFO", "string", false, false, 1), ("WHAT", "multivaluelist", true, true, 2), ("BAGS", "number", true, false, 3)]);
        var xml = XDocument.Parse(await city.Http.GetStringAsync($"{V2}services/{RequestData.Dumping}.xml")).Root!;
        xml.Name.LocalName.ShouldBe("service_definition");
        xml.Element("attributes")!.Elements("attribute").ElementAt(1).Element("values")!.Elements("value").Select(v => v.Element("key")!.Value).ShouldBe(["tires", "rubbish"]);
    }

    [Fact]
    public async Task Request_PublicFieldsOnly_InTheFormOfTheSpecification()
    {
        await using var city = await Open311City.StartAsync();
        var number = await city.AddAsync(1, r =>
        {
            (r.Description, r.Address, r.Zip, r.Latitude, r.Longitude) = ("Dark & <wet> \u0001\ud800 Straße", "52nd & Market", "01234", 39.96, -75.2251);
            (r.ContactName, r.ContactEmail, r.ContactPhone) = ("Zorblatt Contact", "zorblatt@example.org", "215-555-0199");
        });
        var text = await city.Http.GetStringAsync($"{V2}requests/{number}.json");
        var request = JsonDocument.Parse(text).RootElement.EnumerateArray().ShouldHaveSingleItem();
        request.EnumerateObject().Select(p => p.Name).ShouldBe(["service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice",
            "requested_datetime", "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url"]);
        request.GetProperty("zipcode").GetString().ShouldBe("01234");
        request.GetProperty("lat").GetDouble().ShouldBe(39.96);
        request.GetProperty("agency_responsible").GetString().ShouldBe("Streets Department");
        request.GetProperty("requested_datetime").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        request.GetProperty("expected_datetime").ValueKind.ShouldBe(JsonValueKind.Null);
        var page = await city.Http.GetStringAsync($"{V2}requests/{number}.xml");
        var xml = XDocument.Parse(page).Root!.Elements("request").ShouldHaveSingleItem();
        xml.Element("description")!.Value.ShouldBe("Dark & <wet> \ufffd Straße", "what XML does not know is left out");
        xml.Element("expected_datetime").ShouldBeNull("an empty element would be no time");
        foreach (var answer in (string[])[text, page]) answer.ShouldNotContain("zorblatt", Case.Insensitive);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Requests_Filters_ChooseRows(DatabaseProvider provider)
    {
        await using var city = await Open311City.StartAsync(provider);
        var old = await city.AddAsync(100, r => r.UpdatedAt = DateTime.UtcNow.AddHours(-1));
        var closed = await city.AddAsync(30, r => r.Status = RequestStatus.Done);
        var dumping = await city.AddAsync(20, service: RequestData.Dumping);
        var last = await city.AddAsync(1);
        string Day(double ago) => DateTime.UtcNow.AddDays(-ago).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        (await IdsAsync(city.Http, "")).ShouldBe([last, dumping, closed], "the last 90 days, newest first");
        (await IdsAsync(city.Http, "status=open&service_code=&page=")).ShouldBe([last, dumping], "empty parameters count as absent");
        (await IdsAsync(city.Http, "status=closed")).ShouldBe([closed]);
        (await IdsAsync(city.Http, "status=open,closed")).Count.ShouldBe(3);
        (await IdsAsync(city.Http, $"service_code={RequestData.Dumping},nothing")).ShouldBe([dumping]);
        (await IdsAsync(city.Http, "service_code=nothing")).ShouldBeEmpty();
        (await IdsAsync(city.Http, $"service_request_id={old},{last},none&status=closed")).ShouldBe([last, old], "ids override the rest");
        (await IdsAsync(city.Http, $"end_date={Day(10)}")).ShouldBe([dumping, closed]);
        (await IdsAsync(city.Http, $"start_date={Day(110)}&end_date={Day(25)}")).ShouldBe([closed, old]);
        (await IdsAsync(city.Http, $"start_date={Day(112)}")).ShouldBe([closed, old], "90 days from there on");
        (await IdsAsync(city.Http, $"updated_after={Day(0.1)}")).ShouldBe([old], "what was updated, however old");
        (await IdsAsync(city.Http, "page=2&page_size=2")).ShouldBe([closed]);
        using var page = await city.Http.GetAsync($"{V2}requests.json?page_size=2&status=");
        page.Headers.GetValues("Link").Single().ShouldBe("</open311/v2/requests.json?page_size=2&status=&page=2>; rel=\"next\"");
    }

    [Theory]
    [InlineData("v2/requests.json?status=lost", 400)]
    [InlineData("v2/requests.xml?start_date=yesterday", 400)]
    [InlineData("v2/requests.json?start_date=2026-01-01&end_date=2026-06-01", 400)]
    [InlineData("v2/requests.json?start_date=2026-03-01&end_date=2026-02-01", 400)]
    [InlineData("v2/requests.xml?page=0", 400)]
    [InlineData("v2/requests.yaml", 400)]
    [InlineData("v2/requests/26-999999.json", 404)]
    [InlineData("v2/services/nothing.xml", 404)]
    [InlineData("v2/tokens/nothing.json", 404)]
    [InlineData("v2/services.json?jurisdiction_id=elsewhere.gov", 404)]
    [InlineData("v3/anything.json", 404)]
    public async Task Wrong_IsToldInTheFormOfTheSpecification(string path, int code)
    {
        await using var city = await Open311City.StartAsync(settings: new() { ["Open311:Jurisdiction"] = "phila.gov" });
        using var answer = await city.Http.GetAsync($"open311/{path}");
        ((int)answer.StatusCode).ShouldBe(code);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType!.MediaType == "application/json")
        {
            var error = JsonDocument.Parse(text).RootElement.EnumerateArray().ShouldHaveSingleItem();
            error.GetProperty("code").GetString().ShouldBe(code.ToString(CultureInfo.InvariantCulture));
            error.GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
        }
        else XDocument.Parse(text).Root!.Elements("error").ShouldHaveSingleItem().Element("code")!.Value.ShouldBe(code.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Format_WithoutEnding_FollowsAccept()
    {
        await using var city = await Open311City.StartAsync(settings: new() { ["Open311:Jurisdiction"] = "phila.gov" });
        foreach (var (accept, type) in ((string, string)[])[("application/json", "application/json"), ("text/xml", "text/xml"), ("*/*", "text/xml"), ("application/json;q=0.5, text/xml", "text/xml")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{V2}services?jurisdiction_id=phila.gov") { Headers = { { "Accept", accept } } };
            using var answer = await city.Http.SendAsync(request);
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, type), accept);
        }
    }

    [Fact]
    public async Task Requests_KnownAlready_Are304UntilSomethingChanges()
    {
        await using var city = await Open311City.StartAsync();
        await city.AddAsync(1);
        using var first = await city.Http.GetAsync($"{V2}requests.json");
        async Task<HttpStatusCode> AgainAsync(Action<HttpRequestMessage> how)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{V2}requests.json");
            how(request);
            using var answer = await city.Http.SendAsync(request);
            return answer.StatusCode;
        }

        (await AgainAsync(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!))).ShouldBe(HttpStatusCode.NotModified);
        (await AgainAsync(r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified)).ShouldBe(HttpStatusCode.NotModified);
        await city.AddAsync(0);
        (await AgainAsync(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!))).ShouldBe(HttpStatusCode.OK);
        (await AgainAsync(r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified)).ShouldBe(HttpStatusCode.OK);
        using var head = await city.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{V2}requests.json"));
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reading_TooOften_IsToldToWait()
    {
        await using var city = await Open311City.StartAsync(settings: new() { ["RateLimits:Open311"] = "2" });
        for (var i = 0; i < 2; i++) (await city.Http.GetAsync($"{V2}services.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await city.Http.GetAsync($"{V2}services.json");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement[0].GetProperty("code").GetString().ShouldBe("429");
    }
}
