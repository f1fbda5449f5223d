using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>The coordinator's stations, by clicks.</summary>
internal sealed class ClassCoordinator(IPage page, string server, Guid cohort)
{
    public const string Survey = "YEP, before and after";

    /// <summary>Brings the survey from a file, and publishes it.</summary>
    public async Task PublishAsync()
    {
        await GoAsync("/staff/surveys/import");
        var file = new InstrumentFile { Format = InstrumentFile.ThisFormat, Name = Survey, ForMinors = true, Content = ClassAnswers.Content };
        await page.GetByLabel("JSON or CSV file").SetInputFilesAsync(new FilePayload { Name = "yep.json", MimeType = "application/json", Buffer = file.Write() });
        await Expect(page.GetByLabel("Name of the new survey")).ToHaveValueAsync(Survey);
        await page.GetByLabel("Minors are asked").CheckAsync();
        await page.PressAsync("Import as a draft");
        await page.GetByRole(AriaRole.Link, new() { Name = "Publish", Exact = true }).First.ClickAsync();
        await page.PressAsync("Publish");
        await page.GetByText("Version 1 is published.").WaitForAsync();
    }

    /// <summary>Says what is promised: confidential, and with the guardians' consent, as it is proposed.</summary>
    public async Task PlanAsync()
    {
        await GoAsync($"/staff/cohorts/{cohort}/surveys");
        await page.PressAsync("Save the plan");
        await page.GetByText("1 participant has no guardian’s consent").WaitForAsync();
    }

    /// <summary>Adds a window, opens it, and reads the class code from the screen that the class sees.</summary>
    public async Task<string> OpenAsync(WindowKind kind)
    {
        await GoAsync($"/staff/cohorts/{cohort}/surveys");
        await page.GetByRole(AriaRole.Link, new() { Name = kind == WindowKind.Pre ? "Pre-survey at the first session" : "Add a window" }).ClickAsync();
        await page.GetByLabel("What it is for").SelectOptionAsync(kind.ToString());
        await page.Locator("#survey").SelectOptionAsync(new SelectOptionValue { Label = Survey });
        await page.GetByLabel("Opens and closes").SelectOptionAsync(nameof(WindowTiming.ByHand));
        await page.PressAsync("Add the window");
        await page.PressAsync("Open now");
        await page.GetByText("The window is open.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show class code" }).ClickAsync();
        return (await page.Locator(".code").InnerTextAsync()).Replace("-", "", StringComparison.Ordinal);
    }

    /// <summary>Types the sheets of those who answered on paper.</summary>
    public async Task TypeSheetsAsync(IReadOnlyList<int> students, Func<int, string> code, bool after)
    {
        await GoAsync($"/staff/cohorts/{cohort}/surveys");
        await page.GetByRole(AriaRole.Link, new() { Name = "Type paper sheets" }).Last.ClickAsync();
        foreach (var (number, i) in students.Index())
        {
            await page.Locator("#code:focus").WaitForAsync();
            await Expect(page.Locator("#code")).ToHaveValueAsync("");
            foreach (var field in ClassAnswers.Keys(i, after).Prepend(code(i)))
            {
                await page.Keyboard.TypeAsync(field);
                await page.Keyboard.PressAsync("Enter");
            }
            await page.GetByText($"Saved. {number + 1} sheet").WaitForAsync();
        }
    }

    /// <summary>Looks who is done, and closes the window.</summary>
    public async Task CloseAsync(int done, int all)
    {
        await GoAsync("/staff");
        await page.ShouldBeFitAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Live: {Survey}" }).ClickAsync();
        await page.GetByText($"{done} of {all} handed in").WaitForAsync();
        await GoAsync($"/staff/cohorts/{cohort}/surveys");
        await page.PressAsync("Close now …");
        await page.PressAsync("Yes, close");
        await page.GetByText("The window is closed.").WaitForAsync();
    }

    /// <summary>A new card for somebody who lost it.</summary>
    public async Task<string> NewCardAsync(string name)
    {
        await GoAsync($"/staff/cohorts/{cohort}/surveys/codes");
        await page.GetByLabel("Lost card?").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = $"New card for {name}" }).ClickAsync();
        return await page.Locator(".code-big").InnerTextAsync();
    }

    /// <summary>Opens the class's report and takes a file of it.</summary>
    public async Task<byte[]> ReportAsync(string link)
    {
        if (!page.Url.Contains("/staff/reports/", StringComparison.Ordinal))
        {
            await GoAsync($"/staff/cohorts/{cohort}/surveys");
            await page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true }).ClickAsync();
        }
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private Task GoAsync(string path) => page.GoToStaffAsync(server + path);
}
