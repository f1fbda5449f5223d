using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class SitePublicTests
{
    [BrowserFact]
    public async Task PublicPages_BothWidthsColorsAndLanguages_AreAccessibleAndFit()
    {
        await using var app = await WebApp.StartAsync();
        await OpenCohortAsync(app);
        foreach (var (width, colors, locale) in new[] { (1280, ColorScheme.Light, "en-US"), (360, ColorScheme.Dark, "es-MX"), (360, ColorScheme.Light, "en-US"), (1280, ColorScheme.Dark, "es-US") })
        {
            var page = await Chrome.OpenAsync(app, width, colors: colors, locale: locale);
            foreach (var address in new[] { "/", "/privacy", "/no-such-page" })
            {
                await page.GotoAsync(address);
                (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(locale[..2]);
                await page.ShouldBeAccessibleAsync();
                await page.ShouldNotScrollSidewaysAsync();
            }
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task Home_LanguageChosenWithoutJavaScript_StaysChosen()
    {
        await using var app = await WebApp.StartAsync();
        await OpenCohortAsync(app);
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        await page.GotoAsync("/");
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync()).ShouldBe("Community programs");
        await page.GetByText("Thursday, January 1, 2099").First.WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync()).ShouldBe("Programas comunitarios");
        await page.GetByText("jueves, 1 de enero de 2099").First.WaitForAsync();
        await page.GotoAsync("/privacy");
        await page.GetByText("se borran 12 meses después").WaitForAsync();
    }

    [BrowserFact]
    public async Task Home_RightToLeft_DoesNotBreakOnAPhone()
    {
        await using var app = await WebApp.StartAsync();
        await OpenCohortAsync(app);
        var page = await Chrome.OpenAsync(app, 360);
        foreach (var address in new[] { "/", "/privacy", "/account/sign-in" })
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
            await page.ShouldNotScrollSidewaysAsync();
            // What is at the start must now be at the right.
            var brand = (await page.Locator(".bar .brand").BoundingBoxAsync())!;
            (brand.X + brand.Width).ShouldBeGreaterThan(300);
        }
    }

    [BrowserFact]
    public async Task SkipLink_FirstTab_LeadsToTheContentOfThisPage()
    {
        await using var app = await WebApp.StartAsync();
        var page = await Chrome.OpenAsync(app, 360);
        await page.GotoAsync("/privacy");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        page.Url.ShouldEndWith("/privacy#main");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
    }

    [BrowserFact]
    public async Task PublicPages_WithTheirStylesheet_WeighAtMost30KB()
    {
        await using var app = await WebApp.StartAsync();
        await OpenCohortAsync(app);
        foreach (var address in new[] { "/", "/privacy", "/no-such-page", "/account/sign-in" })
        {
            var page = await Chrome.OpenAsync(app, 360);
            var requests = new List<IRequest>();
            page.RequestFinished += (_, r) => requests.Add(r);
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            var bytes = 0;
            foreach (var request in requests)
            {
                var sizes = await request.SizesAsync();
                bytes += sizes.ResponseHeadersSize + sizes.ResponseBodySize;
            }
            bytes.ShouldBeInRange(1_000, 30 * 1024, $"{address}: {string.Join(", ", requests.Select(r => r.Url))}");
            (await page.ContentAsync()).ShouldNotContain("Component-State");
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task BrandColor_Changed_ColorsThePublicPages()
    {
        await using var app = await WebApp.StartAsync();
        await app.CallAsync<OfficeService, Result>(async office =>
        {
            var input = (await office.EditAsync(Core.Accounts.Actor.System)).OrThrow();
            input.BrandColor = "#17662f";
            return await office.UpdateAsync(Core.Accounts.Actor.System, input);
        });
        foreach (var colors in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await Chrome.OpenAsync(app, colors: colors);
            await page.GotoAsync("/");
            (await page.Locator(".bar").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor")).ShouldBe("rgb(23, 102, 47)");
            await page.ShouldBeAccessibleAsync();
        }
    }

    private static Task<int> OpenCohortAsync(WebApp app) => app.CallAsync<IDbContextFactory<EngagementDb>, int>(async dbs =>
    {
        await using var db = dbs.CreateDbContext();
        var program = new Core.Programs.Program("Test Academy with a rather long name of its own", "test-academy");
        db.Add(program);
        var cohort = new Cohort(program.Id, "Test Academy, spring class at the Lovett Memorial Library");
        var entry = db.Add(cohort);
        entry.Property(c => c.Status).CurrentValue = CohortStatus.Published;
        entry.Property(c => c.EnrollmentOpens).CurrentValue = new DateOnly(2020, 1, 1);
        entry.Property(c => c.StartDate).CurrentValue = new DateOnly(2099, 1, 1);
        return await db.SaveChangesAsync();
    });
}
