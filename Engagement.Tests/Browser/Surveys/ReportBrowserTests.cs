using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engagement.Tests.Browser.Surveys;

public class ReportBrowserTests
{
    /// <summary>Two classes with questions of every kind, one of them still going on; everything lies in the past of the real clock.</summary>
    internal static SurveyScene Scene()
    {
        var content = YouthReportTests.Content with
        {
            Questions =
            [
                .. YouthReportTests.Content.Questions, SurveyScene.Choose("quiz", QuestionKind.Knowledge, 3, "Which number reaches the city?"),
                SurveyScene.Choose("heard", QuestionKind.Scale, 5, "The city hears me"), SurveyScene.Choose("best", QuestionKind.OneChoice, 4, "What was best?"),
                new Question { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Both("What do you hope for?", "¿Qué esperas?") },
            ],
        };
        var scene = new SurveyScene(content);
        var random = new Random(5);
        for (var c = 0; c < 3; c++)
        {
            var cohort = scene.Cohort($"YEP, class {c + 1}", startDay: c * 40 - 365);
            if (c == 2) cohort.Post.ClosesAt = null;
            for (var i = 0; i < 28; i++)
                cohort.Answer(Answers(i, false), i % 14 == 13 ? null : Answers(i, true), attended: i < 18 ? 5 : 3);
        }
        return scene;

        string Answers(int i, bool after) => string.Join(';',
            $"knows-311={(after || i < 2 ? "yes" : "no")}", $"knows-jbc={((after ? i > 1 : i < 8) ? "yes" : "dk")}", $"wants-jbc={(i < (after ? 10 : 8) ? "yes" : "no")}",
            $"quiz={(random.Next(10) < (after ? 7 : 4) ? "a" : "b")}", $"heard={Math.Clamp(random.Next(1, 5) + (after ? 1 : 0), 1, 5)}", $"best={(char)('a' + random.Next(4))}", $"hope=Given{i + 1} hopes for trees {i}");
    }

