using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>What students do with a survey of two pages, by clicks and keys.</summary>
internal static class ClassSteps
{
    /// <summary>Answers what is on the first page and goes to the second one.</summary>
    public static async Task FirstPageAsync(this IPage page, IReadOnlyDictionary<string, string> answers)
    {
        await page.Locator("#survey").WaitForAsync();
        await page.AnswerAsync(answers.Where(a => ClassAnswers.FirstPage.Contains(a.Key)));
        await page.PressAsync("Next");
        await page.WaitForURLAsync("**/s/go?p=2");
    }

    /// <summary>Answers what is on the second page.</summary>
    public static Task SecondPageAsync(this IPage page, IReadOnlyDictionary<string, string> answers) => page.AnswerAsync(answers.Where(a => !ClassAnswers.FirstPage.Contains(a.Key)));

    /// <summary>Sends and waits for the thanks.</summary>
    public static async Task HandInAsync(this IPage page)
    {
        await page.PressAsync("Send my answers");
        await page.ThankedAsync();
    }

    /// <summary>Waits for the thanks; behind a lost connection it takes a while.</summary>
    public static Task ThankedAsync(this IPage page) => page.GetByText("Thank you!").WaitForAsync(new() { Timeout = 30_000 });

    /// <summary>Waits until the page says that it keeps what could not be sent.</summary>
    public static Task KeptHereAsync(this IPage page) => page.GetByText("Not saved yet.").WaitForAsync();

    /// <summary>A student sits down at a shared computer and types the code of the card.</summary>
    public static async Task SitDownAsync(this IPage kiosk, string code)
    {
        if (kiosk.GetByRole(AriaRole.Link, new() { Name = "Next student" }) is var next && await next.CountAsync() > 0) await next.ClickAsync();
        (await kiosk.Locator("#code").InputValueAsync()).ShouldBeEmpty();
        await kiosk.GetByLabel("Code on your card").FillAsync(code);
        await kiosk.PressAsync("Start");
    }

    /// <summary>Nothing of anybody is on the page, in storage, in the cache, in cookies or behind the back button.</summary>
    public static async Task ShouldShowNothingAsync(this IPage kiosk)
    {
        for (var steps = 0; steps < 4; steps++)
        {
            (await kiosk.ContentAsync()).ShouldNotContain("hopes for");
            (await kiosk.Locator("input:checked").CountAsync()).ShouldBe(0);
            (await kiosk.EvaluateAsync<int>("localStorage.length + sessionStorage.length")).ShouldBe(0, kiosk.Url);
            (await kiosk.EvaluateAsync<int>("caches.keys().then(k => k.length)")).ShouldBe(0);
            (await kiosk.Context.CookiesAsync()).Where(c => c.Path.StartsWith("/s", StringComparison.Ordinal)).Select(c => c.Name).ShouldBe(["survey-kiosk"], kiosk.Url);
            if (await kiosk.GoBackAsync() is null) break;
        }
    }

    /// <summary>The code with one wrong character, which no other code of the class is as near to.</summary>
    public static string Mistyped(string code, IEnumerable<string> all) =>
        (from c in CheckedCode.Alphabet
         let wrong = $"{code[..2]}{c}{code[3..]}"
         where c != code[2] && all.Count(other => other.Zip(wrong).Count(x => x.First != x.Second) <= 1) == 1
         select wrong).First();

    private static async Task AnswerAsync(this IPage page, IEnumerable<KeyValuePair<string, string>> answers)
    {
        foreach (var (item, value) in answers)
            if (item == "hope") await page.Locator("[name='q.hope']").FillAsync(value);
            else foreach (var option in value.Split('+')) await page.Locator($"[name='q.{item}'][value='{(option == "-" ? Choices.Declined : option)}']").CheckAsync();
    }
}
