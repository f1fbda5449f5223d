using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Participation;

public class CheckInBrowserTests
{
    [BrowserFact]
    public async Task CheckIn_OnAPhoneWithoutScript_OnceAndClean()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db, startsInMinutes: 5);
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        await page.GotoAsync("/checkin");
        await page.GetByLabel("Code on the screen").FillAsync("WRONG1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("not valid now");
        for (var time = 1; time <= 2; time++)
        {
            await page.GotoAsync($"/c/{await CodeAsync(app, cohort)}");
            await page.GetByLabel("Your full name").FillAsync("Nobody");
            await page.GetByRole(AriaRole.Button, new() { Name = "Check me in" }).ClickAsync();
            (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("could not find you");
            page.Url.ShouldEndWith("/checkin");
            await page.ShouldNotScrollSidewaysAsync();
            await page.GetByLabel("Your full name").FillAsync("person 001");
            await page.GetByRole(AriaRole.Button, new() { Name = "Check me in" }).ClickAsync();
            (await page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldContain(time == 1 ? "Checked in at" : "already checked in at");
            (await page.ContentAsync()).ShouldNotContain("001");
        }
        (await db.Attendance.CountAsync()).ShouldBe(1);
        var answer = await page.GotoAsync("/checkin");
        answer!.Headers["cache-control"].ShouldContain("no-store");
    }

    [BrowserFact]
    public async Task CheckIn_TooEarly_SaysWhenItOpens()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db, startsInMinutes: 90);
        var page = await Chrome.OpenAsync(app);
        await page.GotoAsync($"/c/{await CodeAsync(app, cohort)}");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Check-in opens at");
        await page.ShouldBeAccessibleAsync();
    }

    [BrowserFact]
    public async Task Screen_Presenter_ShowsACodeThatWorks()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await ClassAsync(app, db, startsInMinutes: 5, minors: true);
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GotoAsync($"/staff/sessions/{cohort.Sessions[0].Id}/check-in-screen");
        var code = await page.Locator(".code").InnerTextAsync();
        await page.ShouldBeAccessibleAsync();
        var student = await Chrome.OpenAsync(app, 360);
        await student.GotoAsync($"/checkin?typed={code}");
        await student.ShouldBeAccessibleAsync();
        (await student.Locator("option, datalist, select").CountAsync()).ShouldBe(0);
        await student.GetByLabel("Code on your card").FillAsync("Person 001");
        await student.GetByRole(AriaRole.Button, new() { Name = "Check me in" }).ClickAsync();
        (await student.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("code on your card");
        var card = await db.Enrollments.Select(e => e.CardCode).FirstAsync();
        await student.GetByLabel("Code on your card").FillAsync($" {card[..4].ToLowerInvariant()}-{card[4..]}");
        await student.GetByRole(AriaRole.Button, new() { Name = "Check me in" }).ClickAsync();
        await student.GetByRole(AriaRole.Status).WaitForAsync();
        await student.ShouldBeAccessibleAsync();
    }

    private static async Task<Cohort> ClassAsync(WebApp app, EngagementDb db, double startsInMinutes, bool minors = false)
    {
        var cohort = await Arrange.CohortNowAsync(db, startsInMinutes, minors: minors);
        var people = await Arrange.PeopleAsync(db, 3);
        (await app.CallAsync<EnrollmentService, Core.Common.Result<EnrollOutcome>>(s => s.EnrollManyAsync(Actor.System, cohort.Id, people))).OrThrow();
        return cohort;
    }

    private static async Task<string> CodeAsync(WebApp app, Cohort cohort) =>
        (await app.CallAsync<CheckInService, Core.Common.Result<CheckInScreen>>(s => s.ScreenAsync(Actor.System, cohort.Sessions[0].Id))).OrThrow().Code;
}
