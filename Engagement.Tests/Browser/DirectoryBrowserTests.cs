using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class DirectoryBrowserTests
{
    private const string Hostile = "<script>alert(1)</script> =1+1 שלום 🎉";

    private static async Task<(WebApp App, IPage Page)> StartAsync(int width = 1280)
    {
        var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app, width);
        await page.SignInAsync("coordinator@example.org");
        return (app, page);
    }

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

    private static Task SavedAsync(IPage page) => Assertions.Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();

    [BrowserFact]
    public async Task Site_HostileAndTooLong_KeepsWhatWasTypedThenSaves()
    {
        var (app, page) = await StartAsync();
        await using var _ = app;
        await page.GoToStaffAsync("/staff/sites");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New site" }).ClickAsync();
        await SaveAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name is missing.");
        await page.ShouldBeAccessibleAsync();
        var longText = string.Concat(Enumerable.Repeat("🎉", 5000));
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Hostile);
        await page.GetByLabel("Notes for staff").FillAsync(longText);
        await page.GetByLabel("E-mail of the contact").FillAsync("no address");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a room" }).ClickAsync();
        await page.GetByLabel("Room 1", new() { Exact = true }).FillAsync("101");
        await SaveAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Notes may have at most 4000 characters; this has 10000.");
        (await page.GetByLabel("Notes for staff").InputValueAsync()).ShouldBe(longText);
        await page.GetByLabel("Notes for staff").FillAsync("Side door");
        await page.GetByLabel("E-mail of the contact").FillAsync("site@example.org");
        await SaveAsync(page);
        await SavedAsync(page);
        await page.WaitForURLAsync(u => !u.EndsWith("/new", StringComparison.Ordinal));
        await page.ReloadAsync();
        (await page.GetByLabel("Name", new() { Exact = true }).InputValueAsync()).ShouldBe(Hostile);
        (await page.GetByLabel("Room 1", new() { Exact = true }).InputValueAsync()).ShouldBe("101");
        await page.ShouldBeAccessibleAsync();
    }

    [BrowserFact]
    public async Task Program_StaleEdit_ComparesAndSavesOnTop()
    {
        var (app, page) = await StartAsync();
        await using var _ = app;
        await page.GoToStaffAsync("/staff/programs");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Workshop series", Exact = true }).ClickAsync();
        await page.GetByLabel("Text after the name").FillAsync("came to {program} {nonsense}");
        await Assertions.Expect(page.GetByText("came to Workshop series {nonsense}").Last).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        var other = await page.Context.NewPageAsync();
        await other.GoToStaffAsync(new Uri(page.Url).AbsolutePath);
        await other.GetByLabel("Description").FillAsync("Their description");
        await SaveAsync(other);
        await SavedAsync(other);
        await SaveAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no field {nonsense}.");
        await page.GetByLabel("Text after the name").FillAsync("came to {program}");
        await SaveAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed by someone else");
        await Assertions.Expect(page.GetByText("Their description")).ToBeVisibleAsync();
        (await page.GetByLabel("Text after the name").InputValueAsync()).ShouldBe("came to {program}");
        await page.ShouldBeAccessibleAsync();
        await SaveAsync(page);
        await SavedAsync(page);
    }

    [BrowserFact]
    public async Task Closures_Holidays_AreShownBeforeTheyAreAdded()
    {
        var (app, page) = await StartAsync(360);
        await using var _ = app;
        await page.GoToStaffAsync("/staff/closures");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the city's holidays…" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Veterans Day" }).First.UncheckAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Add \\d+ holidays") }).ClickAsync();
        await Assertions.Expect(page.GetByText("holidays added.")).ToBeVisibleAsync();
        await page.GetByLabel("First day").FillAsync("2030-01-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add closure" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Reason is missing.");
        await page.GetByLabel("Reason").FillAsync("Inventory");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add closure" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Inventory" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Inventory" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, delete" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Inventory" })).ToHaveCountAsync(0);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserFact]
    public async Task PartnersAndPresenters_MadeSearchedAndDeleted_WorkAtBothWidths()
    {
        var (app, page) = await StartAsync(360);
        await using var _ = app;
        foreach (var (list, button, name) in ((string, string, string)[])[("/staff/partners", "New department", "Streets"), ("/staff/partners?tab=partners", "New partner", "Mural Arts"), ("/staff/presenters", "New presenter", "Ada Byron")])
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GoToStaffAsync(list);
            await page.ShouldBeAccessibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = button }).ClickAsync();
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
            await SaveAsync(page);
            await SavedAsync(page);
            await page.SetViewportSizeAsync(1280, 900);
            await page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();
            await page.GetByRole(AriaRole.Searchbox).FillAsync(name.ToLowerInvariant());
            await page.WaitForURLAsync(u => u.Contains("q=", StringComparison.Ordinal));
            await page.ShouldBeAccessibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Yes, delete" }).ClickAsync();
            await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
        }
    }
}
