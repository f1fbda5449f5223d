using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Office;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class OfficeSettingsTests
{
    // A red dot, 1 × 1.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task Settings_FilledSavedReopened_AreTheSame()
    {
        await using var app = await WebApp.StartAsync();
        var page = await OpenAsync(app, 1280);
        await page.GetByLabel("Name of the office").FillAsync("Test 311");
        await page.GetByLabel("E-mail for questions").FillAsync("ask@example.org");
        await page.GetByLabel("Paper of certificates").SelectOptionAsync("A4");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Brand color", Exact = true }).FillAsync("#2ec4b6");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take #") }).ClickAsync();
        await page.GetByText("Can be read.").WaitForAsync();
        await page.GetByLabel("Logo").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = Png });
        await page.GetByAltText("Logo, as uploaded").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a signatory" }).ClickAsync();
        await page.GetByLabel("Name of signatory 1").FillAsync("José Peña-Núñez");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a signatory" }).ClickAsync();
        await page.GetByLabel("Name of signatory 2").FillAsync("Ada Byron");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move up signatory 2" }).ClickAsync();
        await page.GetByLabel("Not required").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();

        await page.GoToStaffAsync("/staff/settings");
        (await page.GetByLabel("Name of the office").InputValueAsync()).ShouldBe("Test 311");
        (await page.GetByLabel("Paper of certificates").InputValueAsync()).ShouldBe("A4");
        (await page.GetByLabel("Name of signatory 1").InputValueAsync()).ShouldBe("Ada Byron");
        (await page.GetByLabel("Name of signatory 2").InputValueAsync()).ShouldBe("José Peña-Núñez");
        (await page.GetByLabel("Not required").IsCheckedAsync()).ShouldBeTrue();
        var visitor = await Chrome.OpenAsync(app, 360);
        await visitor.GotoAsync("/");
        await visitor.GetByText("ask@example.org").WaitForAsync();
        (await visitor.Locator(".bar .logo").EvaluateAsync<int>("i => i.naturalWidth")).ShouldBe(1);
    }

    [BrowserFact]
    public async Task Settings_BadInput_IsNamedAtItsFieldAndNothingIsLost()
    {
        await using var app = await WebApp.StartAsync();
        var page = await OpenAsync(app, 360, ColorScheme.Dark);
        await page.GetByLabel("Name of the city").FillAsync("");
        await page.GetByLabel("Telephone for questions").FillAsync("<script>alert(1)</script>");
        await page.GetByLabel("Public address").FillAsync("http://example.org");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Brand color", Exact = true }).FillAsync("#ffff00");
        await page.GetByLabel("Young people: months").FillAsync("99999999999");
        await page.GetByLabel("Logo").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = "<svg/>"u8.ToArray() });
        await page.GetByText("not of a kind that can be used here").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await page.Locator(".field .error", new() { HasText = "The city's name is missing." }).WaitForAsync();
        await page.Locator(".field .error", new() { HasText = "The public address must look like" }).WaitForAsync();
        await page.Locator(".field .error", new() { HasText = "contrast of 1.0" }).WaitForAsync();
        (await page.GetByLabel("Telephone for questions").InputValueAsync()).ShouldBe("<script>alert(1)</script>");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserFact]
    public async Task Settings_ChangedBySomebodyElse_TheSecondIsToldAndKeepsTheirText()
    {
        await using var app = await WebApp.StartAsync();
        var page = await OpenAsync(app, 1280);
        await page.GetByLabel("Name of the office").FillAsync("Mine");
        await app.CallAsync<OfficeService, Result>(async office =>
        {
            var other = (await office.EditAsync(Actor.System)).OrThrow();
            other.OfficeName = "Theirs";
            return await office.UpdateAsync(Actor.System, other);
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await page.GetByText("changed by someone else").WaitForAsync();
        (await page.GetByLabel("Name of the office").InputValueAsync()).ShouldBe("Mine");
        await page.GetByText("Office name: Theirs").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await page.GoToStaffAsync("/staff/settings");
        (await page.GetByLabel("Name of the office").InputValueAsync()).ShouldBe("Mine", "saving again is a decision");
    }

    [BrowserFact]
    public async Task Settings_Configuration_IsShownWithoutSecrets()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Mail:Host"] = "smtp.example.org", ["Mail:Password"] = "hunter2hunter2" });
        var page = await OpenAsync(app, 360);
        await page.GetByText("smtp.example.org:587").WaitForAsync();
        (await page.ContentAsync()).ShouldNotContain("hunter2");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    private static async Task<IPage> OpenAsync(WebApp app, int width, ColorScheme colors = ColorScheme.Light)
    {
        await app.AddUserAsync(Permissions.Administrator);
        var page = await Chrome.OpenAsync(app, width, colors: colors);
        await page.SignInAsync("administrator@example.org");
        await page.GoToStaffAsync("/staff/settings");
        return page;
    }
}
