using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Demo;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

/// <summary>The pictures of README and docs: bin/screens.</summary>
[Trait("Category", "Screens")]
public class SiteScreens
{
    private static readonly (string Address, string Name)[] Public = [("/", "home"), ("/apply", "apply"), ("/checkin", "check-in"), ("/verify", "verify"), ("/privacy", "privacy")];

    private static readonly (string Address, string Name)[] Staff =
        [("/staff", "today"), ("/staff/calendar", "calendar"), ("/staff/cohorts", "cohorts"), ("/staff/people", "people"), ("/staff/certificates", "certificates"), ("/staff/clashes", "clashes"), ("/staff/programs", "programs"), ("/staff/presenters", "presenters"), ("/staff/settings", "settings")];

    [ScreensFact]
    public async Task TakeAll()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        (await app.CallAsync<DemoCityService, Result>(s => s.LoadAsync(Actor.System))).Ok.ShouldBeTrue();
        var staff = Staff.Concat(await OfTheDemoAsync(app)).ToList();
        foreach (var (width, colors) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            var page = await Chrome.OpenAsync(app, width, colors: colors);
            foreach (var (address, name) in Public)
            {
                await page.GotoAsync(address);
                await TakeAsync(page, name, width, colors);
            }
            await page.SignInAsync("administrator@example.org");
            foreach (var (address, name) in staff)
            {
                if ((await page.GotoAsync(address))?.Status != 200) continue;
                // The attendance page has no circuit.
                if (!address.EndsWith("/attendance", StringComparison.Ordinal)) await page.Locator("html[data-circuit=ready]").WaitForAsync();
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await TakeAsync(page, name, width, colors);
            }
        }
    }

    /// <summary>A running youth cohort, its last session, and a certificate.</summary>
    private static async Task<IEnumerable<(string Address, string Name)>> OfTheDemoAsync(WebApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync();
        var now = DateTime.UtcNow;
        var session = await db.Sessions.Where(s => s.EndsUtc < now && db.Cohorts.Any(c => c.Id == s.CohortId && c.Status == CohortStatus.Published && c.Name.StartsWith("YEP, Penn")))
            .OrderByDescending(s => s.StartsUtc).Select(s => new { s.Id, s.CohortId }).FirstAsync();
        var certificate = await db.Certificates.OrderBy(c => c.Number).Select(c => c.Id).FirstAsync();
        var person = await db.Enrollments.Where(e => e.CohortId == session.CohortId).Select(e => e.PersonId).FirstAsync();
        var cohort = $"/staff/cohorts/{session.CohortId}";
        return
        [
            (cohort, "cohort"), ($"{cohort}/roster", "roster"), ($"{cohort}/consents", "consents"), ($"{cohort}/graduation", "graduation"),
            ($"/staff/sessions/{session.Id}", "session"), ($"/staff/sessions/{session.Id}/attendance", "attendance"), ($"/staff/sessions/{session.Id}/move", "snow-day"),
            ($"/staff/certificates/{certificate}", "certificate"), ($"/staff/people/{person}", "person"),
        ];
    }

    private static Task TakeAsync(IPage page, string name, int width, ColorScheme colors) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(ScreensFactAttribute.Folder!, $"{name}-{width}{(colors == ColorScheme.Dark ? "-dark" : "")}.png"),
    });
}
