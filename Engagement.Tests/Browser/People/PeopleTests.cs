using Engagement.Core.Accounts;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.People;

public class PeopleTests
{
    internal static async Task<(WebApp App, IPage Page)> StartAsync(int width)
    {
        var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app, width);
        await page.SignInAsync("coordinator@example.org");
        return (app, page);
    }

    [BrowserFact]
    public async Task People_AddFindEdit_At1280() => await AddFindEditAsync(1280);

    [BrowserFact]
    public async Task People_AddFindEdit_At360() => await AddFindEditAsync(360);

    private static async Task AddFindEditAsync(int width)
    {
        var (app, page) = await StartAsync(width);
        await using var running = app;
        await page.GoToStaffAsync("/staff/people");
        await page.GetByText("Nobody is here yet").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GoToStaffAsync("/staff/people/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByText("Given name is missing.").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Given name").FillAsync("José <b>");
        await page.GetByLabel("Family name").FillAsync("Peña-Núñez");
        await page.GetByLabel("Age", new() { Exact = true }).SelectOptionAsync("11 to 13");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a guardian" }).ClickAsync();
        await page.GetByLabel("Name of the guardian").FillAsync("Rosa Peña");
        await page.Keyboard.PressAsync("Tab");
        // Sent twice at once: the list below has one person nevertheless.
        await page.EvaluateAsync("() => { const form = document.querySelector('main form'); form.requestSubmit(); form.requestSubmit(); }");
        await page.GetByRole(AriaRole.Heading, new() { Name = "José <b> Peña-Núñez" }).WaitForAsync();
        await page.GetByLabel("New note").FillAsync("Needs the\nfront row");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).DblClickAsync();
        await page.GetByRole(AriaRole.Article).GetByText("front row").WaitForAsync();
        (await page.GetByRole(AriaRole.Alert).CountAsync()).ShouldBe(0, "the second click of a double click sends nothing");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await app.CallAsync<PersonService, Core.Common.Result<Guid>>(s => s.CreateAsync(Actor.System, new PersonInput { GivenName = "Ada", FamilyName = "Byron" }));
        await page.GoToStaffAsync("/staff/people");
        await page.GetByText("2 people").WaitForAsync();
        await page.GetByLabel("Search people").PressSequentiallyAsync("rosa pena");
        await page.GetByText("1 person").WaitForAsync();
        (await page.GetByRole(AriaRole.Rowheader).AllInnerTextsAsync()).ShouldBe(["José <b> Peña-Núñez"]);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }
}
