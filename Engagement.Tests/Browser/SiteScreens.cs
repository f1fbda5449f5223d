using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

/// <summary>The pictures of README and docs: bin/screens.</summary>
[Trait("Category", "Screens")]
public class SiteScreens
{
    private static readonly (string Address, string Name)[] Public = [("/", "home"), ("/privacy", "privacy"), ("/no-such-page", "not-found")];

    private static readonly (string Address, string Name)[] Staff =
        [("/staff", "today"), ("/staff/calendar", "calendar"), ("/staff/cohorts", "cohorts"), ("/staff/people", "people"), ("/staff/programs", "programs"), ("/staff/settings", "settings")];

    [ScreensFact]
    public async Task TakeAll()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        foreach (var (width, colors) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Light), (1280, ColorScheme.Dark), (360, ColorScheme.Dark) })
        {
            var page = await Chrome.OpenAsync(app, width, colors: colors);
            foreach (var (address, name) in Public)
            {
                await page.GotoAsync(address);
                await TakeAsync(page, name, width, colors);
            }
            await page.SignInAsync("administrator@example.org");
            foreach (var (address, name) in Staff)
            {
                if ((await page.GotoAsync(address))?.Status != 200) continue;
                await page.Locator("html[data-circuit=ready]").WaitForAsync();
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await TakeAsync(page, name, width, colors);
            }
        }
    }

    private static Task TakeAsync(IPage page, string name, int width, ColorScheme colors) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(ScreensFactAttribute.Folder!, $"{name}-{width}{(colors == ColorScheme.Dark ? "-dark" : "")}.png"),
    });
}
