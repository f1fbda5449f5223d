using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Browser.Liaisons;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.ServiceRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using DeliveryEntity = Engagement.Core.ServiceRequests.Delivery;

namespace Engagement.Tests.Browser.Requests;

/// <summary>
/// The whole way of a liaison: a resident applies, is trained, gets an account, reports a street light and follows it until it is fixed, through a work system that
/// fails twice; the coordinator sees who serves where, and everyone reads the request without anything private.
/// </summary>
public class LiaisonStoryTests
{
    private const string Contact = "Zorblatt Contact", ContactPhone = "215 555 0199";

    [BrowserTheory, OnSqlite, OnPostgres]
    public async Task FromApplicationToFixedLightAndSuspension_WorkSystemFailsTwice_ArrivesOnceAndComesBack(DatabaseProvider provider)
    {
        // The job is not needed here: the test hands over by itself, when it wants to.
        await using var app = await WebApp.StartAsync(provider, new() { ["Accounts:RecheckSeconds"] = "1", ["Deliveries:EverySeconds"] = "3600" });
        await using var city = new StubCity();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ArrangeAsync(app, db, city);
        var (phone, office) = (await Chrome.OpenAsync(app, 360), await Chrome.OpenAsync(app));

        await phone.ApplyAsync(cohort);
        await app.TrainAsync(cohort);
        await office.SignInAsync("coordinator@example.org");
        await phone.JoinAsync(await office.GraduateAsync(cohort));
        await phone.AcceptConductAsync();
        var number = await ReportAsync(phone);

        // Down at first, then the connection is lost: nothing is there, the liaison is told nothing else, and it is not tried before its time.
        (city.Moods.Count, city.Taken.Count).ShouldBe((2, 0));
        ShouldWait(await HandOverAsync(app, db), 1, DeliveryEntity.FirstPause);
        ShouldWait(await HandOverAsync(app, db), 1, DeliveryEntity.FirstPause);
        await TimePassesAsync(db);
        ShouldWait(await HandOverAsync(app, db), 2, DeliveryEntity.Pause);
        await phone.ReloadAsync();
        await phone.GetByText("Received", new() { Exact = true }).WaitForAsync();
        (await phone.GetByText("Handed to the city's work system").CountAsync()).ShouldBe(0);
        await TimePassesAsync(db);
        var taken = await HandOverAsync(app, db);
        (taken.State, taken.Attempts, taken.ExternalId).ShouldBe((DeliveryState.Taken, 3, city.Taken.Keys.Single()));
        city.Asked.Count(a => a.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(3);
        city.Taken.Values.Single()["address_string"].ShouldBe("52nd & Market");
        city.Taken.Values.Single().Values.ShouldNotContain(v => v.Contains("Zorblatt", StringComparison.Ordinal) || v.Contains("Ison", StringComparison.Ordinal));
        await phone.ReloadAsync();
        await phone.GetByText("Handed to the city's work system").WaitForAsync();
        await phone.GetByText($"City works: {taken.ExternalId}").WaitForAsync();

        // Fixed there, and read back.
        city.Status[taken.ExternalId!] = ("closed", "Lamp replaced");
        (await app.CallAsync<StatusPollService, Result<int>>(s => s.PollAsync(Actor.System))).Ok.ShouldBeTrue();
        await phone.GotoAsync("/liaison/requests");
        await phone.GetByText("None of your requests is open.").WaitForAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "All", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Street Light Outage" }).ClickAsync();
        await phone.GetByText("Done", new() { Exact = true }).WaitForAsync();
        await phone.GetByText("Lamp replaced").First.WaitForAsync();
        await phone.ShouldBeAccessibleAsync();
        await phone.ShouldNotScrollSidewaysAsync();
        await ShouldBePublicAsync(app, number);

        await office.OpenLiaisonAsync();
        await office.GetByText("Correct dates and areas…").ClickAsync();
        await office.GetByLabel("Serves").FillAsync("West");
        await office.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await office.GetByText("Saved.").WaitForAsync();
        await ShouldBeCoveredAsync(office, "1 active liaison", 1);
        await office.OpenLiaisonAsync();
        await office.SuspendAsync();
        await phone.ShouldBeOutWithinAMinuteAsync();
        await ShouldBeCoveredAsync(office, "0 active liaisons", 2);
        // The suspension hides nothing of the record.
        await ShouldBePublicAsync(app, number);
    }

    private static async Task<Core.Programs.Cohort> ArrangeAsync(WebApp app, EngagementDb db, StubCity city)
    {
        city.Moods.Enqueue(Mood.Down503);
        city.Moods.Enqueue(Mood.SilentBeforeTaking);
        await app.AddUserAsync(Permissions.Coordinator);
        db.AddRange(RequestData.Services());
        await db.SaveChangesAsync();
        // 52nd and Market is near 39.960 north, 75.225 west.
        await app.CallAsync<AreaService, Result<int>>(a => a.UseAsync(Actor.System, RequestData.Areas(("West", -75.3, -75.2), ("East", -75.2, -75.1)), "name", "Drawn for a test"));
        await using var scope = app.Services.CreateAsyncScope();
        await DeliveryScene.ConnectAsync(city, scope.ServiceProvider.GetRequiredService<DestinationService>(), scope.ServiceProvider.GetRequiredService<ServiceMapService>());
        return await LiaisonSteps.LiaisonCohortAsync(db);
    }

    // From the liaison's own page, at the place; answers the number.
    private static async Task<string> ReportAsync(IPage phone)
    {
        await phone.Context.GrantPermissionsAsync(["geolocation"]);
        await phone.Context.SetGeolocationAsync(new() { Latitude = 39.96f, Longitude = -75.225f });
        await phone.GetByRole(AriaRole.Link, new() { Name = "Report something" }).ClickAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Street Light Outage" }).First.ClickAsync();
        await phone.Locator("html[data-report=ready]").WaitForAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Use the phone's position" }).ClickAsync();
        await phone.GetByText("Point: 39.96").WaitForAsync();
        await phone.GetByLabel("Address or intersection").FillAsync("52nd & Market");
        await phone.GetByLabel("What is wrong?").FillAsync("Dark since Monday");
        await phone.GetByText("Somebody else can be asked").ClickAsync();
        await phone.Locator("#contactname").FillAsync(Contact);
        await phone.Locator("#contactphone").FillAsync(ContactPhone);
        await phone.ShouldNotScrollSidewaysAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await phone.GetByText("Sent. Thank you! Its number is").WaitForAsync();
        await phone.GetByText($"Can be asked: {Contact}").WaitForAsync();
        return new Uri(phone.Url).Segments[^1];
    }

    // One round of the job.
    private static async Task<DeliveryEntity> HandOverAsync(WebApp app, EngagementDb db)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<DeliveryService>();
        foreach (var id in (await service.DueAsync(Actor.System)).OrThrow()) (await service.SendDueAsync(Actor.System, id)).OrThrow().ShouldBe(1);
        return await db.Deliveries.AsNoTracking().SingleAsync();
    }

