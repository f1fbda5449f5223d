using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Reports;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Programs;

namespace Engagement.Tests.Reports;

public class ClashServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task List_RoomAndParticipantTwice_NamesPeopleOnlyToThoseWhoMayReadThem(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await TwoCohortsAsync(test);
        var all = (await test.Get<ClashService>().ListAsync(TestDb.Coordinator, new PageRequest(Take: 100))).OrThrow();
        all.Items.Select(c => c.Kind).ToHashSet().ShouldBe([ClashKind.Room, ClashKind.Participants], ignoreOrder: true);
        all.Total.ShouldBe(16);
        var participants = (await test.Get<ClashService>().ListAsync(TestDb.Coordinator, new PageRequest(Take: 3), ClashKind.Participants)).OrThrow();
        (participants.Total, participants.Items.Count).ShouldBe((8, 3));
        participants.Items[0].Names.ShouldBe(["Ada Byron"]);
        var hidden = (await test.Get<ClashService>().ListAsync(TestDb.Leader, new PageRequest(), ClashKind.Participants)).OrThrow().Items[0];
        hidden.Names.ShouldBeEmpty();
        hidden.What.ShouldStartWith("1 participant is also enrolled in");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneOrThreeCohorts_NeedsAsManyQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var program = await test.ProgramAsync();
        await test.CohortAsync(Planner.Input(program, "One"));
        var one = await CountAsync();
        await TwoCohortsAsync(test);
        (await CountAsync()).ShouldBe(one);

        async Task<int> CountAsync()
        {
            test.Queries.Reset();
            (await test.Get<ClashService>().ListAsync(TestDb.Coordinator, new PageRequest())).OrThrow();
            return test.Queries.Count;
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Check_SessionFormBeforeSaving_FindsClashesAndForgetsItsOwnOldTime(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (a, b) = await TwoCohortsAsync(test);
        var sessions = test.Get<SessionService>();
        var form = (await sessions.InputAsync(TestDb.Coordinator, a.Sessions[0].Id)).OrThrow();
        var clashes = test.Get<ClashService>();
        var before = (await clashes.CheckAsync(TestDb.Coordinator, ClashQuestion.About(a.Facts.Id, a.Sessions[0].Id, 1, form))).OrThrow();
        before.All.Select(c => (c.Kind, c.Other!.Id)).ShouldBe([(ClashKind.Room, b.Sessions[0].Id), (ClashKind.Participants, (Guid?)b.Sessions[0].Id)]);
        form.StartTime = new TimeOnly(20, 0);
        (await clashes.CheckAsync(TestDb.Coordinator, ClashQuestion.About(a.Facts.Id, a.Sessions[0].Id, 1, form))).OrThrow().All.ShouldBeEmpty();
        form.OnlineLink = "https://example.org/meet";
        form.StartTime = new TimeOnly(18, 0);
        (await clashes.CheckAsync(TestDb.Coordinator, ClashQuestion.About(a.Facts.Id, a.Sessions[0].Id, 1, form))).OrThrow().All.Select(c => c.Kind).ShouldBe([ClashKind.Participants]);
        (form.Date, form.Minutes) = (DateOnly.MaxValue, int.MaxValue);
        (await clashes.CheckAsync(TestDb.Coordinator, ClashQuestion.About(a.Facts.Id, a.Sessions[0].Id, 1, form))).OrThrow().All.ShouldBeEmpty("the form says what is wrong");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Check_NewYouthCohort_TellsOfClosuresRoomsAndLateSessions(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (a, _) = await TwoCohortsAsync(test);
        var input = (await test.Get<CohortService>().InputAsync(TestDb.Coordinator, a.Facts.Id)).OrThrow();
        (input.Sessions, input.EndDate) = (2, Planner.Thursday.AddDays(6));
        var schedule = (await test.Get<CohortService>().PreviewAsync(TestDb.Coordinator, input)).OrThrow();
        var found = (await test.Get<ClashService>().CheckAsync(TestDb.Coordinator, ClashQuestion.About(input, schedule))).OrThrow();
        found.All.Select(c => (c.Session.Number, c.Kind)).ShouldBe([(1, ClashKind.Room), (1, ClashKind.Room), (2, ClashKind.Room), (2, ClashKind.Room), (2, ClashKind.OutsideWindow)], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task OfCohort_PresenterWithoutClearance_IsFoundForMinorsOnly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var presenter = await test.PresenterAsync(clearance: Planner.Thursday);
        foreach (var (minors, expected) in ((bool, int)[])[(false, 0), (true, 1)])
        {
            var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync(forMinors: minors), $"For minors {minors}"));
            foreach (var session in view.Sessions.Take(2))
            {
                var form = (await test.Get<SessionService>().InputAsync(TestDb.Admin, session.Id)).OrThrow();
                form.PresenterIds = [presenter.Id];
                // Hours apart, so that the presenter is not at two places at once.
                form.StartTime = minors ? new TimeOnly(9, 0) : new TimeOnly(13, 0);
                (await test.Get<SessionService>().EditAsync(TestDb.Admin, session.Id, form)).Ok.ShouldBeTrue();
            }
            var found = (await test.Get<ClashService>().OfCohortAsync(TestDb.Leader, view.Facts.Id)).OrThrow();
            found.All.Count.ShouldBe(expected);
            if (minors) found.Of(view.Sessions[1].Id).ShouldHaveSingleItem().Kind.ShouldBe(ClashKind.Clearance);
        }
    }

    /// <summary>Two cohorts at the same time in the same room, with one participant in both.</summary>
    private static async Task<(CohortView A, CohortView B)> TwoCohortsAsync(TestDb test)
    {
        var program = await test.ProgramAsync($"Program {Guid.NewGuid():n}");
        var site = await test.SiteAsync("City Hall", "Room 204");
        var person = new Person("Ada", "Byron");
        await test.AddAsync(person);
        var views = new List<CohortView>();
        foreach (var name in (string[])["A", "B"])
        {
            var input = Planner.Input(program, name);
            (input.SiteId, input.RoomId) = (site.Id, site.Rooms[0].Id);
            views.Add(await test.CohortAsync(input));
            await test.SaveAsync(new Enrollment(views[^1].Facts.Id, person.Id, test.Clock.GetUtcNow().UtcDateTime), ("Seat", 1), ("Stage", Stage.Enrolled));
        }
        return (views[0], views[1]);
    }
}
