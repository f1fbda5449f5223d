using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Engagement.Web.Components.Pages.Surveys.Instruments;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

/// <summary>A coordinator makes, translates, publishes and moves surveys.</summary>
public sealed class InstrumentBrowserTests : IAsyncLifetime
{
    private WebApp app = default!;

    public async Task InitializeAsync()
    {
        app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        await app.AddUserAsync(Permissions.Administrator);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private async Task<IPage> OpenAsync(int width, string email = "coordinator@example.org")
    {
        var page = await Chrome.OpenAsync(app, width);
        await page.SignInAsync(email);
        return page;
    }

    private Task<Guid> MakeAsync(string name, SurveyContent content, bool minors = false) =>
        app.CallAsync<InstrumentService, Guid>(async s => (await s.CreateAsync(Actor.System, new() { Name = name, ForMinors = minors }, content)).OrThrow());

    private static ILocator Button(IPage page, string name, bool exact = true) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    private static ILocator Field(IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    private static Task SeesAsync(IPage page, string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();

    // The server has got the text, and has stored it.
    private static async Task SavedAsync(IPage page, string text)
    {
        await Assertions.Expect(page.Locator("li.open .opener .text")).ToHaveTextAsync(text);
        await Assertions.Expect(page.GetByText("All changes are saved")).ToBeVisibleAsync();
    }

    private static async Task TabAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Survey" }).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith(name.ToLowerInvariant(), StringComparison.Ordinal));
    }

    private static async Task CheckAsync(IPage page)
    {
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    // No script may run inside the preview's frame; axe is let in for the check.
    private static async Task CheckPreviewAsync(IPage page)
    {
        await page.ShouldNotScrollSidewaysAsync();
        await page.Locator("iframe").EvaluateAsync("frame => new Promise(done => { frame.onload = done; frame.sandbox.add('allow-scripts'); frame.srcdoc = frame.srcdoc; })");
        await page.ShouldBeAccessibleAsync();
    }

    // One question is open at a time: what is typed at once must not go to the one before.
    private static async Task OpenQuestionAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = text }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = text, Expanded = true }).WaitForAsync();
    }

    private static async Task AddAsync(IPage page, QuestionKind kind, string text)
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

    [BrowserFact]
    public async Task Builder_FromAnEmptySurveyToAPublishedOne_IsPleasant()
    {
        var page = await OpenAsync(1280);
        await page.GoToStaffAsync("/staff/surveys");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "New survey" }).ClickAsync();
        await Field(page, "Name for staff").FillAsync("Walk survey");
        await Button(page, "Make it").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add questions" }).ClickAsync();
        await SeesAsync(page, "No questions yet");
        await page.Locator("html[data-circuit=ready]").WaitForAsync();
        await CheckAsync(page);
        foreach (var (kind, _, _) in SurveyLabels.Kinds) await AddAsync(page, kind, $"What about {kind}?");
        await Button(page, "Add a question").ClickAsync();
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");

        // Publishing is refused and names what is missing.
        await TabAsync(page, "Publish");
        await SeesAsync(page, "(“What about OneChoice?”) has an option without text.");
        (await Button(page, "Publish").IsDisabledAsync()).ShouldBeTrue();
        await CheckAsync(page);
        await TabAsync(page, "Questions");
        await OpenQuestionAsync(page, "What about OneChoice?");
        await Field(page, "Option 1").FillAsync("Walk");
        await Field(page, "Option 1").PressAsync("Enter");
        await Assertions.Expect(Field(page, "Option 3")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Run");
        await Field(page, "Option 2").FillAsync("=Ride 🚲");
        await page.GetByLabel("Options come in another order").CheckAsync();
        await CheckAsync(page);
        await OpenQuestionAsync(page, "What about SeveralChoices?");
        await Field(page, "Option 1").FillAsync("A");
        await Field(page, "Option 2").FillAsync("B");
        await page.GetByLabel("Show it").SelectOptionAsync(new SelectOptionValue { Label = "only after some answers to question 1 (“What about OneChoice?”)" });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Run" }).CheckAsync();
        await OpenQuestionAsync(page, "What about Knowledge?");
        await Field(page, "Option 1").FillAsync("Right");
        await page.GetByLabel("Option 1 is right").CheckAsync();
        await Field(page, "Option 2").FillAsync("Wrong");
        await OpenQuestionAsync(page, "What about Matrix?");
        await Field(page, "Statement 1").FillAsync("I walk");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".opener:has(.badge.bad)")).ToHaveTextAsync(Array.Empty<string>());

        // Moving by keyboard keeps the focus; a rule that became impossible is named; undo takes it back.
        await Button(page, "Move question 2 up").PressAsync("Enter");
        await Assertions.Expect(Button(page, "Move question 1 down")).ToBeFocusedAsync();
        await OpenQuestionAsync(page, "What about SeveralChoices?");
        await SeesAsync(page, "As it stands, it is never shown: it depends on question 2 (“What about OneChoice?”), which comes later.");
        await CheckAsync(page);
        await Button(page, "Undo").ClickAsync();
        await Assertions.Expect(page.Locator(".opener .text").First).ToHaveTextAsync("What about OneChoice?");
        await page.Locator(".opener[aria-expanded=true]").ClickAsync();
        await page.Locator(".grip").Nth(2).DragToAsync(page.Locator(".questions > li").First, new() { TargetPosition = new() { X = 60, Y = 3 } });
        await Assertions.Expect(page.Locator(".opener .text").First).ToHaveTextAsync("What about YesNo?");

        await TabAsync(page, "Preview");
        var phone = page.FrameLocator("iframe");
        await Assertions.Expect(phone.GetByRole(AriaRole.Radio, new() { Name = "=Ride 🚲" })).ToBeVisibleAsync();
        (await phone.Locator("html").EvaluateAsync<int>("e => e.clientWidth")).ShouldBe(360);
        await Button(page, "Next page").ClickAsync();
        await SeesAsync(page, "is shown only after “Run” to question 2");
        await CheckPreviewAsync(page);
        await TabAsync(page, "Publish");
        await Button(page, "Publish").ClickAsync();
        await SeesAsync(page, "Version 1 is published.");
        await CheckAsync(page);
    }

    [BrowserFact]
    public async Task ReadyMadeToTranslation_OnAPhone_WorksInEveryStep()
    {
        var page = await OpenAsync(360);
        await page.GoToStaffAsync("/staff/surveys/ready-made");
        await CheckAsync(page);
        await Button(page, "Use Session feedback in three questions").ClickAsync();
        await SeesAsync(page, "A draft with 3 questions.");
        await CheckAsync(page);
        await TabAsync(page, "Translations");
        await SeesAsync(page, "complete");
        await page.GetByLabel("Add a language").SelectOptionAsync("ar");
        await Button(page, "Add").ClickAsync();
        await SeesAsync(page, "15 texts missing");
        await CheckAsync(page);
        var title = Field(page, "Arabic: title");
        (await title.GetAttributeAsync("dir")).ShouldBe("rtl");
        await title.FillAsync("كيف كان اليوم؟");
        await page.Locator("#t-session-useful-option-5").FillAsync("أوافق بشدة");
        await page.Keyboard.PressAsync("Tab");
        // The same words in the other scale are filled in along with it.
        await SeesAsync(page, "12 texts missing");
        await TabAsync(page, "Preview");
        await Field(page, "Language").SelectOptionAsync("ar");
        await Assertions.Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = "كيف كان اليوم؟" })).ToBeVisibleAsync();
        (await page.FrameLocator("iframe").Locator("html").GetAttributeAsync("dir")).ShouldBe("rtl");
        await CheckPreviewAsync(page);
        await TabAsync(page, "Publish");
        await SeesAsync(page, "Arabic: 12 texts are not translated; respondents read English there.");
        await Button(page, "Publish").ClickAsync();
        await SeesAsync(page, "Version 1 is published.");
        await TabAsync(page, "Questions");
        await OpenQuestionAsync(page, "I understood what was said.");
        await Field(page, "Question").FillAsync("I understood nothing.");
        await page.Keyboard.PressAsync("Tab");
        await SeesAsync(page, "If it still asks the same, leave it");
        await CheckAsync(page);
        await TabAsync(page, "Publish");
        await SeesAsync(page, "compared with before: does it ask the same?");
        await CheckAsync(page);
        await Button(page, "Throw the draft away").ClickAsync();
        await Button(page, "Yes, throw it away").ClickAsync();
        await SeesAsync(page, "Versions");
        await Assertions.Expect(page.GetByText("There are changes that are not published yet.")).ToHaveCountAsync(0);
        await page.GoToStaffAsync("/staff/surveys");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("feedback");
        await page.WaitForURLAsync(u => u.Contains("q=", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await CheckAsync(page);
    }

    [BrowserFact]
    public async Task TwoPeopleAndBadInput_NothingTypedIsLost()
    {
        var id = await MakeAsync("Shared survey", Sample.EveryKind);
        var (first, second) = (await OpenAsync(1280), await OpenAsync(360, "administrator@example.org"));
        await first.GoToStaffAsync($"/staff/surveys/{id}/questions");
        await second.GoToStaffAsync($"/staff/surveys/{id}/questions");
        await OpenQuestionAsync(first, "One word?");
        await Field(first, "Question").FillAsync("One word by the first?");
        await first.Keyboard.PressAsync("Tab");
        await SavedAsync(first, "One word by the first?");
        await OpenQuestionAsync(second, "Who makes laws?");
        await Field(second, "Question").FillAsync("Who makes the laws?");
        await second.Keyboard.PressAsync("Tab");
        await SeesAsync(second, "Somebody else changed this survey at the same time.");
        await SeesAsync(second, "changed: question 6 (“One word by the first?”)");
        await CheckAsync(second);
        await Button(second, "All right").ClickAsync();
        await Assertions.Expect(second.Locator(".opener .text").Nth(6)).ToHaveTextAsync("One word by the first?");

        // Too long: nothing is lost, and leaving is held.
        var text = new string('x', 700);
        await Field(second, "Question").FillAsync(text);
        await second.Keyboard.PressAsync("Tab");
        await SeesAsync(second, "Your last changes are not saved yet.");
        await SeesAsync(second, "may have at most 500 characters; this has 700.");
        await CheckAsync(second);
        await second.GetByRole(AriaRole.Navigation, new() { Name = "Survey" }).GetByRole(AriaRole.Link, new() { Name = "Preview" }).ClickAsync();
        await SeesAsync(second, "You were about to leave");
        (await Field(second, "Question").InputValueAsync()).ShouldBe(text);
        await CheckAsync(second);
        var asked = second.WaitForEventAsync();
        await second.CloseAsync(new() { RunBeforeUnload = true });
        await (await asked).DismissAsync();
        await Button(second, "Stay and put it right").ClickAsync();
        await Field(second, "Question").FillAsync("Who makes the laws here?");
        await second.Keyboard.PressAsync("Tab");
        await SavedAsync(second, "Who makes the laws here?");
        var stored = await app.CallAsync<InstrumentDraftService, SurveyContent>(async s => (await s.OpenAsync(Actor.System, id)).OrThrow().Content);
        (stored.Find("word")!.Text.In("en"), stored.Find("laws")!.Text.In("en")).ShouldBe(("One word by the first?", "Who makes the laws here?"));
        // A text that is being typed holds the page, too.
        await Field(second, "Question").FillAsync("Typed, and the field not left");
        asked = second.WaitForEventAsync();
        await second.CloseAsync(new() { RunBeforeUnload = true });
        await (await asked).DismissAsync();
    }

    [BrowserFact]
    public async Task FilesAndSensitiveQuestions_AreCheckedAndTold()
    {
        var id = await MakeAsync("Youth survey", Sample.EveryKind, minors: true);
        var page = await OpenAsync(360);
        await page.GoToStaffAsync($"/staff/surveys/{id}/publish");
        await SeesAsync(page, "Ask an administrator to publish this survey");
        (await Button(page, "Publish").IsDisabledAsync()).ShouldBeTrue();
        await CheckAsync(page);
        var admin = await OpenAsync(1280, "administrator@example.org");
        await admin.GoToStaffAsync($"/staff/surveys/{id}/publish");
        await Button(admin, "Publish").ClickAsync();
        await SeesAsync(admin, "The reason is missing.");
        await CheckAsync(admin);
        await admin.GetByLabel("I confirm prior written consent").FillAsync("Signed forms, binder 4");
        await Button(admin, "Publish").ClickAsync();
        await SeesAsync(admin, "Version 1 is published.");
        await admin.GoToStaffAsync($"/staff/surveys/{id}");
        await SeesAsync(admin, "Prior written consent: Signed forms, binder 4");
        await CheckAsync(admin);
        var download = await admin.RunAndWaitForDownloadAsync(() => admin.GetByRole(AriaRole.Link, new() { Name = "CSV of version 1" }).ClickAsync());
        var csv = await File.ReadAllTextAsync(await download.PathAsync());

        await page.GoToStaffAsync("/staff/surveys/import");
        await CheckAsync(page);
        Task UploadAsync(string name, string text) => page.GetByLabel("JSON or CSV file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });
        await UploadAsync("wrong.json", """{"format":"engagement-survey-1","name":"X","content":{"questions":[{"key":"a","kind":"Telepathy"}]}}""");
        await SeesAsync(page, "At question or section 1, kind (line 1)");
        await CheckAsync(page);
        await UploadAsync("large.csv", new string('x', SurveyLimits.Bytes + 1));
        await SeesAsync(page, "The file is larger than 1 MB");
        await UploadAsync("my questions.csv", csv + "question,again,Telepathy,,,,,,,,,,<b>No</b>,No,,\r\n");
        await SeesAsync(page, "The kind “Telepathy” is not known.");
        (await Button(page, "Import as a draft").IsDisabledAsync()).ShouldBeTrue();
        await CheckAsync(page);
        await page.GetByLabel("Leave out what can’t be used").CheckAsync();
        await Field(page, "Name of the new survey").FillAsync("Youth survey");
        await Button(page, "Import as a draft").ClickAsync();
        await SeesAsync(page, "There is already a survey with this name.");
        await CheckAsync(page);
        await Field(page, "Name of the new survey").FillAsync("Youth survey, imported");
        await Button(page, "Import as a draft").ClickAsync();
        await SeesAsync(page, "A draft with 9 questions.");
    }
}

file static class Dialogs
{
    /// <summary>The next question that the browser asks.</summary>
    public static Task<IDialog> WaitForEventAsync(this IPage page)
    {
        var asked = new TaskCompletionSource<IDialog>();
        page.Dialog += Once;
        return asked.Task.WaitAsync(TimeSpan.FromSeconds(15));

        void Once(object? sender, IDialog dialog)
        {
            page.Dialog -= Once;
            asked.SetResult(dialog);
        }
    }
}
