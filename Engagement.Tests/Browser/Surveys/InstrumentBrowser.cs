using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Web.Components.Pages.Surveys.Instruments;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

/// <summary>The builder of surveys in a browser, for a coordinator and an administrator.</summary>
public abstract class InstrumentBrowser : IAsyncLifetime
{
    protected WebApp App { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        App = await WebApp.StartAsync();
        await App.AddUserAsync(Permissions.Coordinator);
        await App.AddUserAsync(Permissions.Administrator);
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    protected async Task<IPage> OpenAsync(int width, string email = "coordinator@example.org")
    {
        var page = await Chrome.OpenAsync(App, width);
        await page.SignInAsync(email);
        return page;
    }

    protected Task<Guid> MakeAsync(string name, SurveyContent content, bool minors = false) =>
        App.CallAsync<InstrumentService, Guid>(async s => (await s.CreateAsync(Actor.System, new() { Name = name, ForMinors = minors }, content)).OrThrow());

    protected static ILocator Button(IPage page, string name, bool exact = true) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    protected static ILocator Field(IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    protected static Task SeesAsync(IPage page, string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();

    // The server has got the text, and has stored it.
    protected static async Task SavedAsync(IPage page, string text)
    {
        await Assertions.Expect(page.Locator("li.open .opener .text")).ToHaveTextAsync(text);
        await Assertions.Expect(page.GetByText("All changes are saved")).ToBeVisibleAsync();
    }

    protected static async Task TabAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Survey" }).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith(name.ToLowerInvariant(), StringComparison.Ordinal));
    }

    protected static async Task CheckAsync(IPage page)
    {
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    // No script may run inside the preview's frame; axe is let in for the check.
    protected static async Task CheckPreviewAsync(IPage page)
    {
        await page.ShouldNotScrollSidewaysAsync();
        await page.Locator("iframe").EvaluateAsync("frame => new Promise(done => { frame.onload = done; frame.sandbox.add('allow-scripts'); frame.srcdoc = frame.srcdoc; })");
        await page.ShouldBeAccessibleAsync();
    }

    // One question is open at a time: what is typed at once must not go to the one before.
    protected static async Task OpenQuestionAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = text }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = text, Expanded = true }).WaitForAsync();
    }

    protected static async Task AddAsync(IPage page, QuestionKind kind, string text)
    {
        await Button(page, "Add a question").ClickAsync();
        await page.Locator($"#kind-{kind}").PressAsync("Enter");
        // The focus waits in the new question's text.
        await Assertions.Expect(page.Locator("li.open [id^=text-]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("li.open .opener .badge").First).ToHaveTextAsync(SurveyLabels.Of(kind));
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Tab");
        await SavedAsync(page, text);
    }
}
