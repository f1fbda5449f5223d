using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.Surveys.JoinServiceTests;

namespace Engagement.Tests.Surveys;

public class TakingServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Send_PageByPage_KeptAndHandedInOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind, kind: WindowKind.Post);
        var pass = await PassAsync(test, all);
        (await OpenAsync(test, pass)).Fresh.ShouldBeTrue();
        (await SendAsync(test, pass, Turn.Next, ("knows", "yes"))).Page.ShouldBe(1);
        var kept = (await all.ResponseAsync(db, 0))!;
        (kept.Progress, kept.Page, kept.Answers).ShouldBe((Progress.Answering, 1, """{"knows":"yes"}"""));
        kept.TouchedAt.ShouldNotBeNull();
        (await OpenAsync(test, pass)).Questions[0].Key.ShouldBe("how", "it goes on where it was");
        (await OpenAsync(test, pass, 0)).Answers["knows"].Value.ShouldBe("yes", "back keeps answers");
        var last = Sent(Turn.Next, 1, ("how", "web"), ("feel.voice", "4"), ("years", "12"), ("hope", "A park"));
        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => test.Get<TakingService>().SendAsync(pass, last))));
        sent.ShouldAllBe(s => s.OrThrow().Page == null, "the same form sent three times counts once");
        var done = (await all.ResponseAsync(db, 0))!;
        (done.Progress, done.TouchedAt, done.Answers).ShouldBe((Progress.Done, null, """{"knows":"yes","how":"web","feel.voice":"4","years":"12","hope":"A park"}"""));
        (await db.SurveyResponses.CountAsync()).ShouldBe(1);
        (await db.Enrollments.CountAsync(e => e.SurveyHandedIn)).ShouldBe(1);
        (await test.Get<TakingService>().OpenAsync(pass, 0)).Error.ShouldBe(new AlreadyHandedIn("en"));
        (await test.Get<TakingService>().SendAsync(pass, Sent(Turn.Next, 1, ("hope", "Something else")))).Error.ShouldBe(new AlreadyHandedIn("en"));
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe(done.Answers);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_TwoDevicesAtOnce_EachQuestionAsItWasSentLast(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var pass = await PassAsync(test, all);
        await SendAsync(test, pass, Turn.Next, ("knows", "no"));
        // Both have the empty page; each answers something else, and what one left empty does not undo the other.
        await Task.WhenAll(
            Task.Run(() => SendAsync(test, pass, Turn.Keep, 1, ("word", "Girard"), ("trust", "2"))),
            Task.Run(() => SendAsync(test, pass, Turn.Keep, 1, ("years", "5"))));
        await SendAsync(test, pass, Turn.Keep, 1, ("trust", "4"));
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"knows":"no","trust":"4","years":"5","word":"Girard"}""");
        // What had an answer when the page was made and comes back empty was taken back.
        (await test.Get<TakingService>().SendAsync(pass, Sent(Turn.Keep, 1, ("years", "6")) with { Had = ["word", "years", "feel"] })).Ok.ShouldBeTrue();
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"knows":"no","trust":"4","years":"6"}""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_SomethingWrong_TellsItKeepsTheRestAndStays(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var pass = await PassAsync(test, all);
        var asked = (await SendAsync(test, pass, Turn.Next)).Again!;
        asked.Problems.Keys.ShouldBe(["knows"]);
        asked.Fresh.ShouldBeFalse();
        (await SendAsync(test, pass, Turn.Next, ("knows", Choices.Declined))).Page.ShouldBe(1, "declining is an answer");
        var wrong = (await SendAsync(test, pass, Turn.Next, 1, ("years", "a few"), ("word", "Girard"), ("hope", new string('x', 3000)))).Again!;
        wrong.Problems.Keys.ShouldBe(["years", "hope"], ignoreOrder: true);
        (wrong.Answers["years"].Value, wrong.Answers["word"].Value, wrong.Answers["hope"].Value!.Length).ShouldBe(("a few", "Girard", 3000), "what was typed is shown again");
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"knows":null,"word":"Girard"}""");
        (await SendAsync(test, pass, Turn.Back, 1, ("years", "a few"))).Again.ShouldNotBeNull("going back would lose it");
        (await SendAsync(test, pass, Turn.Keep, 1, ("years", "a few"))).Again.ShouldBeNull("in the background nobody is bothered");
        (await SendAsync(test, pass, Turn.Back, 1)).Page.ShouldBe(0);
        (await OpenAsync(test, pass, 1)).Page.ShouldBe(1);
        (await OpenAsync(test, pass, 77)).Page.ShouldBe(1, "no farther than there is");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_AnswerChangedSoThatQuestionsVanish_TheirAnswersGoWhenHandedIn(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind, change: c => c.Window.Paging = Paging.OneByOne);
        var pass = await PassAsync(test, all);
        (await SendAsync(test, pass, Turn.Next, ("knows", "yes"))).Page.ShouldBe(1);
        (await SendAsync(test, pass, Turn.Next, 1, ("how", "web"))).Page.ShouldBe(2);
        (await SendAsync(test, pass, Turn.Next, 0, ("knows", "no"))).Page.ShouldBe(2);
        (await OpenAsync(test, pass, 1)).Questions[0].Key.ShouldBe("topics");
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"knows":"no","how":"web"}""", "it could be changed back");
        (await SendAsync(test, pass, Turn.Next, 8)).Page.ShouldBeNull("all the rest passed over");
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"knows":"no"}""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_AllAnswersSkipped_IsHandedInEmpty(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.Fifteen);
        (await SendAsync(test, await PassAsync(test, all), Turn.Next)).Page.ShouldBeNull();
        var row = (await all.ResponseAsync(db, 0))!;
        (row.Progress, row.Answers).ShouldBe((Progress.Done, "{}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_NewVersionMeanwhile_WhoHasBegunKeepsTheirs(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var pass = await PassAsync(test, all);
        var next = all.Survey.Revise();
        (next.Content, next.PublishedAt) = (SampleSurveys.Fifteen, Now(test));
        db.Add(next);
        all.Window.VersionId = next.Id;
        await db.SaveChangesAsync();
        (await OpenAsync(test, pass)).Content.Questions.Count.ShouldBe(SampleSurveys.EveryKind.Questions.Count);
        (await SendAsync(test, pass, Turn.Next, ("knows", "no"), ("feel-1", "3"))).Page.ShouldBe(1);
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"knows":"no"}""");
        (await JoinAsync(test, null, all.Codes[0].Code)).Pass.ShouldBe(pass);
        (await JoinAsync(test, null, all.Codes[1].Code)).Pass!.Value.VersionId.ShouldBe(next.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_ClosedGoneOrClockSetBack_ClearOutcome(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind, change: c => c.Window.ClosesAt = Now(test).AddHours(1));
        var pass = await PassAsync(test, all);
        await SendAsync(test, pass, Turn.Next, ("knows", "no"));
        test.Clock.Advance(TimeSpan.FromHours(1));
        (await test.Get<TakingService>().SendAsync(pass, Sent(Turn.Next, 1))).Error.ShouldBe(new SurveyClosed(new(2026, 3, 2, 11, 0, 0)));
        (await test.Get<TakingService>().OpenAsync(pass, null)).Error.ShouldBeOfType<SurveyClosed>();
        test.Clock.Advance(TimeSpan.FromHours(-9));
        (await test.Get<TakingService>().OpenAsync(pass, null)).Error.ShouldBe(new SurveyAhead(new(2026, 3, 2, 9, 0, 0)));
        test.Clock.Advance(TimeSpan.FromHours(8));
        (await OpenAsync(test, pass)).Page.ShouldBe(1, "what was saved is still there");
        await db.SurveyResponses.ExecuteDeleteAsync();
        (await test.Get<TakingService>().OpenAsync(pass, null)).Error.ShouldBeOfType<ResponseGone>();
        (await test.Get<TakingService>().SendAsync(pass, Sent(Turn.Next, 1))).Error.ShouldBeOfType<ResponseGone>();
        (await test.Get<TakingService>().OpenAsync(new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()), null)).Error.ShouldBeOfType<ResponseGone>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Open_WindowAndVersionKnown_OneQuery(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var pass = await PassAsync(test, all);
        await SendAsync(test, pass, Turn.Keep, ("knows", "no"));
        test.Queries.Reset();
        await OpenAsync(test, pass);
        test.Queries.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_ManyAtOnce_NothingLostAndNoTrail(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.Fifteen, students: 40);
        var trail = await db.Audit.CountAsync();
        await Task.WhenAll(all.Codes.Select((c, i) => Task.Run(async () =>
        {
            var pass = (await JoinAsync(test, all.Window.ClassCode, c.Code)).Pass!.Value;
            await Task.WhenAll(Enumerable.Range(0, 5).Select(k => SendAsync(test, pass, Turn.Keep, 0, ($"knows-{k}", "yes"))));
            (await SendAsync(test, pass, Turn.Next, 0, ("why", $"{i}"))).Page.ShouldBeNull();
        })));
        var rows = await db.SurveyResponses.AsNoTracking().ToListAsync();
        rows.Count.ShouldBe(40);
        foreach (var row in rows)
        {
            var answers = AnswerSheet.Read(row.Answers);
            answers.Keys.ShouldBe(["knows-0", "knows-1", "knows-2", "knows-3", "knows-4", "why"]);
            all.Codes[int.Parse(answers["why"].Value!, System.Globalization.CultureInfo.InvariantCulture)].Id.ShouldBe(row.CodeId!.Value);
        }
        (await db.Audit.CountAsync()).ShouldBe(trail, "responses leave no lines");
    }

    [Theory, OnPostgres]
    public async Task Send_WhileAnotherIsKept_OneLookAndOneSaveForAll(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.Fifteen, students: 21);
        List<SurveyPass> passes = [];
        for (var i = 0; i < 21; i++) passes.Add(await PassAsync(test, all, i));
        var facts = (await test.Get<SurveyFacts>().WindowAsync(all.Window.Id))!;
        using var gate = new ManualResetEventSlim();
        var (writer, started) = (test.Get<SendWriter>(), new TaskCompletionSource());
        SentForm Form(SurveyPass pass, Action before) => new(pass.ResponseId, facts, row =>
        {
            before();
            row.Answers = """{"why":"x"}""";
            return new Turned(null, "en");
        });
        var first = writer.AddAsync(Form(passes[0], () => { started.TrySetResult(); gate.Wait(); }));
        await started.Task;
        var others = passes.Skip(1).Select(p => writer.AddAsync(Form(p, () => { }))).ToList();
        // The first one still has its save before it.
        test.Queries.Reset();
        gate.Set();
        (await Task.WhenAll([first, .. others])).ShouldAllBe(t => t.OrThrow().Page == null);
        test.Queries.Count.ShouldBe(3, "the first one's save; one look and one save for the twenty others");
        (await db.SurveyResponses.CountAsync(r => r.Progress == Progress.Done && r.Answers.Contains("why"))).ShouldBe(21);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Picture_OfAPublishedSurveyOnly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var (shown, other) = (new StoredFile("a.png", "image/png", [1]), new StoredFile("b.png", "image/png", [2]));
        var all = await SurveyClass.AddAsync(db, Now(test), new SurveyContent { Questions = [new() { Key = "s", Kind = QuestionKind.Section, Picture = shown.Id }] });
        var draft = all.Survey.Revise();
        db.AddRange(draft, shown, other);
        await db.SaveChangesAsync();
        var pictures = test.Get<PictureService>();
        (await pictures.FindAsync(all.Version.Id, shown.Id))!.Id.ShouldBe(shown.Id);
        (await pictures.FindAsync(all.Version.Id, other.Id)).ShouldBeNull();
        (await pictures.FindAsync(draft.Id, shown.Id)).ShouldBeNull();
    }

    private static async Task<SurveyPass> PassAsync(TestDb test, SurveyClass all, int student = 0) => (await JoinAsync(test, all.Window.ClassCode, all.Codes[student].Code)).Pass!.Value;

    private static async Task<TakingPage> OpenAsync(TestDb test, SurveyPass pass, int? page = null) => (await test.Get<TakingService>().OpenAsync(pass, page)).OrThrow();
}
