using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class FeedBrowserTests
{
    [BrowserFact]
    public async Task Addresses_MadeByStaffAndByALiaison_AnswerACalendar()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var (_, liaison) = await app.AddLiaisonAsync();
        var scene = new CityScene(name: "Night school");
        var cohort = scene.Cohort("Fall class", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(14));
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync())
        {
            db.AddRange([.. scene.All]);
            await db.SaveChangesAsync();
        }

        var office = await Chrome.OpenAsync(app);
        await office.SignInAsync("coordinator@example.org");
        await office.GoToStaffAsync($"/staff/cohorts/{cohort.Id}");
        await office.GetByText("Subscribe in a calendar").ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var first = await office.GetByLabel("Address for calendars").InputValueAsync();
        await office.ShouldBeAccessibleAsync();
        await office.LookAsync("feed-cohort");
        var calendar = await office.APIRequest.GetAsync(first);
        calendar.Headers["content-type"].ShouldBe("text/calendar; charset=utf-8");
        (await calendar.TextAsync()).ShouldContain("BEGIN:VEVENT");
        (await office.APIRequest.GetAsync(first, new() { Headers = [new("If-None-Match", calendar.Headers["etag"])] })).Status.ShouldBe(304);
        await office.GetByRole(AriaRole.Button, new() { Name = "Make another address" }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Yes, replace it" }).ClickAsync();
        await Assertions.Expect(office.GetByLabel("Address for calendars")).Not.ToHaveValueAsync(first);
        (await office.APIRequest.GetAsync(first)).Status.ShouldBe(404);

        var phone = await Chrome.OpenAsync(app, 360, javaScript: false);
        await phone.SignInAsync(liaison.Email!);
        await phone.GotoAsync("/liaison/calendar");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var mine = await phone.GetByLabel("Address for calendars").InputValueAsync();
        (await phone.APIRequest.GetAsync(mine)).Status.ShouldBe(200);
        await phone.ShouldNotScrollSidewaysAsync();
        var scripts = await Chrome.OpenAsync(app, 360);
        await scripts.SignInAsync(liaison.Email!);
        await scripts.GotoAsync("/liaison/calendar");
        await Assertions.Expect(scripts.GetByLabel("Address for calendars")).ToHaveValueAsync(mine);
        await scripts.ShouldBeAccessibleAsync();
        await scripts.LookAsync("feed-liaison");
    }
}
