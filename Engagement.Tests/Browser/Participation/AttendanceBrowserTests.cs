using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engagement.Tests.Browser.Participation;

public class AttendanceBrowserTests
{
    [BrowserFact]
    public async Task Marks_TwoCoordinatorsAndALostNetwork_NothingIsLost()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db);
        await app.AddUserAsync(Permissions.Coordinator, "first@example.org");
        await app.AddUserAsync(Permissions.Coordinator, "second@example.org");
        var (first, second) = (await OpenAsync(app, cohort, "first@example.org", 360), await OpenAsync(app, cohort, "second@example.org", 1280));
        await first.ShouldBeAccessibleAsync();
        await first.ShouldNotScrollSidewaysAsync();

        await Task.WhenAll(Tap(first, 1, "Present"), Tap(second, 2, "Late"));
        await Task.WhenAll(SavedAsync(first, 1), SavedAsync(second, 2));
        // Each sees the other's mark without loading the page again.
        await Expect(Row(first, 2)).ToHaveAttributeAsync("data-mark", "Late");
        await Expect(Row(second, 1)).ToHaveAttributeAsync("data-mark", "Present");

        await first.Context.SetOfflineAsync(offline: true);
        await Tap(first, 3, "Absent");
        await Expect(Row(first, 3).Locator("[data-state]")).ToContainTextAsync("not saved");
        (await db.Attendance.CountAsync()).ShouldBe(2);
        await first.ShouldBeAccessibleAsync();
        await first.Context.SetOfflineAsync(offline: false);
        await SavedAsync(first, 3);

        await Row(second, 4).GetByText("Excused", new() { Exact = true }).ClickAsync();
        await Row(second, 4).GetByLabel("Reason").FillAsync("Awards ceremony");
        await second.ShouldBeAccessibleAsync();
        await Row(second, 4).GetByLabel("Reason").PressAsync("Enter");
        await SavedAsync(second, 4);
        await second.GetByRole(AriaRole.Button, new() { Name = "Mark the rest present" }).ClickAsync();
        await SavedAsync(second, 5);
        (await db.Attendance.CountAsync()).ShouldBe(5);
        (await db.Attendance.SingleAsync(a => a.Mark == AttendanceMark.Excused)).Reason.ShouldBe("Awards ceremony");
    }

    [BrowserFact]
    public async Task Marks_OfflineOverAColleague_IsToldAndKeepsTheirs()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db);
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await OpenAsync(app, cohort, "coordinator@example.org", 360);
        await page.Context.SetOfflineAsync(offline: true);
        await Tap(page, 1, "Absent");
        var enrollment = await db.Enrollments.SingleAsync(e => e.Seat == 1);
        (await app.CallAsync<AttendanceService, Core.Common.Result<MarkRow>>(s => s.MarkAsync(Actor.System, cohort.Sessions[0].Id, enrollment.Id, new(AttendanceMark.Present)))).OrThrow();
        // The page is closed while its tap waits, and opened again with the network back.
        await page.Context.SetOfflineAsync(offline: false);
        await Expect(Row(page, 1).Locator("[data-state]")).ToContainTextAsync("System has marked present in the meantime");
        await Expect(Row(page, 1)).ToHaveAttributeAsync("data-mark", "Present");
        await Tap(page, 1, "Absent");
        await SavedAsync(page, 1);
        (await db.Attendance.AsNoTracking().SingleAsync()).Mark.ShouldBe(AttendanceMark.Absent);
    }

    [BrowserFact]
    public async Task Marks_KeyboardAlone_Work()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db);
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await OpenAsync(app, cohort, "coordinator@example.org", 1280);
        await Row(page, 1).GetByRole(AriaRole.Button, new() { Name = "Present" }).FocusAsync();
        foreach (var key in (string[])["p", "ArrowDown", "l", "ArrowDown", "a", "ArrowDown", "e"]) await page.Keyboard.PressAsync(key);
        await page.Keyboard.TypeAsync("Ill");
        await page.Keyboard.PressAsync("Enter");
        await SavedAsync(page, 4);
        for (var n = 1; n <= 4; n++) await Expect(Row(page, n)).ToHaveAttributeAsync("data-mark", ((string[])["Present", "Late", "Absent", "Excused"])[n - 1]);
        (await db.Attendance.CountAsync()).ShouldBe(4);
    }

    [BrowserFact]
    public async Task Marks_WithoutScript_WorkToo()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db, capacity: 5);
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        await page.SignInAsync("coordinator@example.org");
        await page.GotoAsync($"/staff/sessions/{cohort.Sessions[0].Id}/attendance");
        await Tap(page, 2, "Late");
        await Expect(Row(page, 2)).ToHaveAttributeAsync("data-mark", "Late");
        await page.GetByText("Add a new person").ClickAsync();
        await page.GetByLabel("First name").FillAsync("Walter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and mark present" }).ClickAsync();
        (await page.GetByRole(AriaRole.Status).First.InnerTextAsync()).ShouldContain("waitlist");
        await page.GetByRole(AriaRole.Button, new() { Name = "Walter" }).ClickAsync();
        (await page.GetByRole(AriaRole.Status).First.InnerTextAsync()).ShouldContain("marked present");
        (await db.Attendance.CountAsync()).ShouldBe(2);
    }

    private static ILocator Row(IPage page, int n) => page.Locator("li[data-id]").Nth(n - 1);

    private static Task Tap(IPage page, int n, string mark) => Row(page, n).GetByRole(AriaRole.Button, new() { Name = mark, Exact = true }).ClickAsync();

    private static Task SavedAsync(IPage page, int n) => Expect(Row(page, n).Locator("[data-state]")).ToContainTextAsync("saved ✓");

    private static async Task<IPage> OpenAsync(WebApp app, Cohort cohort, string email, int width)
    {
        var page = await Chrome.OpenAsync(app, width);
        await page.SignInAsync(email);
        await page.GotoAsync($"/staff/sessions/{cohort.Sessions[0].Id}/attendance");
        await page.Locator("html[data-attendance=ready]").WaitForAsync();
        return page;
    }

    private static async Task<Cohort> ClassAsync(WebApp app, EngagementDb db, int capacity = 6)
    {
        var cohort = await Arrange.CohortNowAsync(db, 0, capacity);
        var people = await Arrange.PeopleAsync(db, 5);
        (await app.CallAsync<EnrollmentService, Core.Common.Result<EnrollOutcome>>(s => s.EnrollManyAsync(Actor.System, cohort.Id, people))).OrThrow();
        return cohort;
    }
}
