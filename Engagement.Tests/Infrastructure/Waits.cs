using Microsoft.Playwright;

namespace Engagement.Tests.Infrastructure;

/// <summary>Waits for what a page does not say.</summary>
public static class Waits
{
    /// <summary>Asks again and again until the answer is yes, for a minute at most.</summary>
    public static async Task UntilAsync(this IPage page, Func<Task<bool>> question)
    {
        var until = DateTime.UtcNow.AddMinutes(1);
        while (!await SafeAsync(question)) DateTime.UtcNow.ShouldBeLessThan(until, page.Url);
    }

    // A download instead of a page is no answer yet.
    private static async Task<bool> SafeAsync(Func<Task<bool>> question)
    {
        try { return await question(); }
        catch (PlaywrightException) { return false; }
    }
}
