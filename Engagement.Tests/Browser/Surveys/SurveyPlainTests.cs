using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

public class SurveyPlainTests
{
    [BrowserFact]
    public async Task WithoutScriptAndWithKeysAlone_OneQuestionAPage_FromClassCodeToThanks()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.OpenDb();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.EveryKind, change: c => c.Window.Paging = Paging.OneByOne);
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        await page.GotoAsync("/s");
        await TypeAsync(page, page.GetByLabel("Class code, or the code on your card"), all.Window.ClassCode);
        await TypeAsync(page, page.GetByLabel("Code on your card"), all.Codes[0].Code.ToLowerInvariant());
        await page.GetByText("Page 1 of 9").WaitForAsync();
        await PressAsync(page, "Next");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Please answer this");
        await TabToAsync(page, page.GetByLabel("Yes", new() { Exact = true }));
        await page.Keyboard.PressAsync("ArrowDown");
        await PressAsync(page, "Next");
        await page.GetByText("Page 2 of 8").WaitForAsync();
        (await page.GetByText("What would you report?").IsVisibleAsync()).ShouldBeTrue("who has not heard of it is not asked how");
        await TabToAsync(page, page.GetByLabel("graffiti"));
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, "Español");
        await page.GetByText("¿Qué reportarías?").WaitForAsync();
        (await page.GetByLabel("graffiti").IsCheckedAsync()).ShouldBeTrue();
        await PressAsync(page, "English");
        for (var i = 2; i < 5; i++)
        {
            await page.GetByText($"Page {i} of 8").WaitForAsync();
            await PressAsync(page, "Next");
        }
        await page.GetByText("Page 5 of 8").WaitForAsync();
        // Enter in a field goes on; it does not choose a language.
        await TypeAsync(page, page.GetByLabel("How many years have you lived here?"), "many");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("whole number from 0 to 99");
        (await page.GetByLabel("How many years have you lived here?").InputValueAsync()).ShouldBe("many");
        await page.GetByLabel("How many years have you lived here?").FillAsync("12");
        await PressAsync(page, "Next");
        await page.GetByText("Page 6 of 8").WaitForAsync();
        await PressAsync(page, "Back");
        (await page.GetByLabel("How many years have you lived here?").InputValueAsync()).ShouldBe("12");
        for (var i = 5; i < 8; i++)
        {
            await page.GetByText($"Page {i} of 8").WaitForAsync();
            await PressAsync(page, "Next");
        }
        await page.GetByText("Page 8 of 8").WaitForAsync();
        await PressAsync(page, "Send my answers");
        await page.GetByText("We read every answer.").WaitForAsync();
        (await all.AnswersAsync(db, 0)).ShouldBe("Done: knows=no topics=graffiti years=12");
    }

    [BrowserFact]
    public async Task EveryState_OnPhoneAndComputer_IsAccessible()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.OpenDb();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.EveryKind, promise: Promise.Identified);
        foreach (var (student, colors) in new[] { ColorScheme.Light, ColorScheme.Dark }.Index())
        {
            var page = await Chrome.OpenAsync(app, 360, colors: colors);
            await page.GotoAsync("/s");
            await page.ShouldBeFitAsync();
            await page.JoinSurveyAsync($"/s/{all.Window.ClassCode}", "AAAA-AAB");
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
            await page.ShouldBeFitAsync();
            await page.JoinSurveyAsync($"/s/{all.Codes[student].Code}");
            await page.GetByText("The staff can see who gave which answer.").WaitForAsync();
            await page.ShouldBeFitAsync();
            await page.PressAsync("Next");
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
            await page.ShouldBeFitAsync();
            await page.ChooseAsync("Have you heard of Philly311?", "Yes");
            await page.PressAsync("Next");
            await page.WaitForURLAsync("**/s/go?p=2");
            await page.ShouldBeFitAsync();
            await page.GetByLabel("How many years").FillAsync("x");
            await page.PressAsync("Send my answers");
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
            await page.ShouldBeFitAsync();
        }
        await db.SurveyWindows.Where(w => w.Id == all.Window.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ClosesAt, DateTime.UtcNow.AddMinutes(-1)));
        var late = await Chrome.OpenAsync(app, 360);
        await late.JoinSurveyAsync($"/s/{all.Codes[2].Code}");
        (await late.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("This survey closed on");
        await late.ShouldBeFitAsync();
    }

    private static async Task TypeAsync(IPage page, ILocator field, string text)
    {
        await TabToAsync(page, field);
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
    }

    private static async Task PressAsync(IPage page, string button)
    {
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await target.WaitForAsync();
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement")) return;
        }
        throw new InvalidOperationException($"Tab does not reach {target}.");
    }
}
