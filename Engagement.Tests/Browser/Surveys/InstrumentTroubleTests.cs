using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

/// <summary>Two people at one survey, bad input, files that are not right, and questions that need consent.</summary>
public sealed class InstrumentTroubleTests : InstrumentBrowser
{
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
        var stored = await App.CallAsync<InstrumentDraftService, SurveyContent>(async s => (await s.OpenAsync(Actor.System, id)).OrThrow().Content);
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