    /// <summary>With the keyboard where it matters: the focus stays where one types.</summary>
    private static async Task TagAnAnswerAsync(IPage page)
    {
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Add a tag" }).First;
        var typed = page.GetByLabel("Tag", new() { Exact = true });
        var taken = page.GetByRole(AriaRole.Button, new() { Name = "trees: take this tag off" });
        await add.ClickAsync();
        await Expect(typed).ToBeFocusedAsync();
        await typed.FillAsync("Trees");
        await typed.PressAsync("Enter");
        await Expect(taken).ToBeVisibleAsync();
        await Expect(typed).ToBeFocusedAsync();
        await typed.FillAsync("Given7 and Given35");
        await typed.PressAsync("Enter");
        await Expect(page.GetByText("This one is the name of somebody in the cohort.")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.SetViewportSizeAsync(360, 800);
        await page.ShouldNotScrollSidewaysAsync();
        await page.SetViewportSizeAsync(1280, 800);
        await page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();
        await Expect(add).ToBeFocusedAsync();
        await page.GetByLabel("Tagged", new() { Exact = true }).SelectOptionAsync("trees");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Those with the tag “trees”, of 56")).ToBeVisibleAsync();
        await Expect(page.GetByText("fewer than 9").Last).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a tag" })).ToHaveCountAsync(1);
        await taken.ClickAsync();
        await Expect(taken).ToHaveCountAsync(0);
        await Expect(page.GetByText("None with the tag “trees”, of 56")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Report_LeadershipReads_CoordinatorPublishes_PublicReads()
    {
        await using var app = await WebApp.StartAsync();
        var scene = Scene();
        await using (var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext()) await scene.SaveAsync(db);
        await app.AddUserAsync(Permissions.Leadership);
        await app.AddUserAsync(Permissions.Coordinator);

        var page = await Chrome.OpenAsync(app, 360);
        await page.SignInAsync("leadership@example.org");
        await page.GoToStaffAsync("/staff/reports");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Youth Engagement Program" }).ClickAsync();
        await Expect(page.GetByText("Not in it yet, because answers may still come: YEP, class 3.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Have you heard of Philly311?" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await Expect(page.GetByText("Publish, rows")).ToHaveCountAsync(0);
        await Expect(page.GetByText("What people wrote")).ToHaveCountAsync(0);
        // One class alone.
        await page.GetByText("Cohorts: all").ClickAsync();
        await page.GetByLabel("YEP, class 2").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "YEP, class 2", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByText("Of 26 students who answered both times, at least 22 said yes afterwards, and fewer than 5 before.").First).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        var pdf = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PDF" }).ClickAsync());
        pdf.SuggestedFilename.ShouldBe("YEP, class 2.pdf");

        var wide = await Chrome.OpenAsync(app, colors: ColorScheme.Dark);
        await wide.SignInAsync("coordinator@example.org");
        await wide.GoToStaffAsync($"/staff/reports/{scene.Program.Id}");
        await wide.GetByRole(AriaRole.Button, new() { Name = "Publish, rows …" }).ClickAsync();
        await wide.GetByRole(AriaRole.Button, new() { Name = "Show free answers" }).ClickAsync();
        await Expect(wide.GetByText("[name] hopes for trees 7").First).ToBeVisibleAsync();
        await TagAnAnswerAsync(wide);
        await wide.GetByLabel("Title").FillAsync("");
        await wide.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Expect(wide.GetByText("The title is missing.").First).ToBeVisibleAsync();
        await wide.ShouldBeAccessibleAsync();
        await wide.ShouldNotScrollSidewaysAsync();
        await wide.GetByLabel("Title").FillAsync("Youth, what two classes said");
        await wide.GetByLabel("Who may read it").SelectOptionAsync("Public");
        await wide.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Expect(wide.GetByRole(AriaRole.Heading, new() { Name = "Youth, what two classes said" })).ToBeVisibleAsync();
        await wide.ShouldBeAccessibleAsync();
        var link = await wide.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("reports.[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(1)) }).GetAttributeAsync("href");

        var reader = await Chrome.OpenAsync(app, 360, javaScript: false);
        await reader.GotoAsync(link!);
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Youth, what two classes said" })).ToBeVisibleAsync();
        await reader.ShouldNotScrollSidewaysAsync();
        await reader.GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "En pocas palabras" })).ToBeVisibleAsync();
        (await reader.ContentAsync()).ShouldNotContain("class 1", customMessage: "which classes these were is for staff");
        await Expect(reader.GetByText("2 grupos. Hecho el")).ToBeVisibleAsync();
        await PublicWeighsLittleAsync(app, link!);

        await wide.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await wide.GetByRole(AriaRole.Button, new() { Name = "Yes, withdraw" }).ClickAsync();
        await Expect(wide.GetByText("It was withdrawn: its link gives it no more.")).ToBeVisibleAsync();
        (await reader.GotoAsync(link!))!.Status.ShouldBe((int)HttpStatusCode.Gone);
        await Expect(reader.GetByText("Este informe fue retirado").First).ToBeVisibleAsync();
        (await reader.GotoAsync("/reports/00000000000000000000000000000000"))!.Status.ShouldBe((int)HttpStatusCode.NotFound);
    }

    private static async Task PublicWeighsLittleAsync(WebApp app, string link)
    {
        var page = await Chrome.OpenAsync(app);
        await page.GotoAsync(link);
        await page.ShouldBeAccessibleAsync();
        (await page.Locator("script").CountAsync()).ShouldBe(0);
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(app.Address) };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var weights = new List<int> { (await http.GetByteArrayAsync(link)).Length };
        foreach (var style in await page.Locator("link[rel=stylesheet]").EvaluateAllAsync<string[]>("links => links.map(l => l.href)")) weights.Add(Compressed(await http.GetByteArrayAsync(style)));
        weights.Sum().ShouldBeLessThan(30 * 1024, string.Join(" + ", weights));
    }

    // Stylesheets are compressed once the application is published, not here.
    private static int Compressed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(file);
        return (int)packed.Length;
    }
}
