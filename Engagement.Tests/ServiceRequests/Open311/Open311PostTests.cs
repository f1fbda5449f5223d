using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.ServiceRequests;

public class Open311PostTests
{
    private const string Requests = "open311/v2/requests.json";

    private static (string, string)[] Fields(Open311City city, params (string, string)[] more) =>
        [("api_key", city.Key), ("service_code", RequestData.Light), ("lat", "39.96"), ("long", "-75.2251"), ("description", "Dark since Monday"), .. more];

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.EnumerateArray().ShouldHaveSingleItem().GetProperty("service_request_id").GetString()!;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Post_WithKey_IsThereAndSaysOnlyWhatIsPublic(DatabaseProvider provider)
    {
        await using var city = await Open311City.StartAsync(provider);
        using var answer = await city.PostAsync(Requests, ("api_key", city.Key), ("service_code", RequestData.Dumping), ("address_string", "52nd & Market"), ("attribute[WHAT][]", "tires"), ("attribute[WHAT][]", "rubbish"),
            ("first_name", "Zorblatt"), ("last_name", "Contact"), ("email", "zorblatt@example.org"), ("phone", "215-555-0199"), ("media_url", "https://pictures.example/1.jpg"), ("lat", ""), ("jurisdiction_id", "phila.gov"));
        var id = await IdAsync(answer);
        await using var db = city.Open();
        var request = await db.ServiceRequests.SingleAsync();
        (request.Number, request.Source, request.ContactName, request.ContactEmail).ShouldBe((id, RequestSource.Open311, "Zorblatt Contact", "zorblatt@example.org"));
        AttributeAnswers.Parse(request.Attributes)["WHAT"].ShouldBe(["tires", "rubbish"]);
        var told = await city.Http.GetStringAsync($"open311/v2/requests/{id}.json");
        told.ShouldNotContain("zorblatt", Case.Insensitive);
        told.ShouldContain("\"media_url\":\"https://pictures.example/1.jpg\"");
        (await db.Audit.AnyAsync(a => a.ActorName == "Open311: A company's app")).ShouldBeTrue();
        var token = XDocument.Parse(await city.Http.GetStringAsync($"open311/v2/tokens/{id}.xml")).Root!.Element("request")!;
        token.Elements().Select(e => (e.Name.LocalName, e.Value)).ShouldBe([("service_request_id", id), ("token", id)]);
    }

    [Fact]
    public async Task Post_Wrong_TellsEachProblemAndKeepsNothing()
    {
        await using var city = await Open311City.StartAsync();
        async Task<(int, string)> TryAsync(params (string, string)[] fields)
        {
            using var answer = await city.PostAsync("open311/v2/requests.xml", fields);
            var errors = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements("error").ToList();
            errors.ShouldNotBeEmpty();
            return ((int)answer.StatusCode, string.Join(' ', errors.Select(e => e.Element("description")!.Value)));
        }

        (await TryAsync(Fields(city)[1..])).ShouldBe((403, "api_key is missing. It belongs into the body of the request."));
        (await TryAsync([("api_key", "guessed"), .. Fields(city)[1..]])).Item1.ShouldBe(403);
        (await TryAsync(("api_key", city.Key))).ShouldBe((400, "service_code is missing."));
        (await TryAsync(("api_key", city.Key), ("service_code", "nothing"), ("address_string", "here"))).Item1.ShouldBe(404);
        (await TryAsync(("api_key", city.Key), ("service_code", RequestData.Closed), ("address_string", "here"))).Item1.ShouldBe(404);
        (await TryAsync(("api_key", city.Key), ("service_code", RequestData.Light))).Item1.ShouldBe(400);
        (await TryAsync(("api_key", city.Key), ("service_code", RequestData.Light), ("lat", "north"), ("long", "1"))).Item2.ShouldContain("lat must be a number");
        (await TryAsync(("api_key", city.Key), ("service_code", RequestData.Light), ("lat", "NaN"), ("long", "NaN"))).Item1.ShouldBe(400);
        (await TryAsync(Fields(city, ("email", "nobody"), ("zipcode", "1")))).Item2.ShouldSatisfyAllConditions(t => t.ShouldContain("email:"), t => t.ShouldContain("zipcode:"));
        (await TryAsync([.. Fields(city)[..4], ("description", new string('x', 4001))])).Item2.ShouldContain("4,000");
        (await TryAsync(("api_key", city.Key), ("service_code", RequestData.Dumping), ("address_string", "here"))).Item2.ShouldContain("attribute[WHAT]");
        (await TryAsync([.. Fields(city), ("media_url", new string('x', 2_000_000))])).Item1.ShouldBe(413);
        using (var json = await city.Http.PostAsync(Requests, new StringContent("{}", null, "application/json"))) ((int)json.StatusCode).ShouldBe(400);
        using (var inAddress = await city.PostAsync($"{Requests}?api_key={city.Key}", Fields(city)[1..])) ((int)inAddress.StatusCode).ShouldBe(403, "a key in an address would be in every log");
        await using var db = city.Open();
        (await db.ServiceRequests.CountAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Post_SameAgain_IsOneRequestForWhoNamesItself(DatabaseProvider provider)
    {
        await using var city = await Open311City.StartAsync(provider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => city.PostAsync(Requests, Fields(city, ("device_id", "phone 1")))));
        var ids = await Task.WhenAll(answers.Select(IdAsync));
        ids.Distinct().Count().ShouldBe(1);
        (await IdAsync(await city.PostAsync(Requests, Fields(city, ("device_id", "phone 2"))))).ShouldNotBe(ids[0]);
        (await IdAsync(await city.PostAsync(Requests, Fields(city)))).ShouldNotBe(await IdAsync(await city.PostAsync(Requests, Fields(city))), "nobody knows whether it is the same");
        city.Http.DefaultRequestHeaders.Add("Idempotency-Key", "attempt 1");
        (await IdAsync(await city.PostAsync(Requests, Fields(city)))).ShouldBe(await IdAsync(await city.PostAsync(Requests, Fields(city))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Post_BeyondTheQuota_IsRefusedExactlyThen(DatabaseProvider provider)
    {
        await using var city = await Open311City.StartAsync(provider, perDay: 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => city.PostAsync(Requests, Fields(city))));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(10);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(15);
        await using var db = city.Open();
        (await db.ServiceRequests.CountAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task Post_KeyRevokedOrTestEndpoint_KeepsNothing()
    {
        await using var city = await Open311City.StartAsync();
        var id = await IdAsync(await city.PostAsync("open311/test/v2/requests.json", Fields(city)));
        id.ShouldStartWith("test-");
        await using var db = city.Open();
        var key = await db.ApiKeys.SingleAsync();
        (await city.App.CallAsync<ApiKeyService, Core.Common.Result>(s => s.RevokeAsync(TestDb.Admin, key.Id))).Ok.ShouldBeTrue();
        using var refused = await city.PostAsync(Requests, Fields(city));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await db.ServiceRequests.CountAsync()).ShouldBe(0);
    }
}
