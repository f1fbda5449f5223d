using Engagement.Core.Certificates;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Certificates;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Surveys.Reports;

public class ReportPdfTests
{
    [PopplerTheory]
    [InlineData(PaperSize.Letter, "612 x 792 pts (letter)", "en", "Of 26 students who answered both times, 9 said yes afterwards, and 8 before.")]
    [InlineData(PaperSize.A4, "595.28 x 841.89 pts (A4)", "es", "De 26 estudiantes que respondieron ambas veces, 9 dijeron que sí después y 8 antes.")]
    public async Task Make_Report_IsTaggedWithDrawnTables(PaperSize paper, string size, string language, string sentence)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var scene = new SurveyScene(YouthReportTests.Content);
        YouthReportTests.Fill(scene.Cohort("YEP, Penn Treaty, fall 2015"));
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice);
        var pdf = ReportPdf.Make("Youth, fall 2015", report, ReportWords.For(language), new OfficeSettings { Paper = paper });
        var info = Samples.Poppler(pdf, "pdfinfo");
        info.ShouldContain(size);
        info.ShouldContain("Tagged:          yes");
        info.ShouldContain("Title:           Youth, fall 2015");
        var structure = Samples.Poppler(pdf, "pdfinfo", "-struct-text");
        structure.ShouldNotContain("Error");
        foreach (var tag in (string[])["H1", "H2", "H3", "Table", "TH", "TD", "Figure"]) structure.ShouldContain(tag);
        Samples.Poppler(pdf, "pdftotext", "-raw").ReplaceLineEndings(" ").Replace('\u00A0', ' ').ShouldContain(sentence);
        Samples.Poppler(pdf, "pdffonts").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ShouldAllBe(f => f.Contains("yes yes yes", StringComparison.Ordinal));
        var raw = System.Text.Encoding.Latin1.GetString(pdf);
        raw.ShouldContain("<pdfuaid:part>1</pdfuaid:part>");
        raw.ShouldContain($"/Lang({language})");
        // The same report gives the same file.
        ReportPdf.Make("Youth, fall 2015", report, ReportWords.For(language), new OfficeSettings { Paper = paper }).ShouldBe(pdf);
    }

    [PopplerTheory]
    [InlineData(4)]
    [InlineData(60)]
    public async Task Live_ManyCohortsAndLongWords_StayOnThePage(int cohorts)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var scene = new SurveyScene(new()
        {
            Questions = [SurveyScene.YesNo("long", new string('W', 150) + " " + string.Join(' ', Enumerable.Repeat("and what do you think of it", 20))), SurveyScene.Choose("choice", Core.Surveys.QuestionKind.OneChoice, 40)],
        });
        for (var c = 0; c < cohorts; c++)
        {
            var cohort = scene.Cohort($"A cohort with a name that is longer than any column {c}");
            for (var i = 0; i < 12; i++) cohort.Answer($"long={(i < 6 ? "yes" : "no")};choice=a", $"long={(i < 7 ? "yes" : "no")};choice=b");
        }
        await scene.SaveAsync(test);
        using var file = new MemoryStream();
        await (await test.Get<SurveyReportPrintService>().LiveAsync(TestDb.Leader, scene.Choice)).OrThrow().WriteAsync(file, CancellationToken.None);
        var boxes = System.Text.RegularExpressions.Regex.Matches(Samples.Poppler(file.ToArray(), "pdftotext", "-bbox"), "xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
        boxes.Count.ShouldBeGreaterThan(100);
        foreach (System.Text.RegularExpressions.Match word in boxes)
        {
            double At(int group) => double.Parse(word.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
            At(1).ShouldBeGreaterThan(50, word.Value);
            At(3).ShouldBeLessThan(562, word.Value);
            At(4).ShouldBeLessThan(775, word.Value);
        }
    }
}
