using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public class ApplyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Apply_SameFormManyTimesAtOnce_OneApplication(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db);
        var service = test.Get<ApplyService>();
        var form = Adult("Ada");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => service.ApplyAsync(cohort.Id, form, "en"))));
        answers.Select(a => a.OrThrow()).Distinct().Count().ShouldBe(1);
        (await db.Enrollments.CountAsync()).ShouldBe(1);
        (await db.People.CountAsync()).ShouldBe(1);
        var status = (await service.StatusAsync(CheckedCode.Print(answers[0].OrThrow()).ToLowerInvariant())).OrThrow();
        status.Stage.ShouldBe(Stage.Applied);
        form.GivenName = "Her brother";
        (await service.ApplyAsync(cohort.Id, form, "en")).OrThrow().ShouldNotBe(status.Reference);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Apply_SameContentAgain_IsANewApplicationOnceThatIsPast(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, date: new DateOnly(2026, 3, 9));
        var service = test.Get<ApplyService>();
        async Task<string> ApplyAsync(string given = "Ada") => (await service.ApplyAsync(cohort.Id, Adult(given), "en")).OrThrow();
        var first = await ApplyAsync();
        test.Clock.Advance(TimeSpan.FromHours(1));
        (await ApplyAsync(" Ada ")).ShouldBe(first, "somebody went back in the browser and sent it again");
        test.Clock.Advance(TimeSpan.FromHours(12));
        var second = await ApplyAsync();
        second.ShouldNotBe(first);
        (await ApplyAsync()).ShouldBe(second);
        var id = await db.Enrollments.Where(e => e.Reference == second).Select(e => e.Id).SingleAsync();
        (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, cohort.Id, [id], Decision.Deny, "too young")).OrThrow().Done.ShouldBe(1);
        (await ApplyAsync()).ShouldNotBeOneOf(first, second);
        (await db.Enrollments.CountAsync()).ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Apply_KnownPerson_IsNotAttached(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, capacity: 0);
        await Arrange.PeopleAsync(db, 1);
        (await test.Get<ApplyService>().ApplyAsync(cohort.Id, Adult("Person", "001"), "en")).OrThrow();
        (await db.People.CountAsync()).ShouldBe(2);
        var enrollment = await db.Enrollments.SingleAsync();
        enrollment.History.Select(h => h.To).ShouldBe([Stage.Applied, Stage.Waitlisted], "there was no seat");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OnlyPublishedCohortsWithinTheirWindow(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var open = await Arrange.CohortAsync(db, date: new DateOnly(2026, 3, 9), name: "open");
        await Arrange.CohortAsync(db, date: new DateOnly(2026, 4, 20), name: "not yet");
        await Arrange.CohortAsync(db, date: new DateOnly(2026, 2, 20), name: "held");
        var draft = await Arrange.CohortAsync(db, date: new DateOnly(2026, 3, 9), name: "draft");
        await db.Cohorts.Where(c => c.Id == draft.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, CohortStatus.Draft));
        var service = test.Get<ApplyService>();
        var listed = (await service.ListAsync()).ShouldHaveSingleItem();
        (listed.Name, listed.SeatsLeft, listed.Sessions).ShouldBe(("open", 5, 1));
        (await service.GetAsync(draft.Id)).Error.ShouldBeOfType<NotOpen>();
        (await service.ApplyAsync(draft.Id, Adult("Ada"), "en")).Error.ShouldBeOfType<NotOpen>();
        // On the last day in Philadelphia it is still open, though the day in UTC has changed.
        await db.Cohorts.Where(c => c.Id == open.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.EnrollmentCloses, new DateOnly(2026, 3, 2)));
        test.Clock.Set(new DateTimeOffset(2026, 3, 3, 4, 30, 0, TimeSpan.Zero));
        (await service.GetAsync(open.Id)).Ok.ShouldBeTrue();
        test.Clock.Set(new DateTimeOffset(2026, 3, 3, 5, 30, 0, TimeSpan.Zero));
        (await service.GetAsync(open.Id)).Error.ShouldBeOfType<NotOpen>();
    }

    [Theory, OnSqlite]
    public async Task Apply_Minor_NeedsAGuardianAndAnAgeBand(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, minors: true);
        var form = Adult("José");
        form.Age = AgeBand.Adult;
        var wrong = (await test.Get<ApplyService>().ApplyAsync(cohort.Id, form, "es")).Error.ShouldBeOfType<Invalid>();
        wrong.Problems.Select(p => p.Field).ShouldBe(["GuardianName", "GuardianRelation", "Age"]);
        (form.GuardianName, form.GuardianRelation, form.Age) = ("María", "madre", (AgeBand)77);
        (await test.Get<ApplyService>().ApplyAsync(cohort.Id, form, "es")).Error.ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe("Age");
    }

    private static ApplyInput Adult(string given, string? family = null) =>
        new() { GivenName = given, FamilyName = family, Email = "a@example.org" };
}
