using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

public class SurveyKioskTests
{
    [BrowserFact]
    public async Task Kiosk_StudentsOneAfterAnother_FindNothingOfEachOther()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.OpenDb();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.EveryKind, students: 5);
        var door = $"/s/{all.Window.ClassCode}";
        var page = await Chrome.OpenAsync(app);
        await page.GotoAsync(door + "?kiosk");

        // The first one answers everything and hands in.
        await TypeCodeAsync(page, all, 0);
        await page.ChooseAsync("Have you heard of Philly311?", "Yes");
        await page.PressAsync("Next");
        await page.WaitForURLAsync("**/s/go?p=2");
        await page.GetByLabel("Your street in one word").FillAsync("Secretstreet");
        await page.GetByLabel("What do you hope for?").FillAsync("Secrethope");
        await page.GetByText("Saved ✓").WaitForAsync();
        await page.PressAsync("Send my answers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next student" }).WaitForAsync();
        await page.ShouldBeFitAsync();
        await ShouldBeCleanAsync(page);

        // The second one looks around first: back, back, back.
        await page.GetByRole(AriaRole.Link, new() { Name = "Next student" }).ClickAsync();
        await page.ShouldBeFitAsync();
        (await page.Locator("#code").InputValueAsync()).ShouldBeEmpty();
        for (var steps = 0; steps < 6 && await page.GoBackAsync() is not null; steps++) await ShouldBeCleanAsync(page);
        await page.GotoAsync("/s/go?p=2");
        new Uri(page.Url).AbsolutePath.ShouldBe(door);
        await page.GotoAsync($"/s/{all.Codes[0].Code}");
        new Uri(page.Url).AbsolutePath.ShouldBe(door, "a card's code is typed, so that it stays in no history");

        // Then begins, and stops in the middle.
        await TypeCodeAsync(page, all, 1);
        (await page.Locator("input:checked").CountAsync()).ShouldBe(0);
        await page.ChooseAsync("Have you heard of Philly311?", "No");
        await page.PressAsync("Next");
        await page.WaitForURLAsync("**/s/go?p=2");
        await ShouldBeEmptyAsync(page);
        await page.GetByLabel("Your street in one word").FillAsync("Secretlane");
        await page.PressAsync("Stop for now; my answers are kept");
        await page.WaitForURLAsync("**" + door);
        await ShouldBeCleanAsync(page);

        // The third one just walks away while the network is gone; what waited in the browser must not become the fourth one's.
        await TypeCodeAsync(page, all, 2);
        await page.ChooseAsync("Have you heard of Philly311?", "Yes");
        await page.PressAsync("Next");
        await page.WaitForURLAsync("**/s/go?p=2");
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Your street in one word").FillAsync("Secretalley");
        await page.GetByText("Not saved yet.").WaitForAsync();
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync(door);
        await ShouldBeCleanAsync(page);
        await TypeCodeAsync(page, all, 3);
        await page.ChooseAsync("Have you heard of Philly311?", "Prefer not to say");
        await page.PressAsync("Next");
        await page.WaitForURLAsync("**/s/go?p=2");
        await ShouldBeEmptyAsync(page);
        await page.PressAsync("Send my answers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next student" }).WaitForAsync();

        // The fifth one gets up while still typing, and somebody else opens the class's page at once: what was typed last is kept, too.
        await TypeCodeAsync(page, all, 4);
        await page.ChooseAsync("Have you heard of Philly311?", "Yes");
        await page.PressAsync("Next");
        await page.WaitForURLAsync("**/s/go?p=2");
        await page.GetByLabel("Your street in one word").FillAsync("Secretmews");
        await page.GotoAsync(door);
        await ShouldBeCleanAsync(page);
        await page.UntilAsync(async () => await all.AnswersAsync(db, 4) == "Answering: knows=yes word=Secretmews");

        var kept = new List<string>();
        for (var i = 0; i < 4; i++) kept.Add(await all.AnswersAsync(db, i));
        kept[0].ShouldBe("Done: knows=yes word=Secretstreet hope=Secrethope");
        kept[1].ShouldBe("Answering: knows=no word=Secretlane");
        kept[2].ShouldBeOneOf("Answering: knows=yes", "Answering: knows=yes word=Secretalley"); // sent in the moment when the network was back, or wiped
        kept[3].ShouldBe("Done: knows=-");
    }

    private static async Task TypeCodeAsync(IPage page, SurveyClass all, int student)
    {
        if (!page.Url.EndsWith(all.Window.ClassCode, StringComparison.Ordinal)) await page.GotoAsync($"/s/{all.Window.ClassCode}");
        await page.GetByLabel("Code on your card").FillAsync(all.Codes[student].Code);
        await page.PressAsync("Start");
        await page.Locator("#survey").WaitForAsync();
    }

    // What is on the page, in storage, in cookies and in the cache.
    private static async Task ShouldBeCleanAsync(IPage page)
    {
        (await page.ContentAsync()).ShouldNotContain("Secret");
        (await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length")).ShouldBe(0, page.Url);
        (await page.EvaluateAsync<int>("caches.keys().then(k => k.length)")).ShouldBe(0);
        (await page.Context.CookiesAsync()).Where(c => c.Path.StartsWith("/s", StringComparison.Ordinal)).Select(c => c.Name).ShouldBe(["survey-kiosk"], page.Url);
    }

    private static async Task ShouldBeEmptyAsync(IPage page)
    {
        (await page.Locator("#survey input:checked").CountAsync()).ShouldBe(0);
        foreach (var field in await page.Locator("#survey input:not([type]), #survey textarea").AllAsync())
        {
            (await field.InputValueAsync()).ShouldBeEmpty();
            (await field.GetAttributeAsync("autocomplete")).ShouldBe("off");
        }
    }
}
