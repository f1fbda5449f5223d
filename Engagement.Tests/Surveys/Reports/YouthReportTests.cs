using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Surveys.Reports;

/// <summary>
/// The published result of the Youth cohort of 2015: of 28 before and 26 after, knew Philly311 7 % → 96 %, Junior Block Captains 29 % → 96 %, interested in it 29 % → 35 %.
/// What is expected here was calculated by hand.
/// </summary>
public class YouthReportTests
{
    internal static SurveyContent Content { get; } = new()
    {
        Title = Words.Both("Before and after", "Antes y después"),
        Languages = ["en", "es"],
        Questions =
        [
            SurveyScene.YesNo("knows-311", "Have you heard of Philly311?"),
            SurveyScene.YesNo("knows-jbc", "Have you heard of Junior Block Captains?"),
            SurveyScene.YesNo("wants-jbc", "Would you like to be a Junior Block Captain?"),
        ],
    };

    /// <summary>28 answered before and 26 of them after; "yes" 2 → 25, 8 → 25, 8 → 9, and of the last 6 said it twice.</summary>
    internal static SceneCohort Fill(SceneCohort cohort)
    {
        for (var i = 0; i < 28; i++)
        {
            var before = $"knows-311={(i < 2 ? "yes" : i < 20 ? "no" : "dk")};knows-jbc={(i is >= 4 and < 12 ? "yes" : "no")};wants-jbc={(i < 8 ? "yes" : "no")}";
            var after = i >= 26 ? null : $"knows-311={(i == 25 ? "no" : "yes")};knows-jbc={(i == 24 ? "dk" : "yes")};wants-jbc={(i < 6 || i is >= 10 and < 13 ? "yes" : "no")}";
            cohort.Answer(before, after, attended: i < 20 ? 5 : 3, stage: i == 27 ? Stage.Withdrawn : Stage.Enrolled);
        }
        return cohort;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Read_YouthCohort_CountsAsPublishedIn2015(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(Content);
        Fill(scene.Cohort("YEP, Penn Treaty, fall 2015"));
        await scene.SaveAsync(test);
        await using var db = test.Open();
        var now = test.Clock.GetUtcNow().UtcDateTime;
        var data = await ReportData.ReadAsync(test.Factory, Actor.System, await new ReportReader(db, now).CohortsAsync(scene.Program.Id, ReportKind.BeforeAfter), now);
        int Percent(int item, Wave wave)
        {
            var answers = data.People.Select(p => p.Of(wave)).OfType<long[]>().Select(a => a[item]).ToList();
            return (int)Math.Round(100.0 * answers.Count(a => a == 0) / answers.Count);
        }
        Enumerable.Range(0, 3).Select(i => (Percent(i, Wave.Before), Percent(i, Wave.After))).ShouldBe([(7, 96), (29, 96), (29, 35)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_YouthCohort_AgreesWithTheCalculationByHand(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(Content);
        Fill(scene.Cohort("YEP, Penn Treaty, fall 2015"));
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice, TestDb.Leader);
        (report.Flow.Enrolled, report.Flow.Before, report.Flow.After, report.Flow.Matched).ShouldBe((28, 28, 26, 26));
        // Two are missing: how many is no secret, why is.
        report.Flow.Losses.ShouldAllBe(l => l.Count == new Told(0, 2));
        report.Items.Select(i => (i.Key, i.Basis, i.Before!.N, i.After!.N)).ShouldBe([("knows-311", Basis.Matched, 26, 26), ("knows-jbc", Basis.Matched, 26, 26), ("wants-jbc", Basis.Matched, 26, 26)]);

        var (knows, captains, wants) = (report.Items[0], report.Items[1], report.Items[2]);
        knows.Before!.Cells.ShouldBe([new(0, 4), new(22, 26)]);
        knows.After!.Cells.ShouldBe([new(22, 26), new(0, 4)]);
        knows.Change!.Difference.ShouldBe(new(18 / 26d, 1));
        captains.Before!.Cells.ShouldBe([Told.Of(8), Told.Of(18)]);
        captains.After!.Cells[0].ShouldBe(new(22, 26));
        // At least 14 more: least p when all of the eight stayed and 18 came, largest when four of them left (18 against 4).
        captains.Change!.P!.Value.High.ShouldBe(0.0025994777679443385, 1e-12);
        captains.Change.P!.Value.Low.ShouldBe(Math.Pow(0.5, 18), 1e-12);

        wants.Before!.Wilson!.Value.Low.ShouldBe(0.16501, 1e-5);
        wants.Before.Wilson!.Value.High.ShouldBe(0.49988, 1e-5);
        wants.After!.Cells.ShouldBe([Told.Of(9), Told.Of(17)]);
        wants.Change!.Difference.Low.ShouldBe(1 / 26d, 1e-12);
        // 1 against 0 at the least, 9 against 8 at the most; the true 3 against 2 (mid-p .6875) lies between and is not told.
        wants.Change.P!.Value.Low.ShouldBe(0.5, 1e-5);
        wants.Change.P.Value.High.ShouldBe(0.81453, 1e-5);
        wants.Change.McNemar.ShouldBeNull();
        // Holm over three: 3 · least, then at least that, then alone.
        knows.Change.Holm!.Value.High.ShouldBe(3 * knows.Change.P!.Value.High, 1e-12);
        captains.Change.Holm!.Value.High.ShouldBe(2 * captains.Change.P.Value.High, 1e-12);
        wants.Change.Holm!.Value.High.ShouldBe(wants.Change.P.Value.High, 1e-12);

        var words = ReportWords.English;
        Findings.Of(report, knows, words).ShouldBe("Of 26 students who answered both times, at least 22 said yes afterwards, and fewer than 5 before.");
        Findings.Chance(knows, words).ShouldStartWith("If nothing had changed, chance would rarely give such a difference (p < 0.001)");
        Findings.Of(report, wants, words).ShouldBe("Of 26 students who answered both times, 9 said yes afterwards, and 8 before.");
        Findings.Chance(wants, words).ShouldBe("Chance alone often gives such a difference (p at least 0.50), so it says little.");
        Findings.Of(report, wants, ReportWords.Spanish).ShouldBe("De 26 estudiantes que respondieron ambas veces, 9 dijeron que sí después y 8 antes.");
    }
}
