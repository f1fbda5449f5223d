using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class SiteFrameTests
{
    [BrowserFact]
    public async Task Menu_OnAPhone_OpensAndClosesByKeyboard()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var page = await Chrome.OpenAsync(app, 360);
        await page.SignInAsync("administrator@example.org");
        await page.GoToStaffAsync("/staff");
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        (await menu.IsVisibleAsync()).ShouldBeFalse();
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Menu" });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(menu).ToBeVisibleAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await Assertions.Expect(button).ToBeFocusedAsync();
        await button.ClickAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.WaitForURLAsync("**/staff/settings");
        await Assertions.Expect(menu).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Menu_ByRole_ShowsOnlyWhatMayBeOpened()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Leadership);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("leadership@example.org");
        await page.GoToStaffAsync("/staff");
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        (await menu.GetByRole(AriaRole.Heading).AllTextContentsAsync()).ShouldBe(["Daily work"]);
        (await menu.GetByRole(AriaRole.Link).AllTextContentsAsync()).ShouldNotContain("People");
        await page.ShouldBeAccessibleAsync();
    }

    [BrowserFact]
    public async Task LostConnection_IsSaidInAnAccessibleDialog()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Leadership);
        var page = await Chrome.OpenAsync(app, 360, colors: ColorScheme.Dark);
        await page.SignInAsync("leadership@example.org");
        await page.GoToStaffAsync("/staff");
        foreach (var (state, heading) in new[] { ("show", "Connecting again …"), ("failed", "No connection"), ("rejected", "Please load the page again") })
        {
            await page.EvaluateAsync("state => document.getElementById('components-reconnect-modal').className = 'components-reconnect-' + state", state);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
        }
    }

    [BrowserFact]
    public async Task Header_StaysInSight_DoesNotHideWhatHasTheFocus()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var page = await Chrome.OpenAsync(app, 360);
        await page.SignInAsync("administrator@example.org");
        await page.GoToStaffAsync("/staff/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).FocusAsync();
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            var hidden = await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().bottom <= document.querySelector('.bar').getBoundingClientRect().bottom");
            hidden.ShouldBeFalse(await page.EvaluateAsync<string>("document.activeElement.outerHTML"));
        }
    }
}
