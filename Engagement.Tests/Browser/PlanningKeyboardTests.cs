using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

/// <summary>Planning without a mouse. Keys are typed one by one, as a filled value would hide what browsers do between two keys.</summary>
public class PlanningKeyboardTests
{
    [BrowserFact]
    public async Task Cohort_WithTheKeyboardAlone_IsPlannedAndPublished()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        await PlanningTests.ArrangeAsync(app);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync("/staff/cohorts/new");
        async Task TypeAsync(string label, string keys)
        {
            await TabToAsync(page, page.GetByLabel(label, new() { Exact = true }));
            await page.Keyboard.TypeAsync(keys);
        }

        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The name is missing.");
        await Assertions.Expect(page.Locator(":focus").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();

        await TypeAsync("Program", "Academy");
        await TypeAsync("Name", "Academy by keyboard");
        await TypeAsync("Site", "Library");
        await TabToAsync(page, page.GetByLabel("Thursday"));
        await page.Keyboard.PressAsync("Space");
        await TypeAsync("First possible day", "02042027");
        await TypeAsync("Start of a session", "0330PM");
        await TypeAsync("Length in minutes", "90");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }));
        await Assertions.Expect(page.GetByText("Thu, Feb 4, 2027, 3:30–5:00 PM")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Academy by keyboard" })).ToBeVisibleAsync();
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Publish" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Published: people can find it now.")).ToBeVisibleAsync();

        // A time that is emptied goes back to the last one, and a year of two digits means this century.
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit session 1", Exact = true }).ClickAsync();
        await TypeAsync("Date", "020527");
        await TabToAsync(page, page.GetByLabel("Start", new() { Exact = true }));
        await page.Keyboard.PressAsync("Backspace");
        await TypeAsync("Topic", "Potholes");
        await Assertions.Expect(page.GetByLabel("Date", new() { Exact = true })).ToHaveValueAsync("2027-02-05");
        await Assertions.Expect(page.GetByLabel("Start", new() { Exact = true })).ToHaveValueAsync("15:30");
    }

    private static async Task TabToAsync(IPage page, ILocator control)
    {
        for (var i = 0; i < 80; i++)
        {
            if (await control.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        throw new ShouldAssertException($"{control} can't be reached with Tab");
    }
}
