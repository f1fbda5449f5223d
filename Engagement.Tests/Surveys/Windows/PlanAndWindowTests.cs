using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Windows;

public class PlanAndWindowTests
{
    private static async Task<(TestDb, WindowScene)> StartAsync(DatabaseProvider provider, int people = 3, bool minors = false, int sessions = 4)
    {
        var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        return (test, await WindowScene.AddAsync(db, people, minors, sessions));
    }

    private static WindowInput Input(WindowScene scene, WindowKind kind = WindowKind.Pre, bool anonymous = false) =>
        new() { SurveyId = scene.Survey.Id, Kind = kind, Anonymous = anonymous };

    [Theory, OnSqlite, OnPostgres]
    public async Task Plan_OnceAnswered_TakesOnlyWhatPromisesMore(DatabaseProvider provider)
    {
        var (test, scene) = await StartAsync(provider, minors: true);
        await using var _ = test;
        var (plans, id) = (test.Get<SurveyPlanService>(), scene.Cohort.Id);
        var input = (await plans.InputAsync(TestDb.Coordinator, id)).OrThrow();
        (input.Promise, input.ConsentNeeded, input.ListUntil).ShouldBe((Promise.Confidential, true, new DateOnly(2026, 3, 23).AddDays(60)));
        (await plans.SaveAsync(TestDb.Coordinator, id, new() { Promise = Promise.Anonymous })).Error.ShouldBeOfType<Invalid>();
        (await plans.SaveAsync(TestDb.Coordinator, id, new() { ListUntil = new(2026, 3, 2) })).Error.ShouldBeOfType<Invalid>();
        (await plans.SaveAsync(TestDb.Leader, id, input)).Error.ShouldBeOfType<Forbidden>();
        (await plans.SaveAsync(TestDb.Coordinator, id, input)).Error.ShouldBeNull();
        (await plans.SaveAsync(TestDb.Coordinator, id, input)).Error.ShouldBeOfType<Stale>();
        // Nobody has answered: everything can be changed.
        async Task<PlanInput> Now() => (await plans.InputAsync(TestDb.Coordinator, id)).OrThrow();
        (await plans.SaveAsync(TestDb.Coordinator, id, new() { Version = (await Now()).Version, Promise = Promise.Identified })).Error.ShouldBeNull();
        (await Now()).ListUntil.ShouldBeNull();
        (await plans.SaveAsync(TestDb.Coordinator, id, new() { Version = (await Now()).Version, ConsentNeeded = true, ListUntil = new(2026, 6, 1) })).Error.ShouldBeNull();

        await using var db = test.Open();
        var window = await scene.OpenAsync(db);
        var code = await db.SurveyCodes.FirstAsync();
        await test.AddAsync(new SurveyResponse(window.Id, scene.Version.Id, code.Id, "en", AnswerSource.Screen, test.Now()));
        var later = await Now();
        later.ListUntil = new(2026, 6, 2);
        (await plans.SaveAsync(TestDb.Coordinator, id, later)).Error.ShouldBeOfType<PromiseGiven>();
        (later.ListUntil, later.ConsentNeeded) = (new(2026, 5, 1), false);
        (await plans.SaveAsync(TestDb.Coordinator, id, later)).Error.ShouldBeOfType<PromiseGiven>();
        (later.ConsentNeeded, later.Promise) = (true, Promise.Identified);
        (await plans.SaveAsync(TestDb.Coordinator, id, later)).Error.ShouldBeOfType<PromiseGiven>();
        later.Promise = Promise.Confidential;
        (await plans.SaveAsync(TestDb.Coordinator, id, later)).Error.ShouldBeNull();
        (await plans.DestroyListAsync(TestDb.Coordinator, id)).Error.ShouldBeNull();
        (await plans.SaveAsync(TestDb.Coordinator, id, await Now())).Error.ShouldBeOfType<ListIsGone>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Add_WrongInput_IsRefusedWithAReason(DatabaseProvider provider)
    {
        var (test, scene) = await StartAsync(provider, minors: true);
        await using var _ = test;
        var (windows, id) = (test.Get<SurveyWindowService>(), scene.Cohort.Id);
        var draft = new Survey("Draft", forMinors: true, WindowScene.Sample);
        var empty = WindowScene.Ask("Empty", new SurveyContent { Questions = [new() { Key = "s", Kind = QuestionKind.Section }] });
        var delicate = WindowScene.Ask("Delicate", new SurveyContent { Questions = [new() { Key = "r", Kind = QuestionKind.YesNo, Sensitive = SensitiveArea.Religion }] });
        await test.AddAsync(draft, empty, delicate);
        async Task<Error?> Add(Action<WindowInput> change)
        {
            var input = Input(scene);
            change(input);
            return (await windows.AddAsync(TestDb.Coordinator, id, input)).Error;
        }

        (await Add(i => i.SurveyId = null)).ShouldBeOfType<Invalid>();
        (await Add(_ => { })).ShouldBeOfType<PlanMissing>();
        (await Add(i => i.Anonymous = true)).ShouldBeNull();
        await test.AddAsync(new SurveyPlan(id, Promise.Confidential, consentNeeded: true) { ListUntil = new(2026, 6, 1) });
        (await Add(i => i.SurveyId = draft.Id)).ShouldBeOfType<Invalid>().Message.ShouldContain("no published version");
        (await Add(i => i.SurveyId = empty.Id)).ShouldBeOfType<Invalid>().Message.ShouldContain("asks nothing");
        (await Add(i => i.SurveyId = delicate.Id)).ShouldBeOfType<Invalid>().Message.ShouldContain("sensitive");
        (await Add(i => i.SurveyId = Guid.NewGuid())).ShouldBeOfType<Invalid>();
        (await Add(i => i.Timing = WindowTiming.WithSession)).ShouldBeOfType<Invalid>();
        (await Add(i => i.SessionId = Guid.NewGuid())).ShouldBeOfType<Invalid>();
        (await Add(i => i.Timing = WindowTiming.ByDate)).ShouldBeOfType<Invalid>();
        (await Add(i => (i.Timing, i.OpensOn, i.ClosesOn) = (WindowTiming.ByDate, new(2026, 3, 5), new(2026, 3, 4)))).ShouldBeOfType<Invalid>();
        (await Add(i => i.Kind = (WindowKind)9)).ShouldBeOfType<Invalid>();
        (await Add(_ => { })).ShouldBeOfType<WindowExists>("the anonymous one asks the same at the same time");
        (await Add(i => i.Kind = WindowKind.Post)).ShouldBeNull();
        (await Add(i => i.Kind = WindowKind.Post)).ShouldBeOfType<WindowExists>();
        await using var db = test.Open();
        await db.SurveyPlans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Promise, Promise.Identified));
        (await Add(i => i.Kind = WindowKind.FollowUp)).ShouldBeOfType<PromiseClash>("with names beside without");
        (await windows.AddAsync(TestDb.Leader, id, Input(scene))).Error.ShouldBeOfType<Forbidden>();
        (await windows.AddAsync(TestDb.Coordinator, Guid.NewGuid(), Input(scene))).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Window_WithItsSession_FollowsWhereverItIsMoved(DatabaseProvider provider)
    {
        var (test, scene) = await StartAsync(provider);
        await using var _ = test;
        await test.AddAsync(new SurveyPlan(scene.Cohort.Id, Promise.Confidential, consentNeeded: false) { ListUntil = new(2026, 6, 1) });
        var windows = test.Get<SurveyWindowService>();
        var session = scene.Cohort.Sessions[3].Id;
        var input = Input(scene, WindowKind.Post);
        (input.Timing, input.SessionId) = (WindowTiming.WithSession, session);
        var id = (await windows.AddAsync(TestDb.Coordinator, scene.Cohort.Id, input)).OrThrow();
        async Task<(DateTime?, DateTime?)> Times() { await using var db = test.Open(); var w = await db.SurveyWindows.SingleAsync(w => w.Id == id); return (w.OpensAt, w.ClosesAt); }
        async Task<Session> Session() { await using var db = test.Open(); return await db.Sessions.SingleAsync(s => s.Id == session); }
        // 6 pm in Philadelphia; midnight after it.
        (await Times()).ShouldBe((Utc(23, 22), Utc(24, 4)));
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, session, (await Session()).Version, new(2026, 3, 25), new(17, 0))).Error.ShouldBeNull();
        (await Times()).ShouldBe((Utc(25, 21), Utc(26, 4)));
        var snow = (await test.Get<SnowDayService>().InputAsync(TestDb.Coordinator, session)).OrThrow();
        var change = (await test.Get<SnowDayService>().PreviewAsync(TestDb.Coordinator, snow)).OrThrow();
        (await test.Get<SnowDayService>().ApplyAsync(TestDb.Coordinator, snow, change)).Error.ShouldBeNull();
        (await Times()).ShouldBe((Utc(25 + 7, 21), Utc(25 + 8, 4)));
        snow.Action = SnowDayAction.Cancel;
        snow.Reason = "Snow";
        (await test.Get<SnowDayService>().ApplyAsync(TestDb.Coordinator, snow, (await test.Get<SnowDayService>().PreviewAsync(TestDb.Coordinator, snow)).OrThrow())).Error.ShouldBeNull();
        (await Times()).ShouldBe((null, null));
        (await windows.OfCohortAsync(TestDb.Coordinator, scene.Cohort.Id)).OrThrow().Windows[0].Warnings.ShouldContain(w => w.Contains("cancelled", StringComparison.Ordinal));
        (await test.Get<SessionService>().PutBackAsync(TestDb.Coordinator, session, (await Session()).Version)).Error.ShouldBeNull();
        (await Times()).ShouldBe((Utc(25 + 7, 21), Utc(25 + 8, 4)));
        (await test.Get<SessionService>().RemoveAsync(TestDb.Coordinator, session, (await Session()).Version)).Error.ShouldBeNull();
        await using var after = test.Open();
        var left = await after.SurveyWindows.SingleAsync(w => w.Id == id);
        (left.SessionId, left.WithSession, left.OpensAt).ShouldBe((null, false, Utc(25 + 7, 21)));

        static DateTime? Utc(int day, int hour) => new DateTime(2026, 3, 1, hour, 0, 0, DateTimeKind.Utc).AddDays(day - 1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Window_ByHand_OpensClosesOpensAgainAndChangesItsVersion(DatabaseProvider provider)
    {
        var (test, scene) = await StartAsync(provider);
        await using var _ = test;
        await test.AddAsync(new SurveyPlan(scene.Cohort.Id, Promise.Confidential, consentNeeded: false) { ListUntil = new(2026, 6, 1) });
        var windows = test.Get<SurveyWindowService>();
        var id = (await windows.AddAsync(TestDb.Coordinator, scene.Cohort.Id, Input(scene))).OrThrow();
        async Task<WindowRow> Row() => (await windows.GetAsync(TestDb.Coordinator, id)).OrThrow().Row;
        (await Row()).State.ShouldBe(WindowState.Ahead);
        (await windows.OpenAsync(TestDb.Coordinator, id)).Error.ShouldBeNull();
        (await Row()).State.ShouldBe(WindowState.Open);
        await using (var db = test.Open()) (await db.SurveyCodes.CountAsync()).ShouldBe(3, "opening gives everyone a code");
        (await windows.CloseAsync(TestDb.Coordinator, id)).Error.ShouldBeNull();
        (await Row()).State.ShouldBe(WindowState.Closed);
        (await windows.OpenAsync(TestDb.Coordinator, id)).Error.ShouldBeNull();
        (await Row()).State.ShouldBe(WindowState.Open);

        await using (var db = test.Open())
        {
            var survey = await db.Surveys.Include(s => s.Versions).SingleAsync();
            survey.Revise().PublishedAt = test.Now();
            db.Add(survey.Versions[1]);
            await db.SaveChangesAsync();
        }
        ((await Row()).Number, (await Row()).Newer).ShouldBe((1, 2));
        var again = Input(scene, WindowKind.Post);
        again.VersionId = scene.Version.Id;
        var post = (await windows.AddAsync(TestDb.Coordinator, scene.Cohort.Id, again)).OrThrow();
        (await windows.GetAsync(TestDb.Coordinator, post)).OrThrow().Row.Number.ShouldBe(1, "the version that was chosen");
        (await windows.UseNewestAsync(TestDb.Coordinator, id)).Error.ShouldBeNull();
        ((await Row()).Number, (await Row()).Newer).ShouldBe((2, null));

        var form = (await windows.InputAsync(TestDb.Coordinator, id)).OrThrow();
        form.Paging = Paging.OneByOne;
        (await windows.EditAsync(TestDb.Coordinator, id, form)).Error.ShouldBeNull();
        (await windows.EditAsync(TestDb.Coordinator, id, form)).Error.ShouldBeOfType<Stale>();
        await using (var db = test.Open()) await test.AddAsync(new SurveyResponse(id, scene.Version.Id, (await db.SurveyCodes.FirstAsync()).Id, "en", AnswerSource.Screen, test.Now()));
        form = (await windows.InputAsync(TestDb.Coordinator, id)).OrThrow();
        form.Paging = Paging.AllOnOne;
        (await windows.EditAsync(TestDb.Coordinator, id, form)).Error.ShouldBeOfType<WindowIsUsed>();
        (form.Paging, form.Anonymous) = (Paging.OneByOne, true);
        (await windows.EditAsync(TestDb.Coordinator, id, form)).Error.ShouldBeOfType<WindowIsUsed>();
        (await windows.RemoveAsync(TestDb.Coordinator, id)).Error.ShouldBeOfType<WindowHasAnswers>();
        await using (var db = test.Open()) await db.SurveyResponses.ExecuteDeleteAsync();
        (await windows.RemoveAsync(TestDb.Coordinator, id)).Error.ShouldBeNull();
        (await windows.GetAsync(TestDb.Coordinator, id)).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task OfCohort_ThreeWindows_TakesAsManyQueriesAsOne(DatabaseProvider provider)
    {
        var (test, scene) = await StartAsync(provider);
        await using var _ = test;
        var windows = test.Get<SurveyWindowService>();
        await using var db = test.Open();
        await scene.OpenAsync(db);
        test.Queries.Reset();
        (await windows.OfCohortAsync(TestDb.Coordinator, scene.Cohort.Id)).OrThrow().Windows.Count.ShouldBe(1);
        var one = test.Queries.Count;
        await scene.OpenAsync(db, kind: WindowKind.Post);
        await scene.OpenAsync(db, kind: WindowKind.FollowUp);
        test.Queries.Reset();
        (await windows.OfCohortAsync(TestDb.Coordinator, scene.Cohort.Id)).OrThrow().Windows.Count.ShouldBe(3);
        test.Queries.Count.ShouldBe(one);
    }
}
