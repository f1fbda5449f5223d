using Microsoft.Playwright;

namespace Engagement.Tests.Infrastructure;

internal static class Looks
{
    /// <summary>Accessible and without sideways scrolling at both widths; a picture is taken where the environment names a folder for them (PICTURES).</summary>
    public static async Task LookAsync(this IPage page, string? picture = null)
    {
        foreach (var width in (int[])[360, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
            if (picture is not null && Environment.GetEnvironmentVariable("PICTURES") is { } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{picture}-{width}.png"), FullPage = true });
        }
    }
}
