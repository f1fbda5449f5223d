using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

/// <summary>Sessions that end: because the account was disabled, from another browser, or with a form still open.</summary>
public class AccountSessionTests
{
    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [BrowserFact]
    public async Task Disable_OpenCircuit_EndsByItself()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Accounts:RecheckSeconds"] = "0.2" });
        var user = await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync(user.Email!);
        await page.GoToStaffAsync("/staff");
        (await app.CallAsync<UserService, Engagement.Core.Common.Result>(s => s.DisableAsync(TestDb.Admin, user.Id))).Ok.ShouldBeTrue();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GotoAsync("/staff");
        page.Url.ShouldContain("/account/sign-in");
    }

    [BrowserFact]
    public async Task Sessions_SignOutElsewhere_EndsTheOther()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Accounts:RecheckSeconds"] = "0.2" });
        await app.AddUserAsync(Permissions.Coordinator);
        var (here, there) = (await Chrome.OpenAsync(app, 360), await Chrome.OpenAsync(app));
        await here.SignInAsync("coordinator@example.org");
        await there.SignInAsync("coordinator@example.org");
        await here.GotoAsync("/account/sessions");
        await here.LookAsync();
        await Button(here, "Sign out there: Chrome on Linux").ClickAsync();
        await Assertions.Expect(there.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await Button(here, "Sign out everywhere").ClickAsync();
        await here.GotoAsync("/staff");
        here.Url.ShouldContain("/account/sign-in");
    }

    [BrowserFact]
    public async Task ExpiredForm_SentAgain_KeepsWhatWasTyped()
    {
        await using var app = await WebApp.StartAsync();
        var page = await Chrome.OpenAsync(app, 360);
        await page.GotoAsync("/account/sign-in?ReturnUrl=%2Faccount");
        await page.GetByLabel("E-mail").FillAsync("coordinator@example.org");
        await page.GetByLabel("Password").FillAsync("typed");
        // As after a long time: the form's token and cookie do not fit each other any more.
        await page.Context.ClearCookiesAsync();
        await Button(page, "Sign in").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Please send it again" })).ToBeVisibleAsync();
        (await page.Locator("input[name='Input.Password']").CountAsync()).ShouldBe(0);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await Button(page, "Send again").ClickAsync();
        (await page.GetByLabel("E-mail").InputValueAsync()).ShouldBe("coordinator@example.org");
    }
}