    private static void ShouldWait(DeliveryEntity delivery, int attempts, TimeSpan pause)
    {
        (delivery.State, delivery.Attempts, delivery.ExternalId).ShouldBe((DeliveryState.Waiting, attempts, null));
        (delivery.NextTryAt - DateTime.UtcNow).ShouldBeInRange(pause - TimeSpan.FromMinutes(2), pause);
    }

    // The application runs on the real clock; instead of it the next attempt is moved.
    private static Task TimePassesAsync(EngagementDb db) => db.Deliveries.ExecuteUpdateAsync(s => s.SetProperty(d => d.NextTryAt, DateTime.UtcNow));

    private static async Task ShouldBePublicAsync(WebApp app, string number)
    {
        using var http = app.NewClient();
        var text = await http.GetStringAsync($"open311/v2/requests/{number}.json");
        var told = JsonDocument.Parse(text).RootElement.EnumerateArray().ShouldHaveSingleItem();
        string? Field(string name) => told.GetProperty(name).GetString();
        (Field("service_request_id"), Field("status"), Field("status_notes"), Field("address")).ShouldBe((number, "closed", "Lamp replaced", "52nd & Market"));
        foreach (var secret in (string[])["Zorblatt", "0199", "Lía", "L\\u00ED", "Ison", LiaisonSteps.Email, LiaisonSteps.Number, "0100", "contact", "account"])
            text.ShouldNotContain(secret, Case.Insensitive);
    }

    private static async Task ShouldBeCoveredAsync(IPage office, string active, int gaps)
    {
        await office.GoToStaffAsync("/staff/liaisons/coverage");
        await office.GetByText(active).First.WaitForAsync();
        await office.GetByText($"{gaps} of 2 neighborhoods have none.").WaitForAsync();
        (await office.GetByRole(AriaRole.Row, new() { Name = "West" }).GetByRole(AriaRole.Cell).First.InnerTextAsync()).ShouldBe($"{2 - gaps}");
    }
}
