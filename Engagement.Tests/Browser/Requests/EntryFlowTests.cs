using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Engagement.Tests.ServiceRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Requests;

public class EntryFlowTests
{
    private static EngagementDb Db(WebApp app) => app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    private static async Task<(WebApp App, Liaison Liaison)> StartAsync()
    {
        var app = await WebApp.StartAsync(settings: new() { ["Accounts:RecheckSeconds"] = "1" });
        await using var db = Db(app);
        db.AddRange(RequestData.Services());
        await db.SaveChangesAsync();
        await app.CallAsync<AreaService, Engagement.Core.Common.Result<int>>(a => a.UseAsync(Engagement.Core.Accounts.Actor.System, RequestData.Areas(), "name", "Drawn for a test"));
        return (app, (await app.AddLiaisonAsync()).Liaison);
    }

    // Scripts switched off would stop axe too; so ours are kept from the page instead.
    private static async Task<IPage> WithoutScriptsAsync(WebApp app, string locale = "en-US")
    {
        var page = await Chrome.OpenAsync(app, 360, locale: locale);
        await page.RouteAsync("**/js/**", r => r.AbortAsync());
        return page;
    }

    [BrowserFact]
    public async Task WithoutScript_FromServiceToAnsweredRequest_OnAPhone()
    {
        var (app, liaison) = await StartAsync();
        await using var running = app;
        var phone = await WithoutScriptsAsync(app);
        await phone.SignInAsync("liaison@example.org");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Report something" }).ClickAsync();
        await phone.GetByLabel("Search a service").FillAsync("tires");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await phone.LookAsync("request-services");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Illegal Dumping" }).ClickAsync();

        // Everything wrong at once, and nothing that was typed is lost.
        await phone.GetByLabel("What is wrong?").FillAsync("Tires behind the school");
        await phone.GetByLabel("Add photos").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = "<?php echo 1;"u8.ToArray() });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Alert).GetByText("This is not a photo.").WaitForAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Alert).GetByText("Say where it is").WaitForAsync();
        await phone.GetByRole(AriaRole.Alert).GetByText("This question must be answered.").WaitForAsync();
        await phone.LookAsync("request-problems");

        // The place on the picture: two clicks, without a script.
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show it on a map" }).ClickAsync();
        await phone.LookAsync("request-map");
        var map = phone.GetByRole(AriaRole.Button, new() { Name = "Map of the neighborhoods" });
        var box = (await map.BoundingBoxAsync())!;
        box.Width.ShouldBe(288, "clicks are told in CSS pixels of this width");
        await map.ClickAsync(new() { Position = new() { X = 72, Y = 72 } });
        await phone.GetByText("The cross marks the point.").WaitForAsync();
        await map.ClickAsync(new() { Position = new() { X = 144, Y = 144 } });
        await phone.LookAsync("request-map-near");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Use this point" }).ClickAsync();
        // A quarter from the western border of the two areas, which are 0.2 degrees wide.
        await phone.GetByText(", -75.15 (West)").WaitForAsync();
        (await phone.GetByLabel("What is wrong?").InputValueAsync()).ShouldBe("Tires behind the school");
        await phone.GetByLabel("Tires").CheckAsync();
        await phone.GetByLabel("Add photos").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = EntryTests.Photo() });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await phone.GetByAltText("Photo 1").WaitForAsync();
        await phone.LookAsync("request-form");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await phone.GetByText("Sent. Thank you! Its number is").WaitForAsync();
        await phone.LookAsync("request-mine");
        await using var db = Db(app);
        var request = await db.ServiceRequests.Include(r => r.Events).SingleAsync();
        (request.Neighborhood, request.LiaisonId, request.Attributes).ShouldBe(("West", liaison.Id, """{"WHAT":["tires"]}"""));

        // A second liaison sees it before sending the same, and joins.
        request.Ask("Which side?", "Somebody", DateTime.UtcNow).Ok.ShouldBeTrue();
        await db.SaveChangesAsync();
        await app.AddLiaisonAsync("Bo Chen", "bo@example.org");
        var other = await WithoutScriptsAsync(app, "es-US");
        await other.GotoAsync("/account/sign-in");
        await other.Locator("#Email").FillAsync("bo@example.org");
        await other.Locator("#Password").FillAsync(WebApp.Password);
        await other.GetByRole(AriaRole.Button, new() { Name = "Iniciar sesión", Exact = true }).ClickAsync();
        await other.GotoAsync($"/liaison/report/{RequestData.Dumping}");
        await other.Locator("[name=latitude]").EvaluateAsync($"(f, v) => f.value = v", request.Latitude!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await other.Locator("[name=longitude]").EvaluateAsync($"(f, v) => f.value = v", request.Longitude!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await other.GetByLabel("¿Qué está mal?").FillAsync("Yo también lo vi");
        await other.GetByRole(AriaRole.Button, new() { Name = "Enviar", Exact = true }).ClickAsync();
        await other.GetByText("¿Es una de estas?").WaitForAsync();
        await other.LookAsync("request-similar");
        await other.GetByRole(AriaRole.Button, new() { Name = $"Es la solicitud {request.Number}: seguirla" }).ClickAsync();
        await other.GetByText("Ahora sigue esta solicitud.").WaitForAsync();
        await other.GetByText("Yo también lo vi").WaitForAsync();
        await other.LookAsync("request-public");
        (await other.ContentAsync()).ShouldNotContain("Which side?");
        await other.GotoAsync("/liaison/requests");
        await other.GetByText("Usted la sigue").WaitForAsync();

        await phone.GotoAsync("/liaison/requests");
        await phone.GetByText("The city asks you something").WaitForAsync();
        await phone.LookAsync("request-list");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Illegal Dumping" }).ClickAsync();
        await phone.GetByLabel("Your answer").FillAsync("The north side");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        await phone.GetByText("The city has your words.").WaitForAsync();
        await phone.LookAsync();
        (await phone.APIRequest.GetAsync($"/requests/{request.Number}/photos/0")).Headers["content-type"].ShouldBe("image/jpeg");
    }

    [BrowserFact]
    public async Task WithScript_OfflineAndSuspended_NothingIsLostAndItGoesOutOnce()
    {
        var (app, liaison) = await StartAsync();
        await using var running = app;
        var page = await Chrome.OpenAsync(app, 360);
        await page.SignInAsync("liaison@example.org");
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Latitude = 40.01f, Longitude = -75.05f });
        await page.GotoAsync("/liaison/report");
        await page.GetByLabel("Search a service").FillAsync("lamp");
        await page.GetByRole(AriaRole.Link, new() { Name = "Illegal Dumping" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByRole(AriaRole.Link, new() { Name = "Street Light Outage" }).First.ClickAsync();
        await page.Locator("html[data-report=ready]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the phone's position" }).ClickAsync();
        await page.GetByText("Point: 40.010000, -75.050000").WaitForAsync();
        await page.GetByText("Kept.").WaitForAsync();
        await page.LookAsync("request-script");

        // Typed and sent while there is no network; it goes out by itself when there is one.
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("What is wrong?").FillAsync("Dark since Monday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await page.GetByText("No network. It is kept on this phone").WaitForAsync();
        await page.Context.SetOfflineAsync(false);
        await page.GetByText("Sent. Thank you!").WaitForAsync();
        await using var db = Db(app);
        (await db.ServiceRequests.Select(r => new { r.Description, r.Neighborhood }).SingleAsync()).ShouldBe(new { Description = (string?)"Dark since Monday", Neighborhood = (string?)"East" });

        // Suspended while typing: told, and kept on the device and, as far as it got there, on the server.
        await page.GotoAsync($"/liaison/report/{RequestData.Light}");
        await page.Locator("html[data-report=ready]").WaitForAsync();
        await page.GetByLabel("What is wrong?").FillAsync("The next lamp");
        await page.GetByText("Kept.").WaitForAsync();
        await db.Liaisons.Where(l => l.Id == liaison.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.SuspendedAt, DateTime.UtcNow).SetProperty(l => l.SuspendReason, "A reason"));
        await page.GetByLabel("What is wrong?").FillAsync("The next lamp too");
        await page.GetByText("What you typed is kept on this device.").WaitForAsync();
        (await page.GetByLabel("What is wrong?").InputValueAsync()).ShouldBe("The next lamp too");
        await page.LookAsync("request-suspended");
        (await db.ServiceRequests.CountAsync()).ShouldBe(1);
        (await db.RequestDrafts.SingleAsync()).Read().Description.ShouldBe("The next lamp");
    }

    [BrowserFact]
    public async Task WithoutScript_SuspendedWhileTyping_GetsTheFormBack()
    {
        var (app, liaison) = await StartAsync();
        await using var running = app;
        var page = await WithoutScriptsAsync(app);
        await page.SignInAsync("liaison@example.org");
        await page.GotoAsync($"/liaison/report/{RequestData.Light}");
        await page.GetByLabel("What is wrong?").FillAsync("A long story");
        await using var db = Db(app);
        await db.Liaisons.Where(l => l.Id == liaison.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.SuspendedAt, DateTime.UtcNow).SetProperty(l => l.SuspendReason, "A reason"));
        for (var sent = 0; await page.Locator("#stopped").CountAsync() == 0; sent++)
        {
            sent.ShouldBeLessThan(20);
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Send|Send again)$") }).First.ClickAsync();
        }
        (await page.GetByLabel("What is wrong?").InputValueAsync()).ShouldBe("A long story");
        await page.LookAsync("request-stopped");
        (await db.ServiceRequests.AnyAsync()).ShouldBeFalse();
    }
}
