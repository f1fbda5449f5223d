using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Reports;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Reports;

public class TodayServiceTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc);

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_NewInstallation_GivesFirstSteps(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddAsync(new Site("City Hall"));
        var today = (await test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow();
        today.FirstSteps.ShouldBe(new FirstSteps(Settings: false, Colleagues: false, Sites: true, Presenters: false, Holidays: false, People: false));
        today.Date.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_Week_HasTodayAndSixDaysMore(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new CityScene();
        var cohort = scene.Cohort("Fall", new(2026, 3, 1), new(2026, 3, 2), new(2026, 3, 8), new(2026, 3, 9));
        scene.Cohort("Draft", new DateOnly(2026, 3, 3)).Status = CohortStatus.Draft;
        await scene.SaveAsync(test);
        var today = (await test.Get<TodayService>().ShowAsync(TestDb.Leader)).OrThrow();
        today.Week.Select(s => (s.Date, s.Number, s.Site, s.Over)).ShouldBe([(new(2026, 3, 2), 2, "Academy site", false), (new(2026, 3, 8), 3, "Academy site", false)]);
        today.FirstSteps.ShouldBeNull();
        today.Week[0].CohortId.ShouldBe(cohort.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_Cohorts_CountSeatsAndWaitlist(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new CityScene();
        var cohort = scene.Cohort("Fall", new DateOnly(2026, 3, 5));
        for (var i = 1; i <= 3; i++) scene.Enroll(cohort, i);
        scene.Enroll(cohort, 4, Stage.Waitlisted);
        scene.Enroll(cohort, 5, Stage.Applied);
        scene.Enroll(cohort, 6, Stage.Withdrawn);
        scene.Cohort("Over", new DateOnly(2026, 2, 5));
        await scene.SaveAsync(test);
        var filling = (await test.Get<TodayService>().ShowAsync(TestDb.Leader)).OrThrow().Filling.ShouldHaveSingleItem();
        (filling.Name, filling.Taken, filling.Capacity, filling.Applied, filling.Waitlisted).ShouldBe(("Fall", 3, 10, 1, 1));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_AttendancePartlyTaken_NamesWhatIsMissingAndThenGraduation(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new CityScene();
        var cohort = scene.Cohort("Winter", new(2026, 2, 16), new(2026, 2, 23));
        var (ada, bo) = (scene.Enroll(cohort, 1), scene.Enroll(cohort, 2));
        var (first, second) = (cohort.Sessions[0], cohort.Sessions[1]);
        foreach (var (session, who) in ((Session, Enrollment)[])[(first, ada), (first, bo), (second, ada)])
            scene.More.Add(new Attendance(session.Id, who.Id, AttendanceMark.Present, null, MarkSource.Staff, "Test", Now));
        await scene.SaveAsync(test);
        var today = (await test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow();
        today.Unmarked.ShouldBe([new(second.Id, 2, new(2026, 2, 23), cohort.Id, "Winter", Missing: 1, Enrolled: 2)]);
        today.Done.ShouldBe([new(cohort.Id, "Winter", new(2026, 2, 23), Enrolled: 2)]);
        today.Filling.ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_YouthCohort_CountsMissingConsentsOnly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new CityScene(forMinors: true, "Youth");
        var cohort = scene.Cohort("Penn Treaty", new(2026, 3, 12), new(2026, 3, 19));
        for (var i = 1; i <= 5; i++) scene.Enroll(cohort, i);
        var people = scene.More.OfType<Person>().Select(p => p.Id).ToList();
        Consent Given(int who, ConsentPurpose purpose, DateOnly? until = null) => new(people[who], purpose, 1, "Parent", "mother", new(2026, 2, 1), until);
        var withdrawn = Given(3, ConsentPurpose.Participation);
        withdrawn.Withdraw(Now);
        scene.More.AddRange([Given(0, ConsentPurpose.Participation), Given(1, ConsentPurpose.Photo), Given(2, ConsentPurpose.Participation, new(2026, 3, 11)), withdrawn, Given(4, ConsentPurpose.Participation, new(2026, 3, 12))]);
        var adults = new CityScene();
        adults.Enroll(adults.Cohort("Fall", new DateOnly(2026, 3, 5)), 1);
        await scene.SaveAsync(test);
        await adults.SaveAsync(test);
        (await test.Get<TodayService>().ShowAsync(TestDb.Leader)).OrThrow().Consents.ShouldBe([new(cohort.Id, "Penn Treaty", new(2026, 3, 12), Missing: 3)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_Clearances_LeadershipSeesTheNumberAlone(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        foreach (var (name, expires) in ((string, DateOnly?)[])[("Ana", new(2026, 2, 1)), ("Bo", new(2026, 4, 1)), ("Cy", new(2026, 4, 2)), ("Di", null)])
            await test.Get<PresenterService>().CreateAsync(TestDb.Coordinator, new() { Name = name, ClearanceExpires = expires });
        var mine = (await test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow();
        mine.Clearances.Select(c => c.Name).ShouldBe(["Ana", "Bo"]);
        var leaders = (await test.Get<TodayService>().ShowAsync(TestDb.Leader)).OrThrow();
        leaders.Clearances.ShouldBeEmpty();
        leaders.ClearanceCount.ShouldBe(2);
        (await test.Get<TodayService>().ShowAsync(Actor.Anyone)).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_OneOrThreeOfEverything_TakesTheSameQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var counts = new List<int>();
        foreach (var name in (string[])["One", "Two", "Three"])
        {
            var scene = new CityScene(forMinors: true, name);
            scene.Enroll(scene.Cohort($"{name} coming", new(2026, 3, 3), new(2026, 3, 10)), 1);
            scene.Enroll(scene.Cohort($"{name} over", new DateOnly(2026, 2, 3)), 1);
            scene.More.Add(new Presenter(name) { ClearanceExpires = new(2026, 3, 3) });
            await scene.SaveAsync(test);
            test.Queries.Reset();
            var today = (await test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow();
            (today.Week.Count, today.Unmarked.Count, today.Done.Count, today.Consents.Count, today.Clearances.Count).ShouldBe((counts.Count + 1, counts.Count + 1, counts.Count + 1, counts.Count + 1, counts.Count + 1));
            counts.Add(test.Queries.Count);
        }
        counts.ShouldBe([10, 10, 10]);
    }
}
