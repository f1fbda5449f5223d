using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Tests.Certificates;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Surveys.Windows;

public class SurveyPrintTests
{
    private static Task<TestDb> StartAsync() => TestDb.CreateAsync(DatabaseProvider.Sqlite, s => s.AddSingleton(new LinkSettings { PublicAddress = "https://city.example.org/" }));

    private static async Task<string> TextAsync(Task<Result<Download>> made, string keep)
    {
        using var file = new MemoryStream();
        await (await made).OrThrow().WriteAsync(file, CancellationToken.None);
        if (Environment.GetEnvironmentVariable("ENGAGEMENT_KEEP") is { } folder) await File.WriteAllBytesAsync(Path.Combine(folder, $"{keep}.pdf"), file.ToArray());
        return Samples.Poppler(file.ToArray(), "pdftotext", "-layout");
    }

    [PopplerTheory]
    [InlineData(Promise.Confidential)]
    public async Task Print_CardsListAndForms_SayOfPeopleWhatIsAsked(Promise promise)
    {
        await using var test = await StartAsync();
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, people: 3, minors: true);
        var print = test.Get<SurveyPrintService>();
        var (id, me) = (scene.Cohort.Id, TestDb.Coordinator);
        (await print.CardsAsync(me, id, names: true)).Error.ShouldBeOfType<PlanMissing>();
        var window = await scene.OpenAsync(db, promise, consent: true);
        foreach (var e in scene.Enrollments.Take(2)) db.Add(new Consent(e.PersonId, ConsentPurpose.Survey, 1, "Guardian", "mother", new(2026, 2, 1), null));
        WindowScene.AddPerson(db, id, 4, minor: true);
        await db.SaveChangesAsync();

        var codes = Enumerable.Range(0, 3).Select(i => CheckedCode.Print(scene.CodeOf(db, i))).ToList();
        var named = await TextAsync(print.CardsAsync(me, id, names: true), "cards-named");
        foreach (var code in codes) named.ShouldContain(code);
        named.ShouldContain("Given004 Family004", Case.Sensitive, "late comers get cards, too");
        named.ShouldContain("city.example.org/s");
        var bare = await TextAsync(print.CardsAsync(me, id, names: false), "cards-bare");
        bare.ShouldNotContain("Given");
        var order = codes.OrderBy(c => bare.IndexOf(c, StringComparison.Ordinal)).ToList();
        order.ShouldBe([.. codes.Order(StringComparer.Ordinal)], customMessage: "not in the order of the list of people");
        (await TextAsync(print.CardsAsync(me, id, names: true, scene.Enrollments[1].Id), "card-one")).ShouldSatisfyAllConditions(t => t.ShouldContain(codes[1]), t => t.ShouldNotContain(codes[0]));
        var list = await TextAsync(print.RosterAsync(me, id), "list");
        foreach (var code in codes) list.ShouldContain(code);
        list.ShouldContain("destroy it on");

        var forms = await TextAsync(print.FormsAsync(me, window.Id, "es", names: true, blank: false), "forms-named");
        forms.ShouldContain("Given002 Family002");
        forms.ShouldNotContain("Given003", Case.Sensitive, "without consent there is no form");
        (await TextAsync(print.FormsAsync(me, window.Id, "xx", names: false, blank: false), "forms-bare")).ShouldSatisfyAllConditions(t => t.ShouldNotContain("Given"), t => t.ShouldContain("before today"));
        (await TextAsync(print.FormsAsync(me, window.Id, null, names: false, blank: true), "form-blank")).ShouldSatisfyAllConditions(t => t.ShouldNotContain(codes[0]), t => t.ShouldContain("Write the code"));
        (await db.Audit.Where(a => a.Kind == nameof(SurveyPlan) && a.Subject == id && a.Action.EndsWith("printed")).CountAsync()).ShouldBe(6, "whoever reads the list leaves a line");

        foreach (var refused in (Task<Result<Download>>[])[print.CardsAsync(TestDb.Leader, id, false), print.RosterAsync(TestDb.Leader, id), print.FormsAsync(TestDb.Leader, window.Id, null, false, true), print.TicketsAsync(TestDb.Leader, window.Id)])
            (await refused).Error.ShouldBeOfType<Forbidden>();
        await test.Get<SurveyPlanService>().DestroyListAsync(me, id);
        (await print.CardsAsync(me, id, names: false)).Error.ShouldBeOfType<ListIsGone>();
        (await print.FormsAsync(me, window.Id, null, names: true, blank: false)).Error.ShouldBeOfType<ListIsGone>();
    }

    [PopplerTheory]
    [InlineData(12)]
    public async Task Print_Tickets_OnlyThoseThatAreNotUsed(int tickets)
    {
        await using var test = await StartAsync();
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db);
        var window = await scene.OpenAsync(db, Promise.Anonymous);
        var print = test.Get<SurveyPrintService>();
        (await print.TicketsAsync(TestDb.Coordinator, window.Id)).Error.ShouldBeOfType<NoTickets>();
        (await test.Get<SurveyCodeService>().AddTicketsAsync(TestDb.Coordinator, window.Id, tickets)).OrThrow();
        var used = await db.SurveyCodes.FirstAsync();
        used.Used = true;
        await db.SaveChangesAsync();
        var text = await TextAsync(print.TicketsAsync(TestDb.Coordinator, window.Id), "tickets");
        text.ShouldNotContain(CheckedCode.Print(used.Code));
        foreach (var code in await db.SurveyCodes.Where(c => !c.Used).Select(c => c.Code).ToListAsync()) text.ShouldContain(CheckedCode.Print(code));
        (await TextAsync(print.FormsAsync(TestDb.Coordinator, window.Id, null, names: false, blank: false), "ticket-forms")).Split("What do you know about your city?").Length.ShouldBeGreaterThan(tickets - 1);
        (await print.TicketsAsync(TestDb.Coordinator, Guid.NewGuid())).Error.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Print_LanguageWhoseLettersJoin_IsRefusedInsteadOfPrintedWrong()
    {
        await using var test = await StartAsync();
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, name: "x");
        var arabic = WindowScene.Ask("Arabic", new SurveyContent { Languages = ["ar"], Title = Words.Of("ar", "مدينتك"), Questions = [new() { Key = "a", Kind = QuestionKind.ShortText, Text = Words.Of("ar", "كلمة") }] });
        var window = new SurveyWindow(scene.Cohort.Id, arabic.Versions[0], WindowKind.Feedback) { Anonymous = true };
        await test.AddAsync(arabic, window);
        (await test.Get<SurveyPrintService>().FormsAsync(TestDb.Coordinator, window.Id, "ar", false, true)).Error.ShouldBeOfType<CannotPrint>();
    }

    [Fact]
    public async Task Delete_DraftCohortWithAWindow_SaysWhatToDo()
    {
        await using var test = await StartAsync();
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, people: 0);
        await scene.OpenAsync(db, Promise.Anonymous);
        await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, CohortStatus.Draft));
        var cohorts = test.Get<CohortService>();
        var version = (await db.Cohorts.AsNoTracking().SingleAsync()).Version;
        (await cohorts.DeleteAsync(TestDb.Coordinator, scene.Cohort.Id, version)).Error.ShouldBeOfType<HasSurveys>();
        await db.SurveyWindows.ExecuteDeleteAsync();
        (await cohorts.DeleteAsync(TestDb.Coordinator, scene.Cohort.Id, version)).Error.ShouldBeNull();
    }
}
