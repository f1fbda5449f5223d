using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Engagement.Tests.Infrastructure;

/// <summary>One Chromium for the whole run, found on the PATH (Debian's package; bin/test installs it).</summary>
public static class Chrome
{
    private static readonly Lazy<Task<IBrowser>> Browser = new(async () =>
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
    });

    // The same engine without a window's frame starts faster and leaves more of a small machine to the tests.
    private static string? Executable => (from name in (string[])["chromium-headless-shell", "chromium"]
                                          from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                                          select Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Why browser tests are skipped; null where they run. In CI they always run, and fail without a browser.</summary>
    public static string? WhyMissing =>
        Executable is not null || Environment.GetEnvironmentVariable("CI") is not null ? null : "Chromium is not installed; bin/test installs it.";

    /// <summary>A window of its own, with cookies of its own. Width 1280 or 360.</summary>
    public static Task<IPage> OpenAsync(WebApp app, int width = 1280, bool javaScript = true, ColorScheme colors = ColorScheme.Light, string locale = "en-US") =>
        OpenAsync(app.Address, width, javaScript, colors, locale);

    /// <summary>A window of its own for the application at an address.</summary>
    public static async Task<IPage> OpenAsync(string address, int width = 1280, bool javaScript = true, ColorScheme colors = ColorScheme.Light, string locale = "en-US")
    {
        var context = await (await Browser.Value).NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = width < 500 ? 740 : 900 },
            JavaScriptEnabled = javaScript,
            ColorScheme = colors,
            Locale = locale,
        });
        // Only a limit: nothing waits for it but what fails, and a class of thirty on a slow machine takes its time.
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>Signs in through the page and waits for the first staff page.</summary>
    public static async Task SignInAsync(this IPage page, string email)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(WebApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(u => !u.Contains("sign-in", StringComparison.Ordinal));
    }

    /// <summary>Goes to a staff page and waits until its circuit answers, so that clicks are not lost.</summary>
    public static async Task GoToStaffAsync(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("html[data-circuit=ready]").WaitForAsync();
    }

    /// <summary>Fails with axe's findings, if any (WCAG 2.2 AA), once the page has its title: a starting circuit takes it away for a moment.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        if (await page.Locator("script[src*='blazor.web']").CountAsync() > 0) await page.Locator("html[data-circuit=ready]").WaitForAsync();
        await Assertions.Expect(page).Not.ToHaveTitleAsync("");
        // Into a frame that runs no scripts axe would wait for ever; for the check, and only for it, such frames may run them.
        await page.EvaluateAsync("document.querySelectorAll('iframe[sandbox=\"\"]').forEach(f => { f.setAttribute('sandbox', 'allow-scripts'); f.srcdoc = f.srcdoc; })");
        var result = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        result.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty(page.Url);
    }

    /// <summary>
    /// Fails when the page must be scrolled sideways. Letters are set apart as WCAG 1.4.12 allows readers to, so that the answer does not depend on how
    /// wide this machine's font is.
    /// </summary>
    public static async Task ShouldNotScrollSidewaysAsync(this IPage page)
    {
        var wider = await page.EvaluateAsync<int>("""
            () => {
                const spaced = new CSSStyleSheet();
                spaced.replaceSync('* { letter-spacing: .12em !important; word-spacing: .16em !important }');
                document.adoptedStyleSheets.push(spaced);
                const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
                document.adoptedStyleSheets.pop();
                return wider;
            }
            """);
        wider.ShouldBeLessThanOrEqualTo(0, page.Url);
    }
}

/// <summary>A test in a real browser; shown as skipped where there is none, required in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chrome.WhyMissing;
}

/// <summary>A test in a real browser with data, such as both databases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chrome.WhyMissing;
}
