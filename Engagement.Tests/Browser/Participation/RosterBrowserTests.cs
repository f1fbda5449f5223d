using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engagement.Tests.Browser.Participation;

public class RosterBrowserTests
{
    [BrowserFact]
    public async Task Roster_Withdraw_FirstInLineIsPromotedAndTold()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, 60, capacity: 2);
        var people = await Arrange.PeopleAsync(db, 4);
        (await app.CallAsync<EnrollmentService, Core.Common.Result<EnrollOutcome>>(s => s.EnrollManyAsync(Actor.System, cohort.Id, people[..3]))).OrThrow();
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app, 360);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/cohorts/{cohort.Id}/roster");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByLabel("Choose Person 001").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw …" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw 1" }).ClickAsync();
        await Expect(page.GetByText("A reason is missing.")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Why withdraw 1?").FillAsync("moved away");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw 1" }).ClickAsync();
        await Expect(page.GetByText("1 from the waitlist got the free seat")).ToBeVisibleAsync();
        await page.GetByText("Add a person").ClickAsync();
        await page.GetByLabel("Find somebody known").PressSequentiallyAsync("004");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Person 004" }).ClickAsync();
        await Expect(page.GetByText("Person 004 is on the waitlist")).ToBeVisibleAsync();
        (await db.Enrollments.CountAsync(e => e.Seat != null)).ShouldBe(2);
        await page.GotoAsync("/staff/applications");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 waiting in Academy, spring" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }
}
