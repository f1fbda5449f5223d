using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Windows;

public class CodesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Codes_ForEveryoneWithASeat_LateComersIncluded(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, people: 3);
        var codes = test.Get<SurveyCodeService>();
        (await codes.ListAsync(TestDb.Coordinator, scene.Cohort.Id, new PageRequest())).Error.ShouldBeOfType<PlanMissing>();
        await scene.OpenAsync(db, Promise.Identified);
        (await codes.ListAsync(TestDb.Leader, scene.Cohort.Id, new PageRequest())).Error.ShouldBeOfType<Forbidden>();
        WindowScene.AddPerson(db, scene.Cohort.Id, 4);
        await db.SaveChangesAsync();
        var list = (await codes.ListAsync(TestDb.Coordinator, scene.Cohort.Id, new PageRequest())).OrThrow();
        list.People.Items.Select(r => r.Name).ShouldBe(["Given001 Family001", "Given002 Family002", "Given003 Family003", "Given004 Family004"]);
        list.People.Items.Select(r => r.Code!).ShouldAllBe(c => c.Length == SurveyCode.Length && CheckedCode.Read(c) == c);
        list.People.Items.Select(r => r.Code).Distinct().Count().ShouldBe(4);
        (await codes.ListAsync(TestDb.Coordinator, scene.Cohort.Id, new PageRequest(Search: "family003"))).OrThrow().People.Items.Single().Name.ShouldBe("Given003 Family003");
        // Two at the same time make one code each.
        WindowScene.AddPerson(db, scene.Cohort.Id, 5);
        await db.SaveChangesAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => { await using var other = test.Open(); await Codes.EnsureAsync(other, scene.Cohort.Id); }));
        (await db.SurveyCodes.CountAsync()).ShouldBe(5);
        (await db.CodeHolders.CountAsync()).ShouldBe(5);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Replace_LostCard_KeepsThePairAndLeavesNoMark(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, people: 3);
        var window = await scene.OpenAsync(db);
        var (codes, paper) = (test.Get<SurveyCodeService>(), test.Get<PaperEntryService>());
        var old = scene.CodeOf(db, 1);
        PaperInput Sheet(string code) => new() { Code = code, VersionId = scene.Version.Id, Typed = new Dictionary<string, string?> { ["call"] = "2" } };
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(old))).Error.ShouldBeNull();
        var card = (await codes.ReplaceAsync(TestDb.Coordinator, scene.Enrollments[1].Id)).OrThrow();
        (card.Name, card.Code == old).ShouldBe(("Given002 Family002", false));
        scene.CodeOf(db, 1).ShouldBe(card.Code);
        (await paper.CheckAsync(TestDb.Coordinator, window.Id, old)).Error.ShouldBeOfType<WrongCode>();
        var post = await scene.OpenAsync(db, kind: WindowKind.Post);
        (await paper.SaveAsync(TestDb.Coordinator, post.Id, Sheet(card.Code))).Error.ShouldBeNull();
        (await db.SurveyResponses.Select(r => r.CodeId).Distinct().CountAsync()).ShouldBe(1, "pre and post are one pair");
        (await db.SurveyCodes.Select(c => c.Version).Distinct().ToListAsync()).ShouldBe([1], "no number tells whose card was lost");
        (await db.Audit.Where(a => a.Kind == nameof(SurveyCode)).Select(a => a.Subject).ToListAsync()).ShouldBe([scene.Cohort.Id]);
        (await codes.ReplaceAsync(TestDb.Coordinator, Guid.NewGuid())).Error.ShouldBeOfType<NotFound>();
        var late = WindowScene.AddPerson(db, scene.Cohort.Id, 9);
        await db.SaveChangesAsync();
        (await codes.ReplaceAsync(TestDb.Coordinator, late.Id)).OrThrow().Code.Length.ShouldBe(SurveyCode.Length, "whoever has none gets the first one");
        await test.Get<SurveyPlanService>().DestroyListAsync(TestDb.Coordinator, scene.Cohort.Id);
        (await codes.ReplaceAsync(TestDb.Coordinator, scene.Enrollments[1].Id)).Error.ShouldBeOfType<ListIsGone>();
    }

    [Theory, OnSqlite]
    public async Task Tickets_OfAnAnonymousWindow_AreMadeAsAsked(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db);
        var window = await scene.OpenAsync(db, Promise.Anonymous);
        var codes = test.Get<SurveyCodeService>();
        (await codes.AddTicketsAsync(TestDb.Coordinator, window.Id, 0)).Error.ShouldBeOfType<Invalid>();
        (await codes.AddTicketsAsync(TestDb.Coordinator, window.Id, 30)).OrThrow().ShouldBe(30);
        (await codes.AddTicketsAsync(TestDb.Coordinator, window.Id, SurveyCodeService.MostTickets)).Error.ShouldBeOfType<Invalid>();
        (await codes.AddTicketsAsync(TestDb.Coordinator, window.Id, 5)).OrThrow().ShouldBe(35);
        (await codes.AddTicketsAsync(TestDb.Coordinator, (await scene.OpenAsync(db, Promise.Confidential)).Id, 5)).Error.ShouldBeOfType<NotFound>();
        (await db.CodeHolders.CountAsync()).ShouldBe(3, "tickets belong to nobody");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Consent_MissingOrWithdrawn_IsNotAskedAndAnswersGo(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, people: 3, minors: true);
        var window = await scene.OpenAsync(db, consent: true);
        var (consents, paper) = (test.Get<ConsentService>(), test.Get<PaperEntryService>());
        Task<Result> Sign(int who, DateOnly on) => consents.RecordAsync(TestDb.Coordinator, scene.Enrollments[who].PersonId, [ConsentPurpose.Survey], new SignatureInput { SignedBy = "Guardian", Relation = "mother", SignedOn = on });
        Task<Result> Type(int who) => paper.SaveAsync(TestDb.Coordinator, window.Id, new PaperInput { Code = scene.CodeOf(db, who), VersionId = scene.Version.Id, Typed = new Dictionary<string, string?> { ["call"] = "2" } });
        (await Type(0)).Error.ShouldBeOfType<NoConsent>();
        (await Sign(0, new(2026, 2, 1))).Error.ShouldBeNull();
        (await Sign(0, new(2026, 2, 20))).Error.ShouldBeNull();
        (await Sign(1, new(2026, 2, 20))).Error.ShouldBeNull();
        (await Type(0)).Error.ShouldBeNull();
        (await Type(1)).Error.ShouldBeNull();
        (await test.Get<SurveyWindowService>().OfCohortAsync(TestDb.Coordinator, scene.Cohort.Id)).OrThrow().ConsentMissing.ShouldBe(1);
        (await test.Get<SurveyCodeService>().ListAsync(TestDb.Coordinator, scene.Cohort.Id, new PageRequest())).OrThrow().People.Items.Select(r => r.MayBeAsked).ShouldBe([true, true, false]);

        var signed = await db.Consents.Where(c => c.PersonId == scene.Enrollments[0].PersonId).OrderBy(c => c.SignedOn).Select(c => c.Id).ToListAsync();
        (await consents.WithdrawAsync(TestDb.Coordinator, signed[0])).Error.ShouldBeNull();
        (await db.SurveyResponses.CountAsync()).ShouldBe(2, "another consent to surveys holds");
        (await consents.WithdrawAsync(TestDb.Coordinator, signed[1])).Error.ShouldBeNull();
        (await db.SurveyResponses.CountAsync()).ShouldBe(1);
        (await Type(0)).Error.ShouldBeOfType<NoConsent>();
        await test.Get<SurveyPlanService>().DestroyListAsync(TestDb.Coordinator, scene.Cohort.Id);
        var code = await db.SurveyCodes.Select(c => c.Code).FirstAsync();
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, new PaperInput { Code = code, VersionId = scene.Version.Id })).Error.ShouldBeOfType<NobodyCanBeAsked>();
        (await test.Get<SurveyWindowService>().OpenAsync(TestDb.Coordinator, window.Id)).Error.ShouldBeOfType<NobodyCanBeAsked>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task EraseAndMerge_PersonWithAnswers_AnswersGoOrStayWithThePerson(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, people: 3);
        var window = await scene.OpenAsync(db, Promise.Identified, WindowKind.Post);
        var paper = test.Get<PaperEntryService>();
        for (var i = 0; i < 3; i++)
            (await paper.SaveAsync(TestDb.Coordinator, window.Id, new PaperInput { Code = scene.CodeOf(db, i), VersionId = scene.Version.Id, Typed = new Dictionary<string, string?> { ["word"] = $"word-of-{i}" } })).Error.ShouldBeNull();
        var people = scene.Enrollments.ConvertAll(e => e.PersonId);

        var json = System.Text.Encoding.UTF8.GetString((await test.Get<ExportService>().JsonAsync(TestDb.Coordinator, people[0])).OrThrow());
        json.ShouldContain("word-of-0");
        json.ShouldNotContain("word-of-1");
        await db.SurveyPlans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Promise, Promise.Confidential));
        json = System.Text.Encoding.UTF8.GetString((await test.Get<ExportService>().JsonAsync(TestDb.Coordinator, people[0])).OrThrow());
        json.ShouldNotContain("word-of-0", Case.Sensitive, "confidential answers are not read out with a name");
        json.ShouldContain("\"HandedIn\": true");

        // A twin record left the cohort after answering; the kept one has a seat and no code yet.
        await db.Enrollments.Where(e => e.Id == scene.Enrollments[1].Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Seat, (int?)null).SetProperty(e => e.Stage, Core.Participation.Stage.Withdrawn));
        var kept = WindowScene.AddPerson(db, scene.Cohort.Id, 7);
        await db.SaveChangesAsync();
        var merge = (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, kept.PersonId, people[1], [])).OrThrow();
        Task<bool> Holds(Guid enrollment) => db.CodeHolders.AnyAsync(h => h.EnrollmentId == enrollment && db.SurveyResponses.Any(r => r.CodeId == h.CodeId));
        (await Holds(kept.Id)).ShouldBeTrue();
        (await test.Get<MergeService>().UndoAsync(TestDb.Coordinator, merge)).Error.ShouldBeNull();
        ((await Holds(kept.Id)), (await Holds(scene.Enrollments[1].Id))).ShouldBe((false, true));

        (await test.Get<ErasureService>().EraseAsync(TestDb.Coordinator, people[0], "Given001 Family001")).Error.ShouldBeNull();
        (await test.DumpAsync()).ShouldNotContain("word-of-0");
        (await db.CodeHolders.AnyAsync(h => h.EnrollmentId == scene.Enrollments[0].Id)).ShouldBeFalse();
        (await db.SurveyResponses.CountAsync()).ShouldBe(2);
    }
}
