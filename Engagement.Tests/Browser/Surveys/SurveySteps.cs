using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

/// <summary>What students do at survey pages, by what they see.</summary>
internal static class SurveySteps
{
    /// <summary>The database of a running application, to arrange and to look.</summary>
    public static EngagementDb OpenDb(this WebApp app) => app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    /// <summary>Opens an address, types the code of a card when it is not there already, and starts.</summary>
    public static async Task JoinSurveyAsync(this IPage page, string address, string? code = null, string start = "Start")
    {
        await page.GotoAsync(address);
        if (code is not null) await page.Locator("#code").FillAsync(code);
        await page.PressAsync(start);
    }

    /// <summary>Presses the button of that name.</summary>
    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Chooses an option of the question or statement of that name.</summary>
    public static Task ChooseAsync(this IPage page, string question, string option) => Group(page, question).GetByLabel(option, new() { Exact = true }).CheckAsync();

    /// <summary>The fieldset whose legend begins so.</summary>
    public static ILocator Group(this IPage page, string question) => page.Locator($"fieldset:has(> legend:has-text(\"{question}\"))");

    /// <summary>Fails unless the state is fit for all: axe, and nothing to scroll sideways, on a phone and on a computer.</summary>
    public static async Task ShouldBeFitAsync(this IPage page)
    {
        var size = page.ViewportSize!;
        foreach (var width in new[] { 360, 1280 })
        {
            await page.SetViewportSizeAsync(width, size.Height);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
        }
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Answers as they are stored, as "item=value" in their order.</summary>
    public static async Task<string> AnswersAsync(this SurveyClass all, EngagementDb db, int student, SurveyWindow? window = null)
    {
        var response = await all.ResponseAsync(db, student, window);
        return response is null ? "nothing" : $"{response.Progress}: {string.Join(' ', AnswerSheet.Read(response.Answers).Select(a => $"{a.Key}={(a.Value.IsDeclined ? "-" : a.Value.Value ?? string.Join('+', a.Value.Values!))}"))}";
    }
}
