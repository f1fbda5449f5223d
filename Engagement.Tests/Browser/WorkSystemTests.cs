using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.ServiceRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class WorkSystemTests
{
    [BrowserFact]
    public async Task FromNoDestinationToADecision_AndAKey()
    {
        // The jobs are not needed here: the test hands over by itself, when it wants to.
        await using var city = await Open311City.StartAsync(settings: new() { ["Deliveries:EverySeconds"] = "3600" });
        await using var stub = new StubCity();
        await city.App.AddUserAsync(Permissions.Administrator);
        var page = await Chrome.OpenAsync(city.App);
        await page.SignInAsync("administrator@example.org");
        await page.GoToStaffAsync("/staff/destinations");
        await page.GetByText("No destination is set up").WaitForAsync();
        await page.LookAsync("destinations-empty");
        await page.GetByRole(AriaRole.Link, new() { Name = "New destination" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("City works");
        await page.GetByLabel("Base address").FillAsync("city.gov");
        await SaveAsync(page);
        await page.GetByText("Base address must be a web address").First.WaitForAsync();
        await page.LookAsync("destination-wrong");
        await page.GetByLabel("Base address").FillAsync(stub.Address);
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("secret key");
        await page.GetByLabel("Ask for XML").CheckAsync();
        await SaveAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the list now" }).ClickAsync();
        await page.GetByText("The list was read; nothing changed.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fill in what has the same code or name" }).ClickAsync();
        await page.GetByText("Look through it and save the map.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the map" }).ClickAsync();
        await page.GetByText("The map is saved.").WaitForAsync();
        await page.LookAsync("destination");

        stub.Moods.Enqueue(Mood.Refuses);
        stub.Moods.Enqueue(Mood.Well);
        var numbers = new[] { await EnterAndSendAsync(city), await EnterAndSendAsync(city) };
        await page.GoToStaffAsync("/staff/deliveries");
        await page.GetByText("lat is outside of the city").WaitForAsync();
        await page.LookAsync("deliveries");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Do not send: {numbers[0]}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Do not send", Exact = true }).ClickAsync();
        await page.GetByText("The reason is missing.").WaitForAsync();
        await page.GetByLabel("Why it is not sent").FillAsync("Lies in the next county");
        await page.GetByRole(AriaRole.Button, new() { Name = "Do not send", Exact = true }).ClickAsync();
        await page.GetByText($"{numbers[0]} is not sent to City works.").WaitForAsync();
        await page.GetByText("Nothing is stuck").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Taken" }).ClickAsync();
        await page.GetByRole(AriaRole.Rowheader, new() { Name = numbers[1] }).WaitForAsync();

        await page.GoToStaffAsync("/staff/api-keys");
        await page.GetByLabel("Whose key it is").FillAsync("A newspaper");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        var secret = await page.Locator("code.secret").InnerTextAsync();
        secret.Length.ShouldBe(32);
        await page.LookAsync("api-keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the requests a day of A newspaper" }).ClickAsync();
        var quota = page.Locator("td").GetByLabel("Requests a day", new() { Exact = true });
        await quota.FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.Locator("td .error").WaitForAsync();
        await page.LookAsync("api-key-quota");
        await quota.FillAsync("2500");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "2,500" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke the key of A newspaper" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, revoke" }).ClickAsync();
        await page.GetByText("revoked 2").WaitForAsync();
        using var refused = await city.PostAsync("open311/v2/requests.json", ("api_key", secret), ("service_code", RequestData.Light), ("address_string", "here"));
        ((int)refused.StatusCode).ShouldBe(403);

        await page.GotoAsync("/developers");
        await page.LookAsync("developers");
    }

    private static async Task SaveAsync(IPage page) => await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

    private static async Task<string> EnterAndSendAsync(Open311City city)
    {
        await using var scope = city.App.Services.CreateAsyncScope();
        await using var db = scope.ServiceProvider.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var request = (await scope.ServiceProvider.GetRequiredService<RequestIntake>().AddAsync(db, RequestData.Entry())).OrThrow();
        var destination = await db.Destinations.Select(d => d.Id).SingleAsync();
        (await scope.ServiceProvider.GetRequiredService<DeliveryService>().SendDueAsync(Actor.System, destination)).OrThrow().ShouldBe(1);
        return request.Number;
    }
}
