using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Programs;

public class CohortServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Create_WithAHoliday_SkipsItAndMakesAllSessions(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddAsync(new Closure(null, new DateOnly(2026, 3, 19), new DateOnly(2026, 3, 19), "City holiday"));
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        view.Facts.Status.ShouldBe(CohortStatus.Draft);
        view.Sessions.Select(s => (s.Number, s.Date.Day, s.Date.Month)).ShouldBe(
            [(1, 5, 3), (2, 12, 3), (3, 26, 3), (4, 2, 4), (5, 9, 4), (6, 16, 4), (7, 23, 4), (8, 30, 4)]);
        view.Sessions.ShouldAllBe(s => s.StartTime == new TimeOnly(18, 0));
        // The clocks went forward on March 8: the same wall-clock time is an hour earlier in UTC.
        view.Sessions.Select(s => s.EndsUtc.Hour).Distinct().ShouldBe([0, 23]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneOrThreeRows_NeedsAsManyQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var program = await test.ProgramAsync();
        await test.CohortAsync(Planner.Input(program, "One"));
        var one = await CountAsync();
        await test.CohortAsync(Planner.Input(program, "Two"));
        await test.CohortAsync(Planner.Input(program, "Three"));
        (await CountAsync()).ShouldBe(one);

        async Task<int> CountAsync()
        {
            test.Queries.Reset();
            (await test.Get<CohortService>().ListAsync(TestDb.Leader, new PageRequest(), new CohortFilter())).OrThrow();
            return test.Queries.Count;
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_WithTextAndFilters_FindsOnlyThose(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (academy, youth) = (await test.ProgramAsync(), await test.ProgramAsync("Youth Engagement Program"));
        var site = await test.SiteAsync();
        var at = Planner.Input(youth, "YEP fall");
        at.SiteId = site.Id;
        await test.CohortAsync(at);
        await test.CohortAsync(Planner.Input(academy, "Spring"));
        (await NamesAsync("penn youth")).ShouldBe(["YEP fall"]);
        (await NamesAsync("ACADEMY")).ShouldBe(["Spring"]);
        (await NamesAsync("100%_")).ShouldBeEmpty();
        (await NamesAsync(null, new CohortFilter(ProgramId: academy.Id))).ShouldBe(["Spring"]);
        (await NamesAsync(null, new CohortFilter(SiteId: site.Id))).ShouldBe(["YEP fall"]);
        (await NamesAsync(null, new CohortFilter(Status: CohortStatus.Published))).ShouldBeEmpty();

        async Task<IEnumerable<string>> NamesAsync(string? text, CohortFilter? filter = null) =>
            (await test.Get<CohortService>().ListAsync(TestDb.Leader, new PageRequest(Search: text), filter ?? new())).OrThrow().Items.Select(r => r.Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_PublishedCohort_ShowsItsNextSession(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        test.Clock.Advance(TimeSpan.FromDays(5));
        var row = (await test.Get<CohortService>().ListAsync(TestDb.Leader, new PageRequest(), new CohortFilter())).OrThrow().Items.ShouldHaveSingleItem();
        row.Next.ShouldNotBeNull().Number.ShouldBe(2);
        (row.Sessions, row.Taken, row.Capacity).ShouldBe((8, 0, 20));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ReSchedule_BehindAnother_NumbersAnewAndRaisesTheSequence(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var first = view.Sessions[0];
        var sessions = test.Get<SessionService>();
        (await sessions.ReScheduleAsync(TestDb.Coordinator, first.Id, first.Version, Planner.Thursday.AddDays(8), new TimeOnly(9, 30))).Ok.ShouldBeTrue();
        (await sessions.ReScheduleAsync(TestDb.Coordinator, first.Id, first.Version, Planner.Thursday, new TimeOnly(9, 30))).Error.ShouldBeOfType<Stale>();
        var after = await test.ViewAsync(view.Facts.Id);
        after.Sessions.Select(s => s.Number).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        (after.Sessions[1].Id, after.Sessions[1].StartTime).ShouldBe((first.Id, new TimeOnly(9, 30)));
        await using var db = test.Open();
        db.Sessions.Single(s => s.Id == first.Id).Sequence.ShouldBe(1);
        db.Sessions.Single(s => s.Id == after.Sessions[0].Id).Sequence.ShouldBe(0);
    }
}
