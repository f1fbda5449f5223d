using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys.Windows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

public class WindowsBrowserTests
{
    private static EngagementDb Open(WebApp app) => app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    private static async Task<IPage> StaffAsync(WebApp app)
    {
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        return page;
    }

    // Each page and state, wide and narrow.
    private static async Task LookAsync(IPage page, string name)
    {
        foreach (var width in (int[])[360, 1280])
        {
            await page.SetViewportSizeAsync(width, width < 500 ? 740 : 900);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldNotScrollSidewaysAsync();
            if (Environment.GetEnvironmentVariable("ENGAGEMENT_KEEP") is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
    }

    private static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    [BrowserFact]
    public async Task Coordinator_FromAnEmptyTab_ToAnOpenWindowAndANewCard()
    {
        await using var app = await WebApp.StartAsync();
        WindowScene scene;
        await using (var db = Open(app))
        {
            scene = await WindowScene.AddAsync(db, people: 4, minors: true, first: DateOnly.FromDateTime(DateTime.UtcNow), surveyRequired: true);
            foreach (var e in scene.Enrollments.Take(3)) db.Add(new Consent(e.PersonId, ConsentPurpose.Survey, 1, "Guardian", "mother", DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-9)), null));
            await db.SaveChangesAsync();
        }
        var page = await StaffAsync(app);
        await page.GoToStaffAsync($"/staff/cohorts/{scene.Cohort.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Surveys", Exact = true }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "What participants are promised" }).WaitForAsync();
        await page.GetByText("First say above").WaitForAsync();
        (await page.GetByLabel("Ask minors only").IsCheckedAsync()).ShouldBeTrue("as is proposed for minors");
        await page.GetByLabel("Destroy the list").FillAsync("2020-01-01");
        await ClickAsync(page, "Save the plan");
        await page.Locator(".field .error").GetByText("must lie ahead").WaitForAsync();
        await LookAsync(page, "plan-error");
        await page.GetByLabel("Destroy the list").FillAsync(DateTime.UtcNow.AddDays(90).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await ClickAsync(page, "Save the plan");
        await page.GetByText("1 participant has no guardian’s consent").WaitForAsync();
        await LookAsync(page, "plan");

        await page.GetByRole(AriaRole.Link, new() { Name = "Pre-survey at the first session" }).ClickAsync();
        await page.GetByLabel("Opens and closes").WaitForAsync();
        (await page.GetByLabel("Opens and closes").InputValueAsync()).ShouldBe(nameof(WindowTiming.WithSession));
        await LookAsync(page, "new-window");
        await ClickAsync(page, "Add the window");
        await page.GetByText("Follows its session").WaitForAsync();
        await page.GetByText("there is no post window yet").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a window" }).ClickAsync();
        await page.GetByLabel("Survey", new() { Exact = true }).WaitForAsync();
        await page.GetByLabel("Session", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await ClickAsync(page, "Add the window");
        await page.GetByText("There is such a window already").WaitForAsync();
        await LookAsync(page, "new-window-error");
        await page.GoToStaffAsync($"/staff/cohorts/{scene.Cohort.Id}/surveys");
        await page.GetByText("0 handed in").Or(page.GetByRole(AriaRole.Button, new() { Name = "Open now" })).First.WaitForAsync();
        if (await page.GetByRole(AriaRole.Button, new() { Name = "Open now" }).IsVisibleAsync()) await ClickAsync(page, "Open now");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show class code" }).WaitForAsync();
        await LookAsync(page, "windows");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pre-survey: City survey" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "On paper" }).WaitForAsync();
        await LookAsync(page, "window");

        await page.GoToStaffAsync($"/staff/cohorts/{scene.Cohort.Id}/surveys/codes");
        (await page.Locator("table").InnerTextAsync()).ShouldContain("missing, not asked");
        string old;
        await using (var db = Open(app)) old = scene.CodeOf(db, 1);
        (await page.ContentAsync()).ShouldNotContain(Core.Common.CheckedCode.Print(old), Case.Sensitive, "confidential codes are not shown beside names");
        await page.GetByLabel("Lost card?").FillAsync("family002");
        await page.GetByText("Given001").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await ClickAsync(page, "New card for Given002 Family002");
        var code = await page.Locator(".code-big").InnerTextAsync();
        await using (var db = Open(app)) (code, code == Core.Common.CheckedCode.Print(old)).ShouldBe((Core.Common.CheckedCode.Print(scene.CodeOf(db, 1)), false));
        await LookAsync(page, "codes");
        foreach (var pdf in (string[])[$"/staff/cohorts/{scene.Cohort.Id}/surveys/cards.pdf?names=true", $"/staff/cohorts/{scene.Cohort.Id}/surveys/codes.pdf"])
            (await page.APIRequest.GetAsync(app.Address.TrimEnd('/') + pdf)).Headers["content-type"].ShouldBe("application/pdf");
        (await page.APIRequest.GetAsync($"{app.Address}staff/survey-windows/{Guid.NewGuid()}/tickets.pdf")).Status.ShouldBe(404);
    }

    [BrowserFact]
    public async Task ClassCodeAndLiveView_WhileAClassAnswers_FollowByThemselves()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = Open(app);
        var scene = await WindowScene.AddAsync(db, people: 5);
        var window = await scene.OpenAsync(db, opened: DateTime.UtcNow.AddHours(-1));
        var page = await StaffAsync(app);
        await page.GotoAsync($"/staff/survey-windows/{window.Id}/screen");
        (await page.Locator(".code").InnerTextAsync()).ShouldBe($"{window.ClassCode[..3]}-{window.ClassCode[3..]}");
        await LookAsync(page, "screen");
        await page.GoToStaffAsync($"/staff/survey-windows/{window.Id}/live");
        await page.GetByText("0 of 5 handed in").WaitForAsync();
        var codes = await db.SurveyCodes.ToListAsync();
        db.AddRange(
            new SurveyResponse(window.Id, scene.Version.Id, codes[0].Id, "en", AnswerSource.Screen, DateTime.UtcNow) { Progress = Progress.Done, Answers = """{"word":"secret"}""" },
            new SurveyResponse(window.Id, scene.Version.Id, codes[1].Id, "en", AnswerSource.Screen, DateTime.UtcNow.AddMinutes(-10)) { Progress = Progress.Answering },
            new SurveyResponse(window.Id, scene.Version.Id, codes[2].Id, "en", AnswerSource.Screen, DateTime.UtcNow));
        await db.SaveChangesAsync();
        await page.GetByText("1 of 5 handed in").WaitForAsync();
        (await page.Locator(".live").InnerTextAsync()).ReplaceLineEndings(" ").ShouldBe("Missing 2 Joined 1 Answering 0 Stuck 1 Handed in 1", StringCompareShould.IgnoreCase);
        var text = await page.ContentAsync();
        text.ShouldContain(Core.Common.CheckedCode.Print(codes[1].Code));
        text.ShouldNotContain("Given0");
        text.ShouldNotContain("secret");
        await LookAsync(page, "live");
    }

    [BrowserFact]
    public async Task PaperSheets_ByKeyboardAlone_OnceAndTwice()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = Open(app);
        var scene = await WindowScene.AddAsync(db, people: 4);
        var window = await scene.OpenAsync(db, opened: DateTime.UtcNow.AddHours(-1));
        var page = await StaffAsync(app);
        await page.GoToStaffAsync($"/staff/survey-windows/{window.Id}/paper");
        var keys = 0;
        async Task Type(string text)
        {
            foreach (var key in text)
            {
                keys++;
                await page.Keyboard.PressAsync(key == '\n' ? "Enter" : key == '^' ? "Shift+Enter" : key.ToString());
            }
        }
        Task Focused(string id) => page.Locator($"#{id}:focus").WaitForAsync();
        // knows, how, call, trust, feel a–c, age, hope, word, four more: the whole sheet.
        const string sheet = "1\n135\n2\n4\n1\n3\n5\n12\n\n\n1\n2\n3\n1\n";
        await Focused("code");
        await Type(scene.CodeOf(db, 0).ToLowerInvariant() + "\n" + sheet);
        await page.GetByText("Saved. 1 sheet typed.").WaitForAsync();
        keys.ShouldBeLessThanOrEqualTo(40, "a sheet of fourteen answers, its code included");
        var saved = await db.SurveyResponses.AsNoTracking().SingleAsync();
        saved.Answers.ShouldBe("""{"knows":"yes","how":["a","c","e"],"call":"b","trust":"4","feel.s1":"1","feel.s2":"3","feel.s3":"5","age":"12","more1":"x","more2":"y","more3":"z","more4":"x"}""");
        await LookAsync(page, "paper");

        // A wrong code, a wrong digit, going back: nothing that was typed is lost.
        await Focused("code");
        await Type("ABCDEFG\n");
        await page.GetByText("This code does not belong here").WaitForAsync();
        await Type("9\n\n7\n");
        await page.Locator("#code").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await Type(scene.CodeOf(db, 1) + "\n");
        await page.GetByText("This code does not belong here").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the sheet" }).PressAsync("Enter");
        await page.GetByText("1 can be 1–3.").First.WaitForAsync();
        await Focused("q1");
        await LookAsync(page, "paper-error");
        await page.Locator("#q1").FillAsync("2");
        await page.Locator("#q3").FillAsync("");
        await ClickAsync(page, "Save the sheet");
        await page.GetByText("Saved. 2 sheets typed.").WaitForAsync();
        (await db.SurveyResponses.AsNoTracking().SingleAsync(r => r.Id != saved.Id)).Answers.ShouldBe("""{"knows":"no"}""");

        // Twice: the second time without seeing the first; the paper settles what differs.
        await page.GetByLabel("Type each sheet twice").CheckAsync();
        await Focused("code");
        await Type(scene.CodeOf(db, 2) + "\n" + sheet);
        await page.GetByText("Second entry").WaitForAsync();
        await Focused("code");
        (await page.Locator("#q3").InputValueAsync()).ShouldBeEmpty();
        await Type(scene.CodeOf(db, 2) + "\n" + sheet.Replace("\n12\n", "\n13\n", StringComparison.Ordinal));
        await page.GetByText("The two entries differ").WaitForAsync();
        await LookAsync(page, "paper-differences");
        await ClickAsync(page, "Save the sheet");
        await page.GetByText("Choose one of both everywhere").WaitForAsync();
        await page.GetByLabel("Second: 13").CheckAsync();
        await ClickAsync(page, "Save the sheet");
        await page.GetByText("Saved. 3 sheets typed.").WaitForAsync();
        var twice = await db.SurveyResponses.AsNoTracking().SingleAsync(r => r.EnteredTwice);
        AnswerSheet.Read(twice.Answers)["age"].Value.ShouldBe("13");
    }
}
