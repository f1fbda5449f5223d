using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Reports;

public class AnswerTagTests
{
    private static readonly SurveyContent Content = new()
    {
        Questions =
        [
            new Question { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Of("en", "What do you hope for?") },
            new Question { Key = "fear", Kind = QuestionKind.ShortText, Text = Words.Of("en", "What do you fear?") },
        ],
    };

    /// <summary>Cohorts of 24 who all wrote; the answers tell who wrote them, so that the test can.</summary>
    private static async Task<SurveyScene> SceneAsync(TestDb test, int cohorts, string program = "Youth")
    {
        var scene = new SurveyScene(Content, program: program);
        for (var c = 0; c < cohorts; c++)
        {
            var cohort = scene.Cohort($"Class {c}", startDay: c);
            for (var i = 0; i < 24; i++) cohort.Answer($"hope=class{c} wish {i};fear=class{c} fear {i}", "");
        }
        await scene.SaveAsync(test);
        return scene;
    }

    private static async Task<WrittenTexts> TextsAsync(TestDb test, ReportChoice choice, string? search = null, string? tag = null) =>
        (await test.Get<SurveyReportService>().TextsAsync(TestDb.Coordinator, choice, search, tag)).OrThrow();

    private static async Task<List<WrittenAnswer>> TagAsync(TestDb test, SurveyScene scene, string search, string tag, int count)
    {
        var found = (await TextsAsync(test, scene.Choice, search)).Questions[0].Answers!.Take(count).ToList();
        foreach (var answer in found) (await test.Get<AnswerTagService>().TagAsync(TestDb.Coordinator, answer.Ref, tag)).Error.ShouldBeNull();
        return found;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tag_Answers_AreFilteredAndCountedByTheRule(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = await SceneAsync(test, 2);
        var trees = await TagAsync(test, scene, "class0", "  Clean \t TREES ", 6);
        var jobs = await TagAsync(test, scene, "class0", "jobs", 2);
        await TagAsync(test, scene, "class1", "everywhere", 22);

        var all = await TextsAsync(test, scene.Choice);
        all.Tags.ShouldBe(["clean trees", "everywhere", "jobs"]);
        all.Questions[0].Counts.ShouldBe([new("clean trees", new(6, 10)), new("everywhere", new(20, 28)), new("jobs", new(0, 8))], "six of one class, and fewer than five of the other");
        all.Questions[1].Counts.ShouldBeEmpty("tags belong to an answer, not to whoever wrote it");
        List<ReportMenuCohort> cohorts = [.. (await test.Get<SurveyReportService>().MenuAsync(TestDb.Coordinator, scene.Program.Id)).OrThrow().Cohorts.OrderBy(c => c.Name)];
        async Task<IReadOnlyList<TagCount>> CountsAsync(int cohort) => (await TextsAsync(test, scene.Choice with { Cohorts = [cohorts[cohort].Id] })).Questions[0].Counts;
        (await CountsAsync(0)).ShouldBe([new("clean trees", Told.Of(6)), new("jobs", new(0, 4))]);
        (await CountsAsync(1)).ShouldBe([new("everywhere", new(20, 24))]);

        var tagged = (await TextsAsync(test, scene.Choice, tag: "clean trees")).Questions;
        tagged[0].Answers!.Select(a => a.Text).ShouldBe(trees.Select(a => a.Text), ignoreOrder: true);
        (tagged[0].N, tagged[1].Answers!.Count).ShouldBe((48, 0));
        (await TextsAsync(test, scene.Choice, "class1", "jobs")).Questions[0].Answers!.ShouldBeEmpty();

        var tags = test.Get<AnswerTagService>();
        (await tags.UntagAsync(TestDb.Coordinator, jobs[0].Ref, "jobs")).Ok.ShouldBeTrue();
        (await tags.UntagAsync(TestDb.Coordinator, jobs[0].Ref, "jobs")).Ok.ShouldBeTrue();
        (await TextsAsync(test, scene.Choice, tag: "jobs")).Questions[0].Answers!.ShouldHaveSingleItem().Ref.ShouldBe(jobs[1].Ref);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tag_WrongOrWithoutRight_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = await SceneAsync(test, 1);
        var answer = (await TagAsync(test, scene, "", "jobs", 1))[0].Ref;
        var tags = test.Get<AnswerTagService>();
        async Task<Error?> ErrorAsync(string? tag) => (await tags.TagAsync(TestDb.Coordinator, answer, tag)).Error;
        (await ErrorAsync("JOBS")).ShouldBeOfType<TaggedAlready>();
        (await ErrorAsync(" \u202E\n")).ShouldBeOfType<Invalid>();
        (await ErrorAsync(new string('x', 41))).ShouldBeOfType<Invalid>();
        (await ErrorAsync(new string('x', 40))).ShouldBeNull();
        (await ErrorAsync("what FAMILY7's class said")).ShouldBeOfType<TagNamesSomebody>();
        (await tags.TagAsync(TestDb.Leader, answer, "trees")).Error.ShouldBeOfType<Forbidden>();
        (await tags.UntagAsync(TestDb.Leader, answer, "jobs")).Error.ShouldBeOfType<Forbidden>();
        (await tags.TagAsync(TestDb.Coordinator, new AnswerRef(Guid.NewGuid(), "hope"), "trees")).Error.ShouldBeOfType<NotFound>();
        (await TextsAsync(test, scene.Choice)).Tags.ShouldBe(["jobs", new string('x', 40)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tag_PersonErasedOrResponseDeleted_GoesWithTheAnswer(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = await SceneAsync(test, 1);
        await using var db = test.Open();
        var lines = await db.Audit.CountAsync();
        foreach (var answer in await TagAsync(test, scene, "", "jobs", 24)) (await test.Get<AnswerTagService>().TagAsync(TestDb.Coordinator, answer.Ref, "trees")).Ok.ShouldBeTrue();
        (await db.Audit.CountAsync()).ShouldBe(lines, "the trail would say later when whose answer was read");
        db.Model.FindEntityType(typeof(AnswerTag))!.GetProperties().Select(p => p.Name).ShouldBe(["Id", "ResponseId", "Question", "Tag", "Version"], ignoreOrder: true, "neither who nor when");

        var person = await db.People.FirstAsync();
        var response = await (from h in db.CodeHolders
                              join e in db.Enrollments on h.EnrollmentId equals e.Id
                              join r in db.SurveyResponses on h.CodeId equals r.CodeId
                              join w in db.SurveyWindows on r.WindowId equals w.Id
                              where e.PersonId == person.Id && w.Kind == WindowKind.Pre
                              select r.Id).SingleAsync();
        (await db.AnswerTags.CountAsync(t => t.ResponseId == response)).ShouldBe(2);
        (await test.Get<ErasureService>().EraseAsync(TestDb.Coordinator, person.Id, $"{person.GivenName} {person.FamilyName}")).Error.ShouldBeNull();
        (await db.AnswerTags.CountAsync(t => t.ResponseId == response)).ShouldBe(0);
        (await db.AnswerTags.CountAsync()).ShouldBe(46, "those of others stay");
        (await test.Get<AnswerTagService>().TagAsync(TestDb.Coordinator, new AnswerRef(response, "hope"), "late")).Error.ShouldBeOfType<NotFound>();

        await db.CodeHolders.ExecuteDeleteAsync();
        (await TextsAsync(test, scene.Choice, tag: "jobs")).Questions[0].Answers!.Count.ShouldBe(23, "tags need no list of who answered");
        await db.SurveyResponses.ExecuteDeleteAsync();
        (await db.AnswerTags.CountAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Texts_ReadAgain_SameOrderThatTiesNoAnswersTogether(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        async Task<int> QueriesAsync(SurveyScene scene)
        {
            test.Queries.Reset();
            await TextsAsync(test, scene.Choice);
            return test.Queries.Count;
        }
        var scene = await SceneAsync(test, 1);
        await TagAsync(test, scene, "", "jobs", 1);
        var larger = await SceneAsync(test, 3, "Academy");
        foreach (var tag in (string[])["jobs", "trees", "parks"]) await TagAsync(test, larger, "", tag, 3);
        (await QueriesAsync(larger)).ShouldBe(await QueriesAsync(scene));

        var questions = (await TextsAsync(test, scene.Choice)).Questions;
        var hopes = questions[0].Answers!.Select(a => a.Text).ToList();
        (await TextsAsync(test, scene.Choice)).Questions[0].Answers!.Select(a => a.Text).ShouldBe(hopes, "a list that is being tagged must not jump");
        hopes.ShouldNotBe(questions[1].Answers!.Select(a => a.Text.Replace("fear", "wish", StringComparison.Ordinal)), "the third hope and the third fear would be one person's");
        hopes.ShouldNotBe(Enumerable.Range(0, 24).Select(i => $"class0 wish {i}"));
        var inside = questions[0].Answers![0].Ref;
        inside.ToString().ShouldNotContain($"{inside.Response}");
    }
}
