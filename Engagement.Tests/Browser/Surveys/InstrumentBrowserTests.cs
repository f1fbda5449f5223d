using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Engagement.Web.Components.Pages.Surveys.Instruments;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

/// <summary>A coordinator makes, translates and publishes surveys.</summary>
public sealed class InstrumentBrowserTests : InstrumentBrowser
{
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
}
