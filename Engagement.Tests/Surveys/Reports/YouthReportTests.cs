using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Surveys.Reports;

/// <summary>
/// The published result of the Youth cohort of 2015: of 28 before, 26 after, knew Philly311 7 % → 96 %, Junior Block Captains 29 % → 96 %, interested 29 % → 35 %.
/// The figures beside are calculated by hand.
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

    /// <summary>28 answered before and 26 of them after; counts of "yes": 2 → 25, 8 → 25, 8 → 9.</summary>
    internal static SceneCohort Fill(SurveyScene scene, SceneCohort cohort)
    {
        for (var i = 0; i < 28; i++)
        {
            var before = $"knows-311={(i < 2 ? "yes" : i < 20 ? "no" : "dk")};knows-jbc={(i is >= 4 and < 12 ? "yes" : "no")};wants-jbc={(i < 8 ? "yes" : "no")}";
            var after = i >= 26 ? null : $"knows-311={(i == 25 ? "no" : "yes")};knows-jbc={(i == 24 ? "dk" : "yes")};wants-jbc={(i < 6 || i is >= 10 and < 13 ? "yes" : "no")}";
            cohort.Answer(before, after, attended: i < 20 ? 5 : 3, stage: i == 27 ? Stage.Withdrawn : Stage.Enrolled);
        }
        _ = scene;
        return cohort;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_YouthCohort_AgreesWithTheCalculationByHand(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(Content);
        Fill(scene, scene.Cohort("YEP, Penn Treaty, fall 2015"));
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice);
        (report.Flow.Enrolled, report.Flow.Before, report.Flow.After, report.Flow.Matched).ShouldBe((28, 28, 26, 26));
        Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(report, new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
    }
}
