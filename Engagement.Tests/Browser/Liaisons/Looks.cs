using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Liaisons;

internal static class Looks
{
    /// <summary>Accessible and without sideways scrolling at both widths.</summary>
    public static async Task LookAsync(this IPage page)
    {
        foreach (var width in (int[])[360, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
        }
    }
}
