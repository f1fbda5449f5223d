using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class AccountTests
{
    private const string Good = "four words in row";

    private static async Task CheckAsync(IPage page)
    {
        await page.ShouldBeAccessibleAsync();
        await page.SetViewportSizeAsync(360, 740);
        await page.ShouldNotScrollSidewaysAsync();
        await page.ShouldBeAccessibleAsync();
        await page.SetViewportSizeAsync(1280, 900);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [BrowserFact]
    public async Task Setup_PrintedLink_MakesTheFirstAdministrator()
    {
        await using var app = await WebApp.StartAsync();
        var page = await Chrome.OpenAsync(app, javaScript: false);
        await page.GotoAsync("/setup");
        (await page.Locator("form").CountAsync()).ShouldBe(0);
        var token = app.Services.GetRequiredService<SetupToken>().Renew();
        await page.GotoAsync($"/setup?token={token}");
        await page.GetByLabel("Your name").FillAsync("Ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password").FillAsync("password");
        await Button(page, "Make the account").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many people use this password");
        (await page.GetByLabel("E-mail").InputValueAsync()).ShouldBe("ada@example.org");
        await page.GetByLabel("Password").FillAsync(Good);
        await Button(page, "Make the account").ClickAsync();
        await page.WaitForURLAsync("**/staff");
        await page.GotoAsync($"/setup?token={token}");
        (await page.Locator("form").CountAsync()).ShouldBe(0);
    }

    [BrowserFact]
    public async Task Invitation_AcceptedAndSignedIn_Works()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var admin = await Chrome.OpenAsync(app);
        await admin.SignInAsync("administrator@example.org");
        await admin.GoToStaffAsync("/staff/users");
        await admin.GetByLabel("E-mail", new() { Exact = true }).FillAsync("bob@example.org");
        await admin.GetByLabel("Role").SelectOptionAsync(Permissions.Coordinator);
        await Button(admin, "Invite").ClickAsync();
        var link = await admin.GetByLabel("One-time link").InputValueAsync();
        link.ShouldStartWith(app.Address);
        await CheckAsync(admin);

        var bob = await Chrome.OpenAsync(app, javaScript: false);
        await bob.GotoAsync(link);
        await bob.GetByLabel("Your name").FillAsync("Bob");
        await bob.GetByLabel("Password").FillAsync(Good);
        await Button(bob, "Make the account").ClickAsync();
        await bob.WaitForURLAsync("**/staff");
        await bob.GotoAsync(link);
        await Assertions.Expect(bob.GetByRole(AriaRole.Heading, new() { Name = "This link is not valid" })).ToBeVisibleAsync();
        await bob.GotoAsync("/account");
        await Button(bob, "Sign out").ClickAsync();
        await bob.GetByLabel("E-mail").FillAsync("bob@example.org");
        await bob.GetByLabel("Password").FillAsync(Good);
        await Button(bob, "Sign in").ClickAsync();
        await bob.WaitForURLAsync("**/staff");
        await admin.GoToStaffAsync("/staff/users");
        await Assertions.Expect(admin.GetByRole(AriaRole.Link, new() { Name = "Bob" })).ToBeVisibleAsync();
        await admin.GoToStaffAsync("/staff/audit");
        await Assertions.Expect(admin.GetByText("accepted an invitation as Coordinator")).ToBeVisibleAsync();
        await CheckAsync(admin);
    }

    [BrowserFact]
    public async Task SecondFactor_Required_LeadsToEnrollmentAndAsksForACode()
    {
        await using var app = await WebApp.StartAsync();
        await using (var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext())
        {
            db.OfficeSettings.Add(new OfficeSettings { RequireSecondFactor = true });
            await db.SaveChangesAsync();
        }
        await app.AddUserAsync(Permissions.Coordinator);
        await app.AddUserAsync(Permissions.Leadership);
        var free = await Chrome.OpenAsync(app);
        await free.SignInAsync("leadership@example.org");
        free.Url.ShouldEndWith("/staff");

        var page = await Chrome.OpenAsync(app, javaScript: false);
        await page.GotoAsync("/account/sign-in");
        async Task PasswordAsync()
        {
            await page.GetByLabel("E-mail").FillAsync("coordinator@example.org");
            await page.GetByLabel("Password").FillAsync(WebApp.Password);
            await Button(page, "Sign in").ClickAsync();
        }
        await PasswordAsync();
        await page.WaitForURLAsync("**/account/second-factor");
        await page.GotoAsync("/staff");
        page.Url.ShouldEndWith("/account/second-factor");
        var key = await page.Locator("p code").InnerTextAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await Button(page, "Use this app").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not fit");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(Totp.Code(key, DateTimeOffset.UtcNow));
        await Button(page, "Use this app").ClickAsync();
        var recovery = await page.Locator("li code").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.WaitForURLAsync("**/staff");

        foreach (var code in new[] { Totp.Code(key, DateTimeOffset.UtcNow), recovery })
        {
            await page.GotoAsync("/account");
            await Button(page, "Sign out").ClickAsync();
            await PasswordAsync();
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
            await Button(page, "Sign in").ClickAsync();
            await page.WaitForURLAsync("**/staff");
        }
    }

    [BrowserFact]
    public async Task Passkey_AddedThenUsed_SignsIn()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        // A passkey belongs to a name, not to a number.
        var home = app.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal).TrimEnd('/');
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync(home + "/account/sign-in");
        await page.GetByLabel("E-mail").FillAsync("coordinator@example.org");
        await page.GetByLabel("Password").FillAsync(WebApp.Password);
        await Button(page, "Sign in").ClickAsync();
        await page.WaitForURLAsync("**/staff");
        await page.GotoAsync(home + "/account/passkeys");
        await page.GetByLabel("Name of the new passkey").FillAsync("my phone");
        await Button(page, "Add a passkey").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "my phone" })).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GotoAsync(home + "/account");
        await Button(page, "Sign out").ClickAsync();
        await Button(page, "Sign in with a passkey").ClickAsync();
        await page.WaitForURLAsync("**/staff");
        await page.GotoAsync(home + "/account/passkeys");
        await Button(page, "Remove my phone").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "my phone" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Reset_LinkFromAnAdministrator_SetsANewPassword()
    {
        await using var app = await WebApp.StartAsync();
        var user = await app.AddUserAsync(Permissions.Coordinator);
        var link = (await app.CallAsync<PasswordService, Engagement.Core.Common.Result<IssuedLink>>(s => s.MakeResetAsync(TestDb.Admin, user.Id))).OrThrow();
        var page = await Chrome.OpenAsync(app, 360, javaScript: false, locale: "es-US");
        await page.GotoAsync($"/account/reset?token={link.Token}");
        await page.GetByLabel("Contraseña nueva").FillAsync(Good);
        await Button(page, "Usar esta contraseña").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Iniciar sesión", Exact = true }).First.ClickAsync();
        await page.GetByLabel("Correo electrónico").FillAsync(user.Email!);
        await page.GetByLabel("Contraseña").FillAsync(Good);
        await Button(page, "Iniciar sesión").ClickAsync();
        await page.WaitForURLAsync("**/staff");
    }

    [BrowserFact]
    public async Task Pages_OfTheAccount_AreAccessible()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var page = await Chrome.OpenAsync(app);
        var open = new[] { $"/setup?token={app.Services.GetRequiredService<SetupToken>().Renew()}", "/setup", "/invitation", "/account/forgot", "/account/reset", "/account/sign-in", "/account/denied" };
        foreach (var path in open)
        {
            await page.GotoAsync(path);
            await CheckAsync(page);
        }
        await page.SignInAsync("administrator@example.org");
        foreach (var path in (string[])["/account", "/account/password", "/account/second-factor", "/account/passkeys", "/account/sessions"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page);
        }
        await page.GoToStaffAsync("/staff/users");
        await page.GetByRole(AriaRole.Link, new() { Name = "Administrator in a test", Exact = true }).ClickAsync();
        await Assertions.Expect(Button(page, "Change role")).ToBeVisibleAsync();
        await CheckAsync(page);
        await Button(page, "Disable").ClickAsync();
        await Button(page, "Yes, disable").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("last administrator");
    }
}
