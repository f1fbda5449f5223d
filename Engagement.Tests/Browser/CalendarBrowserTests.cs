using System.Globalization;
using System.Text.RegularExpressions;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class CalendarBrowserTests
{
    // The middle of next month, so that the days around it are in the same view, whenever the test runs.
    private static readonly DateOnly First = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 12).AddMonths(1);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ILocator Day(IPage page, DateOnly day) => page.Locator($"[data-date='{Iso(day)}']");

    private static async Task<(WebApp App, Cohort Cohort)> StartAsync()
    {
        var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var scene = new CityScene(name: "Night school");
        var cohort = scene.Cohort("Fall class", First, First.AddDays(7));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync();
        db.AddRange([.. scene.All, new Closure(null, First.AddDays(2), First.AddDays(2), "City holiday")]);
        await db.SaveChangesAsync();
        return (app, cohort);
    }

    [BrowserFact]
    public async Task Month_DragToAnotherDay_MovesAndUndoMovesBack()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/calendar?date={Iso(First)}");
        await page.ShouldBeAccessibleAsync();
        await Day(page, First).Locator(".event").DragToAsync(Day(page, First.AddDays(2)));
        await Assertions.Expect(Day(page, First.AddDays(2)).Locator(".event")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("is closed at Night school site: City holiday.");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(Day(page, First).Locator(".event")).ToHaveCountAsync(1);
        await Assertions.Expect(Day(page, First.AddDays(2)).Locator(".event")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Month_KeyboardAlone_MovesThroughTheDialog()
    {
        var (app, cohort) = await StartAsync();
        await using var __ = app;
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/calendar?date={Iso(First)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move Session 1" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await Assertions.Expect(page.GetByLabel("New date")).ToBeFocusedAsync();
        await page.GetByLabel("New date").FillAsync("1980-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move session", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("between the years 2000 and 2100");
        await page.GetByLabel("New date").FillAsync(Iso(First.AddDays(1)));
        await page.GetByLabel("Start").FillAsync("09:30");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Day(page, First.AddDays(1)).Locator(".event")).ToContainTextAsync("9:30 AM");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeFocusedAsync();
        var moved = await app.CallAsync<CalendarService, CalendarItem>(async s => (await s.FindAsync(Actor.System, cohort.Sessions[0].Id)).OrThrow());
        (moved.Date, moved.Start).ShouldBe((First.AddDays(1), new TimeOnly(9, 30)));
    }

    [BrowserFact]
    public async Task Views_StateInTheAddress_SurvivesBackAndLinks()
    {
        var (app, cohort) = await StartAsync();
        await using var __ = app;
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/calendar?date={Iso(First)}");
        foreach (var view in (string[])["Week", "Agenda"])
        {
            await page.GetByRole(AriaRole.Link, new() { Name = view, Exact = true }).ClickAsync();
            await Assertions.Expect(Day(page, First).GetByText("6:00–7:00 PM")).ToBeVisibleAsync();
            await page.ShouldBeAccessibleAsync();
        }
        await page.GetByText("Filter", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Status of the cohort").SelectOptionAsync("Draft");
        await Assertions.Expect(page.Locator(".event")).ToHaveCountAsync(0);
        page.Url.ShouldContain("status=Draft");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".event")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Fall class" }).First).ToHaveAttributeAsync("href", $"/staff/sessions/{cohort.Sessions[0].Id}");
    }

    [BrowserFact]
    public async Task Phone_FirstVisit_IsAnAgendaAndTheMonthReflows()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        var page = await Chrome.OpenAsync(app, 360);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/calendar?date={Iso(First)}");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("view=agenda", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".agenda-day .event")).ToHaveCountAsync(2);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Month", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("td .event")).ToHaveCountAsync(2);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }
}
