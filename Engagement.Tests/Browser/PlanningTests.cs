using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Program = Engagement.Core.Programs.Program;

namespace Engagement.Tests.Browser;

/// <summary>The planner's way through cohorts and sessions, on a desk and on a phone.</summary>
public class PlanningTests
{
    private static readonly DateOnly Thursday = new(2027, 2, 4);

    [BrowserFact]
    public Task Cohort_PlannedEditedAndMovedOnASnowDay_ComesOutAsShown() => PlanAsync(1280);

    [BrowserFact]
    public Task Cohort_PlannedOnAPhone_ComesOutAsShown() => PlanAsync(360);

    private static async Task PlanAsync(int width)
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        await ArrangeAsync(app);
        var page = await Chrome.OpenAsync(app, width);
        await page.SignInAsync("coordinator@example.org");

        await page.GoToStaffAsync("/staff/cohorts");
        await CheckAsync(page);
        await page.GoToStaffAsync("/staff/cohorts/new");
        await page.GetByLabel("Program").SelectOptionAsync(new SelectOptionValue { Label = "Academy in a test" });
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Academy, winter 2027");
        await page.GetByLabel("Site").SelectOptionAsync(new SelectOptionValue { Label = "Library in a test" });
        await page.GetByLabel("First possible day").FillAsync("2027-02-04");
        await page.GetByLabel("Thursday").CheckAsync();
        await Assertions.Expect(page.GetByText("Thu Feb 18 skipped: Closed for a test")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("8 sessions, the last on Thu, Apr 1, 2027")).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Academy, winter 2027" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Thu, Feb 11, 2027, 6:00–7:00 PM" })).ToBeVisibleAsync();
        await CheckAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit session 2" }).ClickAsync();
        await page.GetByLabel("Topic").FillAsync("Potholes");
        await AddActivityAsync(page, 1, "Introduction", 20);
        await AddActivityAsync(page, 2, "Walk", 50);
        await Assertions.Expect(page.GetByText("70 of 60 minutes planned: 10 too many")).ToBeVisibleAsync();
        await page.GetByLabel("Move activity 2 up").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Activity 1", new() { Exact = true })).ToHaveValueAsync("Walk");
        await Assertions.Expect(page.GetByLabel("Move activity 1 down")).ToBeFocusedAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Session 2: Potholes" })).ToBeVisibleAsync();
        await CheckAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Move or cancel" }).ClickAsync();
        // A week later is closed, so the week after is offered.
        await Assertions.Expect(page.GetByLabel("New date")).ToHaveValueAsync("2027-02-25");
        await Assertions.Expect(page.GetByText("2 · Thu Feb 25, 6:00–7:00 PM")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("8 · Thu Apr 8, 6:00–7:00 PM")).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Move as shown" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Thu, Apr 8, 2027, 6:00–7:00 PM" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Thu, Feb 11, 2027, 6:00–7:00 PM" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Published: people can find it now.")).ToBeVisibleAsync();
        await page.GoToStaffAsync("/staff/clashes");
        await CheckAsync(page);
        await page.GoToStaffAsync("/staff/cohorts");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Academy, winter 2027" })).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [BrowserFact]
    public async Task SessionForm_TwoPeopleEditing_TheSecondIsToldAndLosesNothing()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var session = await SessionAsync(app);
        var first = await Chrome.OpenAsync(app);
        await first.SignInAsync("coordinator@example.org");
        var second = await first.Context.NewPageAsync();
        foreach (var page in (IPage[])[first, second]) await page.GoToStaffAsync($"/staff/sessions/{session}/edit");
        await first.GetByLabel("Topic").FillAsync("From the first");
        await first.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Session 1: From the first" })).ToBeVisibleAsync();

        await second.GetByLabel("Topic").FillAsync("From the second");
        await second.GetByLabel("Notes for staff").FillAsync("Long notes that must not be lost");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed by someone else");
        await Assertions.Expect(second.GetByText("Topic: From the first")).ToBeVisibleAsync();
        await Assertions.Expect(second.GetByLabel("Notes for staff")).ToHaveValueAsync("Long notes that must not be lost");
        await second.ShouldBeAccessibleAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Session 1: From the second" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task SessionForm_HostileInput_IsRefusedOrShownAsText()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var session = await SessionAsync(app);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/sessions/{session}/edit");
        var (script, emoji) = ("<script>document.title='hacked'</script>", string.Concat(Enumerable.Repeat("😀", 5_000)));
        await page.GetByLabel("Topic").FillAsync(emoji);
        await page.GetByLabel("Online link").FillAsync("javascript:alert(1)");
        await page.GetByLabel("Notes for staff").FillAsync(new string('x', 10_000));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The topic may have at most 200 characters");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("must be a web address");
        await Assertions.Expect(page.GetByLabel("Topic")).ToHaveValueAsync(emoji);
        await Assertions.Expect(page.GetByLabel("Topic")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Topic").FillAsync($"{script} مرحبا 😀");
        await page.GetByLabel("Online link").FillAsync("");
        await page.GetByLabel("Notes for staff").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Session 1: {script} مرحبا 😀" })).ToBeVisibleAsync();
        (await page.TitleAsync()).ShouldStartWith("Session 1");
    }

    [BrowserFact]
    public async Task SessionForm_Upload_KeepsOnlyWhatItsContentAllows()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var session = await SessionAsync(app);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync($"/staff/sessions/{session}/edit");
        await page.GetByLabel("Add a file").SetInputFilesAsync(new FilePayload { Name = "slides.pdf", MimeType = "application/pdf", Buffer = [(byte)'M', (byte)'Z', 0, 1] });
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not of a kind");
        await page.GetByLabel("Add a file").SetInputFilesAsync(new FilePayload { Name = "slides.exe", MimeType = "application/octet-stream", Buffer = "%PDF-1.7"u8.ToArray() });
        await Assertions.Expect(page.GetByLabel("Material 1", new() { Exact = true })).ToHaveValueAsync("slides.exe.pdf");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "slides.exe.pdf" });
        var address = await link.GetAttributeAsync("href");
        var answer = await page.APIRequest.GetAsync(app.Address.TrimEnd('/') + address);
        answer.Headers["content-disposition"].ShouldStartWith("attachment");
        answer.Headers["x-content-type-options"].ShouldBe("nosniff");
        (await page.APIRequest.GetAsync(app.Address.TrimEnd('/') + address, new() { Headers = [new("If-None-Match", answer.Headers["etag"])] })).Status.ShouldBe(304);
        var stranger = await Chrome.OpenAsync(app);
        (await stranger.APIRequest.GetAsync(app.Address.TrimEnd('/') + address, new() { MaxRedirects = 0 })).Status.ShouldBeOneOf(302, 401, 403);
    }

    [BrowserFact]
    public async Task NewCohort_KeyboardAlone_CanBeSaved()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        await ArrangeAsync(app);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync("/staff/cohorts/new");
        await page.GetByLabel("Program").FocusAsync();
        await page.Keyboard.TypeAsync("Academy");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("By keyboard");
        var monday = page.GetByLabel("Monday");
        for (var i = 0; i < 40 && !await monday.EvaluateAsync<bool>("e => e === document.activeElement"); i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByText("8 sessions, the last on")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Tab");
        for (var i = 0; i < 60 && await page.EvaluateAsync<string>("document.activeElement.textContent") != "Save as a draft"; i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "By keyboard" })).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page)
    {
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    private static async Task AddActivityAsync(IPage page, int number, string title, int minutes)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an activity" }).ClickAsync();
        await page.GetByLabel($"Activity {number}", new() { Exact = true }).FillAsync(title);
        await page.GetByLabel("Minutes", new() { Exact = true }).Nth(number - 1).FillAsync(minutes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel($"Activity {number}", new() { Exact = true }).FocusAsync();
    }

    internal static async Task<Guid> ArrangeAsync(WebApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync();
        var program = new Program("Academy in a test", "academy-in-a-test");
        db.AddRange(program, new Site("Library in a test"), new Closure(null, Thursday.AddDays(14), Thursday.AddDays(14), "Closed for a test"));
        db.Entry(program).Property(p => p.DefaultSessions).CurrentValue = 8;
        await db.SaveChangesAsync();
        return program.Id;
    }

    private static async Task<Guid> SessionAsync(WebApp app)
    {
        var input = new CohortInput { ProgramId = await ArrangeAsync(app), Name = "Academy", StartDate = Thursday, Weekdays = Weekdays.Thursday, Sessions = 2 };
        var id = (await app.CallAsync<CohortService, Result<Guid>>(s => s.CreateAsync(Actor.System, input))).OrThrow();
        return (await app.CallAsync<CohortService, Result<CohortView>>(s => s.GetAsync(Actor.System, id))).OrThrow().Sessions[0].Id;
    }
}
