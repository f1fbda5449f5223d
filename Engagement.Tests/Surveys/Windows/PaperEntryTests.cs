using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Windows;

public class PaperEntryTests
{
    private static PaperInput Sheet(WindowScene scene, string? code, params (string Item, string? Typed)[] typed) =>
        new() { Code = code, VersionId = scene.Version.Id, Language = "es", Typed = typed.ToDictionary(t => t.Item, t => t.Typed) };

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_Sheet_IsKeptAsHandedInWithoutHiddenAnswers(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db);
        var window = await scene.OpenAsync(db, kind: WindowKind.Post);
        var paper = test.Get<PaperEntryService>();
        var code = scene.CodeOf(db, 0);
        (await paper.SaveAsync(TestDb.Leader, window.Id, Sheet(scene, code))).Error.ShouldBeOfType<Forbidden>();
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(scene, code, ("call", "9"), ("age", "99"), ("trust", "2")))).Error.ShouldBeOfType<Invalid>().Problems.Select(p => p.Field).ShouldBe(["call", "age"]);
        (await db.SurveyResponses.CountAsync()).ShouldBe(0);
        // "How did you hear" is only asked after yes; "call" is required on screens, not on paper.
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(scene, $" {CheckedCode.Print(code).ToLowerInvariant()} ", ("knows", "2"), ("how", "12"), ("feel.s2", "5"), ("age", "-"), ("hope", "<i>friends</i>")))).Error.ShouldBeNull();
        var r = await db.SurveyResponses.SingleAsync();
        (r.Progress, r.Source, r.Language, r.TouchedAt, r.EnteredTwice, r.CodeRepaired).ShouldBe((Progress.Done, AnswerSource.Paper, "es", null, false, false));
        r.Answers.ShouldBe(AnswerSheet.Write(new Dictionary<string, Answer> { ["knows"] = Answer.Of("no"), ["feel.s2"] = Answer.Of("5"), ["age"] = Answer.Declined, ["hope"] = Answer.Of("<i>friends</i>") }));
        (await db.Enrollments.AsNoTracking().OrderBy(e => e.Seat).Select(e => new { e.SurveyHandedIn, e.Version }).ToListAsync()).ShouldBe([new { SurveyHandedIn = true, Version = 1 }, new { SurveyHandedIn = false, Version = 1 }, new { SurveyHandedIn = false, Version = 1 }]);
        (await db.Audit.AnyAsync(a => a.Kind == nameof(SurveyResponse) || a.Changes!.Contains("SurveyHandedIn"))).ShouldBeFalse();
        // An empty sheet is a sheet.
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(scene, scene.CodeOf(db, 1)))).Error.ShouldBeNull();
        (await paper.GetAsync(TestDb.Coordinator, window.Id)).OrThrow().Typed.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_CodeThatDoesNotFit_IsToldPlainly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var (scene, other) = (await WindowScene.AddAsync(db), await OtherAsync(test));
        var window = await scene.OpenAsync(db);
        var ahead = new SurveyWindow(scene.Cohort.Id, scene.Version, WindowKind.Post);
        await test.AddAsync(ahead);
        var (paper, code) = (test.Get<PaperEntryService>(), scene.CodeOf(db, 0));
        foreach (var wrong in (string?[])[null, "", "ABCDEFG", code[..6], other, "'; DROP TABLE", new string('A', 5000)])
            (await paper.CheckAsync(TestDb.Coordinator, window.Id, wrong)).Error.ShouldBeOfType<WrongCode>();
        (await paper.CheckAsync(TestDb.Coordinator, ahead.Id, code)).Error.ShouldBeOfType<WindowIsAhead>();
        (await paper.GetAsync(TestDb.Coordinator, ahead.Id)).Error.ShouldBeOfType<WindowIsAhead>();
        (await paper.CheckAsync(TestDb.Coordinator, Guid.NewGuid(), code)).Error.ShouldBeOfType<NotFound>();
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, new PaperInput { Code = code, VersionId = Guid.NewGuid() })).Error.ShouldBeOfType<NotFound>();

        // Begun on a screen: only with a second word. Handed in on a screen: never.
        var begun = new SurveyResponse(window.Id, scene.Version.Id, await db.CodeHolders.Where(h => h.EnrollmentId == scene.Enrollments[0].Id).Select(h => h.CodeId).SingleAsync(), "en", AnswerSource.Screen, test.Now());
        await test.AddAsync(begun);
        (await paper.CheckAsync(TestDb.Coordinator, window.Id, code)).Error.ShouldBe(new ReplacesAnswers(Typed: false));
        var sheet = Sheet(scene, code, ("call", "2"));
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, sheet)).Error.ShouldBe(new ReplacesAnswers(Typed: false));
        sheet.Replace = true;
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, sheet)).Error.ShouldBeNull();
        // Typed wrong: typed again. And after closing, too.
        await db.SurveyWindows.Where(w => w.Id == window.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ClosesAt, test.Now().AddHours(-1)));
        (await paper.CheckAsync(TestDb.Coordinator, window.Id, code)).Error.ShouldBe(new ReplacesAnswers(Typed: true));
        (sheet.Typed, sheet.Twice) = (new Dictionary<string, string?> { ["call"] = "1" }, true);
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, sheet)).Error.ShouldBeNull();
        var kept = await db.SurveyResponses.SingleAsync();
        (kept.Answers, kept.EnteredTwice).ShouldBe(("""{"call":"a"}""", true));
        await db.SurveyResponses.ExecuteDeleteAsync();
        var done = new SurveyResponse(window.Id, scene.Version.Id, begun.CodeId!.Value, "en", AnswerSource.Screen, test.Now()) { Progress = Progress.Done };
        await test.AddAsync(done);
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, sheet)).Error.ShouldBeOfType<CodeIsUsed>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_AnonymousTicket_IsUsedUpAndCutOff(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db);
        var window = await scene.OpenAsync(db, Promise.Anonymous, WindowKind.Post);
        var pairs = await scene.OpenAsync(db, Promise.Confidential);
        (await test.Get<SurveyCodeService>().AddTicketsAsync(TestDb.Coordinator, window.Id, 2)).OrThrow().ShouldBe(2);
        var tickets = await db.SurveyCodes.Where(c => c.WindowId != null).Select(c => c.Code).ToListAsync();
        var paper = test.Get<PaperEntryService>();
        (await paper.CheckAsync(TestDb.Coordinator, window.Id, scene.CodeOf(db, 0))).Error.ShouldBeOfType<WrongCode>("a pairing code is no ticket");
        (await paper.CheckAsync(TestDb.Coordinator, pairs.Id, tickets[0])).Error.ShouldBeOfType<WrongCode>("a ticket is no pairing code");
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(scene, tickets[0], ("call", "2")))).Error.ShouldBeNull();
        (await paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(scene, tickets[0], ("call", "2")))).Error.ShouldBeOfType<CodeIsUsed>();
        var r = await db.SurveyResponses.SingleAsync();
        (r.CodeId, r.TouchedAt).ShouldBe((null, null));
        (await db.Enrollments.AnyAsync(e => e.SurveyHandedIn)).ShouldBeFalse();
        // The same ticket at the same moment from two tables of typists counts once.
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => paper.SaveAsync(TestDb.Coordinator, window.Id, Sheet(scene, tickets[1], ("call", "2")))));
        both.Count(b => b.Ok).ShouldBe(1);
        (await db.SurveyResponses.CountAsync()).ShouldBe(2);
    }

    private static async Task<string> OtherAsync(TestDb test)
    {
        await using var db = test.Open();
        var other = await WindowScene.AddAsync(db, people: 1, name: "Other survey");
        await other.OpenAsync(db);
        return other.CodeOf(db, 0);
    }
}
