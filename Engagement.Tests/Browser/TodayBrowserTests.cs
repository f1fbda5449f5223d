using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class TodayBrowserTests
{
    [BrowserFact]
    public async Task Today_NewInstallationThenFull_TellsWhatToDo()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        await app.AddUserAsync(Permissions.Leadership);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync("/staff");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a site" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New site" })).ToBeVisibleAsync();
        await FillAsync(app);
        foreach (var width in (int[])[1280, 360])
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.GoToStaffAsync("/staff");
            await Assertions.Expect(page.GetByText("2 of 10 seats")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Ada Byron")).ToBeVisibleAsync();
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
        }
        var leader = await Chrome.OpenAsync(app);
        await leader.SignInAsync("leadership@example.org");
        await leader.GoToStaffAsync("/staff");
        await Assertions.Expect(leader.GetByText("1 presenter's clearance has expired")).ToBeVisibleAsync();
        (await leader.GetByText("Ada Byron").CountAsync()).ShouldBe(0);
        await leader.ShouldBeAccessibleAsync();
    }

    private static async Task FillAsync(WebApp app)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var scene = new CityScene(forMinors: true, "After school");
        var coming = scene.Cohort("Penn Treaty", today.AddDays(1), today.AddDays(8));
        var over = scene.Cohort("Last spring", today.AddDays(-30));
        for (var i = 1; i <= 2; i++) scene.Enroll(coming, i);
        scene.Enroll(over, 1);
        scene.More.Add(new Presenter("Ada Byron") { ClearanceExpires = today.AddDays(-2) });
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync();
        db.AddRange(scene.All);
        await db.SaveChangesAsync();
    }
}
