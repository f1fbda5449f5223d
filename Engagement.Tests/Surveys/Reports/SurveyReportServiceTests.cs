using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Reports;

public class SurveyReportServiceTests
{
    private static readonly SurveyContent Content = new()
    {
        Questions =
        [
            SurveyScene.YesNo("knows", "Do you know it?"),
            SurveyScene.Choose("quiz", QuestionKind.Knowledge, 3),
            new Question
            {
                Key = "agree",
                Kind = QuestionKind.Matrix,
                Text = Words.Both("How much do you agree?", "¿Qué tan de acuerdo está?"),
                Options = SurveyScene.Choose("agree", QuestionKind.Scale, 3).Options,
                Statements = [new("heard", Words.Of("en", "The city hears me")), new("safe", Words.Of("en", "I feel safe"))],
            },
            SurveyScene.Choose("topics", QuestionKind.SeveralChoices, 3),
            new Question { Key = "age", Kind = QuestionKind.Number, Text = Words.Of("en", "Age") },
            new Question { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Of("en", "What do you hope for?") },
        ],
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_EveryKindOfQuestion_IsCountedForTheMatched(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(Content);
        var cohort = scene.Cohort("One");
        for (var i = 0; i < 24; i++)
            cohort.Answer($"knows={(i < 8 ? "yes" : "no")};quiz={(i < 6 ? "a" : "b")};agree.heard={i % 3 + 1};agree.safe=-;topics={(i < 12 ? "a+b" : "c")};age={12 + i % 3};hope=wish {i}",
                $"knows={(i < 16 ? "yes" : "no")};quiz={(i < 18 ? "a" : "c")};agree.heard={(i % 3 == 0 ? 2 : 3)};agree.safe=2;topics={(i < 6 ? "a" : "b+c")};age={13 + i % 3}");
        cohort.Answer("knows=yes", null);
        cohort.Answer(null, "knows=no");
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice, TestDb.Leader);
        (report.Flow.Before, report.Flow.After, report.Flow.Matched).ShouldBe((25, 25, 24));
        ReportItem Item(string key) => report.Items.Single(i => i.Key == key);
        Item("knows").Before!.Cells.ShouldBe([Told.Of(8), Told.Of(16)]);
        Item("knows").After!.Cells.ShouldBe([Told.Of(16), Told.Of(8)]);
        Item("quiz").Before!.Cells[0].ShouldBe(Told.Of(6));
        report.Score!.Gain!.Value.Low.ShouldBe((75 - 25) / 75d, 1e-12);
        Item("agree.heard").Kind.ShouldBe(QuestionKind.Scale);
        Item("agree.heard").Heading!.In("en").ShouldBe("How much do you agree?");
        Item("agree.heard").Before!.Mean!.Value.Low.ShouldBe(2, 0.051);
        // Everybody preferred not to say before: asked both times, but no pairs; it was answered after only.
        Item("agree.safe").Basis.ShouldBe(Basis.Once);
        Item("topics").Before!.Cells.ShouldBe([Told.Of(12), Told.Of(12), Told.Of(12)]);
        Item("topics").After!.Cells.ShouldBe([Told.Of(6), Told.Of(18), Told.Of(18)]);
        Item("age").Change!.Difference.ShouldBe(ToldNumber.Of(1));
        report.Items.ShouldNotContain(i => i.Key == "hope");
        var texts = (await test.Get<SurveyReportService>().TextsAsync(TestDb.Coordinator, scene.Choice)).OrThrow();
        texts.Questions.ShouldHaveSingleItem().Answers!.Select(a => a.Text).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 24).Select(i => $"wish {i}").Order(StringComparer.Ordinal));
        (await test.Get<SurveyReportService>().TextsAsync(TestDb.Leader, scene.Choice)).Error.ShouldBeOfType<Core.Common.Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_WindowStillOpen_OnlyWhoRunsSurveysLooksAhead(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        var going = YouthReportTests.Fill(scene.Cohort("Going on"));
        going.Post.ClosesAt = null;
        await scene.SaveAsync(test);
        var service = test.Get<SurveyReportService>();
        (await service.GetAsync(TestDb.Leader, scene.Choice)).Error.ShouldBeOfType<NothingToReport>();
        (await service.MenuAsync(TestDb.Leader, scene.Program.Id)).OrThrow().Cohorts.ShouldHaveSingleItem().Ready.ShouldBeFalse();
        var look = await SurveyScene.ReportAsync(test, scene.Choice with { Cohorts = [going.Id] });
        look.Preview.ShouldBeTrue();
        look.Items.ShouldAllBe(i => i.Basis == Basis.Once && i.After == null && i.Before!.N == 28);
        (await service.GetAsync(Actor.Anyone, scene.Choice)).Error.ShouldBeOfType<Core.Common.Forbidden>();
        (await service.GetAsync(TestDb.Leader, scene.Choice, Audience.Public)).Error.ShouldBeOfType<Core.Common.Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_ConsentMissingOrWithdrawn_IsLeftOutWhileTheListExists(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        var cohort = YouthReportTests.Fill(scene.Cohort("Consents", consent: true));
        await scene.SaveAsync(test);
        await using (var db = test.Open())
        {
            var people = await db.Enrollments.Where(e => e.CohortId == cohort.Id).OrderBy(e => e.Id).Select(e => e.PersonId).ToListAsync();
            var signed = DateOnly.FromDateTime(SurveyScene.Day(-3));
            db.AddRange(people.Skip(6).Select(p => new Consent(p, ConsentPurpose.Survey, 1, "Parent", "mother", signed, DateOnly.FromDateTime(SurveyScene.Day(60)))));
            var withdrawn = new Consent(people[0], ConsentPurpose.Survey, 1, "Parent", "father", signed, null);
            withdrawn.Withdraw(SurveyScene.Day(50));
            db.Add(withdrawn);
            await db.SaveChangesAsync();
        }
        var report = await SurveyScene.ReportAsync(test, scene.Choice);
        (report.Flow.Enrolled, report.Flow.Before, report.Flow.MayBeAsked).ShouldBe((28, 22, Told.Of(22)));
        report.Flow.Losses.Single(l => l.Reason == LossReason.NoConsent).Count.ShouldBe(new Told(0, 8), "eight are missing, six of them for want of a consent and two for another reason, which would be few");
        await using (var db = test.Open()) await db.CodeHolders.ExecuteDeleteAsync();
        (await SurveyScene.ReportAsync(test, scene.Choice)).Flow.Before.ShouldBe(28, "without the list nobody can tell whose they are");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_ChangedQuestion_IsAnotherOne(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var revised = YouthReportTests.Content with { Questions = [YouthReportTests.Content.Questions[0], SurveyScene.YesNo("new-one", "Asked afterwards only?")] };
        var scene = new SurveyScene(YouthReportTests.Content, after: revised);
        var cohort = scene.Cohort("Versions");
        for (var i = 0; i < 20; i++) cohort.Answer($"knows-311={(i < 8 ? "yes" : "no")};knows-jbc=yes;wants-jbc=no", $"knows-311={(i < 12 ? "yes" : "no")};new-one={(i < 9 ? "yes" : "no")}");
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice);
        report.Items.Select(i => (i.Key, i.Basis)).ShouldBe([("knows-311", Basis.Matched), ("new-one", Basis.Once), ("knows-jbc", Basis.Once), ("wants-jbc", Basis.Once)], ignoreOrder: true);
        report.Versions.Select(v => (v.Number, v.Before, string.Join(',', v.NotAsked))).ShouldBe([(2, false, "knows-jbc,wants-jbc"), (1, true, "new-one")], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_AnonymousWindows_AreNeverPaired(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        var cohort = scene.Cohort("Tickets", anonymous: true);
        for (var i = 0; i < 20; i++) cohort.Ticket(WindowKind.Pre, $"knows-311={(i < 8 ? "yes" : "no")}");
        for (var i = 0; i < 15; i++) cohort.Ticket(WindowKind.Post, $"knows-311={(i < 9 ? "yes" : "no")}");
        YouthReportTests.Fill(scene.Cohort("Paired"));
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice);
        var items = report.Items.Where(i => i.Key == "knows-311").ToList();
        items.Select(i => (i.Basis, i.Before!.N, i.After!.N)).ShouldBe([(Basis.Matched, 26, 26), (Basis.Apart, 20, 15)]);
        items[1].Change!.P.ShouldBeNull();
        items[1].Change!.Difference.Low.ShouldBe(0.6 - 0.4, 1e-12);
        report.Flow.Unpaired.ShouldBe(35);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_ByAttendance_FromTheListOrFromWhatWasKept(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        foreach (var listed in new[] { true, false })
        {
            var scene = new SurveyScene(YouthReportTests.Content, program: $"Program {listed}");
            var cohort = scene.Cohort("Dosage");
            for (var i = 0; i < 60; i++)
                cohort.Answer($"knows-311={(i % 2 == 0 ? "yes" : "no")}", $"knows-311={(i % 4 < 3 ? "yes" : "no")}", attended: i < 20 ? 5 : i < 40 ? 4 : 2, listed: listed);
            await scene.SaveAsync(test);
            var split = (await SurveyScene.ReportAsync(test, scene.Choice)).Items.Single().Splits.Single(s => s.By == SplitBy.Attended);
            split.Rows.Select(r => (r.Name, r.Before!.Cells[0].Low, r.After!.Cells[0].Low)).ShouldBe([("0", 10, 15), ("1", 10, 15), ("2", 10, 15)]);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_SitesAndYears_AreSplitsAndChoices(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        Site[] sites = [new("School A"), new("School B")];
        scene.Add(sites);
        for (var c = 0; c < 4; c++)
        {
            var cohort = scene.Cohort($"Class {c}", sites[c % 2], startDay: c < 2 ? 0 : -365);
            for (var i = 0; i < 20; i++) cohort.Answer($"knows-311={(i < 5 + c ? "yes" : "no")}", $"knows-311={(i < 10 + c ? "yes" : "no")}");
        }
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice, TestDb.Leader);
        var item = report.Items.Single();
        (item.Before!.N, item.Before.Cells[0], item.After!.Cells[0]).ShouldBe((80, Told.Of(26), Told.Of(46)));
        item.Splits.Single(s => s.By == SplitBy.Site).Rows.Select(r => (r.Name, r.Before!.Cells[0].Low)).ShouldBe([("School A", 12), ("School B", 14)], ignoreOrder: true);
        item.Splits.Single(s => s.By == SplitBy.SchoolYear).Rows.Select(r => (r.Name, r.After!.Cells[0].Low)).ShouldBe([("2024–25", 25), ("2025–26", 21)]);
        item.Splits.Single(s => s.By == SplitBy.Cohort).Rows.Count.ShouldBe(4);
        (await SurveyScene.ReportAsync(test, scene.Choice with { SiteId = sites[1].Id, SchoolYear = 2025 })).Cohorts.ShouldHaveSingleItem().Name.ShouldBe("Class 1");
        report.Flow.Cohorts.Count.ShouldBe(4);
        report.Flow.Sites.Select(s => (s.Name, s.Matched)).ShouldBe([("School A", 40), ("School B", 40)], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_MoreCohortsAndAnswers_TakesNoMoreQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        async Task<int> QueriesAsync(int cohorts)
        {
            var scene = new SurveyScene(YouthReportTests.Content, program: $"With {cohorts}");
            for (var c = 0; c < cohorts; c++) YouthReportTests.Fill(scene.Cohort($"Class {c}"));
            await scene.SaveAsync(test);
            test.Queries.Reset();
            await SurveyScene.ReportAsync(test, scene.Choice);
            return test.Queries.Count;
        }
        (await QueriesAsync(3)).ShouldBe(await QueriesAsync(1));
        test.Queries.Reset();
        (await test.Get<SurveyReportService>().ListAsync(TestDb.Leader)).OrThrow().Count.ShouldBe(2);
        test.Queries.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_NothingOrNobody_SaysSo(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(new SurveyContent());
        var cohort = scene.Cohort("Nobody asked anything");
        cohort.Answer("", "");
        await scene.SaveAsync(test);
        var report = await SurveyScene.ReportAsync(test, scene.Choice);
        report.Items.ShouldBeEmpty();
        (report.Flow.Matched, report.Score).ShouldBe((1, null));
        (await test.Get<SurveyReportService>().GetAsync(TestDb.Leader, new(Guid.NewGuid()))).Error.ShouldBeOfType<Core.Common.NotFound>();
        (await test.Get<SurveyReportService>().GetAsync(TestDb.Leader, scene.Choice with { Kind = ReportKind.Feedback })).Error.ShouldBeOfType<NothingToReport>();
    }
}
