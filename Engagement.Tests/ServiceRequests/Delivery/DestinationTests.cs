using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.ServiceRequests;

public class DestinationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Refresh_ListChanged_ShowsDifferencesAndKeepsTheMap(DatabaseProvider provider)
    {
        await using var scene = await DeliveryScene.CreateAsync(provider);
        var maps = scene.Test.Get<ServiceMapService>();
        scene.Stub.Services = "<service><service_code>L-1</service_code><service_name>Lamp out</service_name><metadata>false</metadata><type>batch</type></service>"
            + "<service><service_code>D-9</service_code><service_name>Illegal Dumping</service_name><metadata>true</metadata></service>";
        (await maps.RefreshAsync(TestDb.Admin, scene.DestinationId)).OrThrow().Select(c => (c.What, c.Mapped))
            .ShouldBe([("Lamp out: was called Street Light Outage", true), ("Lamp out: was realtime, is batch", true), ("Illegal Dumping is new", false)]);
        var view = (await maps.GetAsync(TestDb.Admin, scene.DestinationId)).OrThrow();
        view.Changes.Count.ShouldBe(3, "shown until somebody has looked");
        view.Ours.Select(o => (o.Code, o.Their, o.Suggested)).ShouldBe([(RequestData.Dumping, null, "D-9"), (RequestData.Light, "L-1", null)]);
        (await scene.MapAsync(RequestData.Dumping, "D-9")).Ok.ShouldBeTrue();
        (await scene.MapAsync(RequestData.Dumping, "none")).Ok.ShouldBeFalse();
        (await maps.SeenAsync(TestDb.Admin, scene.DestinationId)).Ok.ShouldBeTrue();

        // Lists: our key is not theirs, the name is the same.
        await scene.EnterAsync(RequestData.Entry(RequestData.Dumping) with { Attributes = RequestData.Answers(("WHAT", ["tires"]), ("BAGS", ["3"])) });
        await scene.SendAsync();
        var there = scene.Stub.Taken.ShouldHaveSingleItem().Value;
        (there["attribute[WHAT]"], there.ContainsKey("attribute[BAGS]")).ShouldBe(("7", false));

        scene.Stub.Services = "";
        (await maps.RefreshAsync(TestDb.Admin, scene.DestinationId)).Error.ShouldBeOfType<ServicesUnread>("an empty list is not believed");
        scene.Stub.Says = (200, "<html>");
        (await maps.RefreshAsync(TestDb.Admin, scene.DestinationId)).Error.ShouldBeOfType<ServicesUnread>();
        (await maps.GetAsync(TestDb.Admin, scene.DestinationId)).OrThrow().Theirs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Save_BadAddressOrTakenName_IsTold()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        var service = scene.Test.Get<DestinationService>();
        foreach (var address in (string[])["", "city.gov", "ftp://city.gov", "https://user:pass@city.gov", "https://city.gov/?a=b"])
            (await service.CreateAsync(TestDb.Admin, new() { Name = "Other", BaseAddress = address })).Ok.ShouldBeFalse(address);
        (await service.CreateAsync(TestDb.Admin, new() { Name = "City works", BaseAddress = "https://city.gov" })).Ok.ShouldBeFalse();
        var input = (await service.GetAsync(TestDb.Admin, scene.DestinationId)).OrThrow();
        (input.HasKey, input.NewKey).ShouldBe((true, null));
        (await service.UpdateAsync(TestDb.Admin, scene.DestinationId, input)).Ok.ShouldBeTrue("an empty key keeps the one that is there");
        await scene.EnterAsync();
        await scene.SendAsync();
        scene.Stub.Taken.Single().Value["api_key"].ShouldBe("secret key");
        (await service.DeleteAsync(TestDb.Admin, scene.DestinationId)).Ok.ShouldBeFalse("requests went there");
    }

    [Theory]
    [InlineData(true, "Sqlite")]
    [InlineData(false, "Postgres")]
    public async Task OwnServer_AsDestination_TakesOnceAndAnswersItsStatus(bool xml, string provider)
    {
        await using var city = await Open311City.StartAsync(Enum.Parse<DatabaseProvider>(provider));
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        test.Clock.Set(DateTimeOffset.UtcNow);
        await test.AddServicesAsync();
        var destination = (await test.Get<DestinationService>().CreateAsync(TestDb.Admin, new() { Name = "Ourselves", BaseAddress = $"{city.App.Address}open311/v2", NewKey = city.Key, Xml = xml })).OrThrow();
        var maps = test.Get<ServiceMapService>();
        foreach (var address in (string[])[city.App.Address, $"{city.App.Address}open311/discovery", $"{city.App.Address}open311/discovery.xml"])
            (await maps.DiscoverAsync(TestDb.Admin, address)).OrThrow().Select(e => (e.Url, e.Type, e.Json)).ShouldBe([($"{city.App.Address}open311/v2", "production", true), ($"{city.App.Address}open311/test/v2", "test", true)]);
        (await maps.DiscoverAsync(TestDb.Admin, $"{city.App.Address}developers")).Error.ShouldBeOfType<ServicesUnread>();
        (await maps.RefreshAsync(TestDb.Admin, destination)).Ok.ShouldBeTrue();
        var view = (await maps.GetAsync(TestDb.Admin, destination)).OrThrow();
        view.Theirs.Single(t => t.Code == RequestData.Dumping).Attributes.Select(a => a.Code).ShouldBe(["INFO", "WHAT", "BAGS"]);
        (await maps.MapAsync(TestDb.Admin, destination, view.Version, view.Ours.ToDictionary(o => o.Code, o => o.Suggested))).Ok.ShouldBeTrue();
        await test.EnterAsync(RequestData.Entry(RequestData.Dumping) with { Latitude = 39.96, Longitude = -75.2251, Attributes = RequestData.Answers(("WHAT", ["tires", "rubbish"])) });
        var deliveries = test.Get<DeliveryService>();
        (await deliveries.SendDueAsync(Actor.System, destination)).OrThrow().ShouldBe(1);
        await using var db = test.Open();
        var delivery = await db.Deliveries.SingleAsync();
        delivery.State.ShouldBe(DeliveryState.Taken, delivery.Problem);
        await using var there = city.Open();
        var request = await there.ServiceRequests.SingleAsync();
        request.Number.ShouldBe(delivery.ExternalId);
        AttributeAnswers.Parse(request.Attributes)["WHAT"].ShouldBe(["tires", "rubbish"]);

        // As if the answer had been lost: it is found there; and were it sent again, the server would know it.
        await db.Deliveries.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Sending).SetProperty(d => d.ExternalId, (string?)null).SetProperty(d => d.NextTryAt, test.Clock.GetUtcNow().UtcDateTime));
        (await deliveries.SendDueAsync(Actor.System, destination)).OrThrow().ShouldBe(1);
        await db.Entry(delivery).ReloadAsync();
        delivery.ExternalId.ShouldBe(request.Number);
        request.MoveTo(RequestStatus.Done, "Taken away", "The city", DateTime.UtcNow).Ok.ShouldBeTrue();
        await there.SaveChangesAsync();
        (await test.Get<StatusPollService>().PollAsync(Actor.System)).OrThrow().ShouldBe(1);
        await using var after = test.Open();
        var ours = await after.ServiceRequests.SingleAsync();
        (ours.Status, ours.StatusNotes).ShouldBe((RequestStatus.Done, "Taken away"));
        (await there.ServiceRequests.CountAsync()).ShouldBe(1);
    }
}
