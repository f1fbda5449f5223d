using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Programs;

public class CohortEditingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_TwoPeople_TheSecondIsTold(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var cohorts = test.Get<CohortService>();
        var (first, second) = ((await cohorts.InputAsync(TestDb.Coordinator, view.Facts.Id)).OrThrow(), (await cohorts.InputAsync(TestDb.Admin, view.Facts.Id)).OrThrow());
        (first.Host, second.Notes) = ("A library", "Bring chairs");
        (await cohorts.EditAsync(TestDb.Coordinator, view.Facts.Id, first)).Ok.ShouldBeTrue();
        (await cohorts.EditAsync(TestDb.Admin, view.Facts.Id, second)).Error.ShouldBeOfType<Stale>();
        (await test.ViewAsync(view.Facts.Id)).Facts.Host.ShouldBe("A library");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_FewerSeatsThanGivenOut_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        for (var seat = 1; seat <= 2; seat++)
        {
            var person = new Person($"Person {seat}", "");
            await test.AddAsync(person);
            await test.SaveAsync(new Enrollment(view.Facts.Id, person.Id, test.Clock.GetUtcNow().UtcDateTime), ("Seat", seat), ("Stage", Stage.Enrolled));
        }
        var cohorts = test.Get<CohortService>();
        var input = (await cohorts.InputAsync(TestDb.Coordinator, view.Facts.Id)).OrThrow();
        input.Capacity = 1;
        (await cohorts.EditAsync(TestDb.Coordinator, view.Facts.Id, input)).Error.ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().ShouldBe(
            new FieldProblem("Capacity", "2 seats are given out already, so there can't be fewer than 2."));
        input.Capacity = 2;
        (await cohorts.EditAsync(TestDb.Coordinator, view.Facts.Id, input)).Ok.ShouldBeTrue();
        (await test.ViewAsync(view.Facts.Id)).Facts.Version.ShouldBe(input.Version + 1);
        (await cohorts.DeleteAsync(TestDb.Coordinator, view.Facts.Id, input.Version + 1)).Error.ShouldBe(new HasParticipants(2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_WithReplan_MovesTheSessionsToComeAsShown(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        test.Clock.Advance(TimeSpan.FromDays(5));
        var cohorts = test.Get<CohortService>();
        var input = (await cohorts.InputAsync(TestDb.Coordinator, view.Facts.Id)).OrThrow();
        (input.Weekdays, input.StartTime, input.Replan) = (Weekdays.Tuesday, new TimeOnly(9, 0), true);
        var shown = (await cohorts.PreviewEditAsync(TestDb.Coordinator, view.Facts.Id, input)).OrThrow();
        (await cohorts.EditAsync(TestDb.Coordinator, view.Facts.Id, input, shown)).Ok.ShouldBeTrue();
        var after = await test.ViewAsync(view.Facts.Id);
        after.Sessions[0].Date.ShouldBe(Planner.Thursday);
        after.Sessions.Skip(1).ShouldAllBe(s => s.Date.DayOfWeek == DayOfWeek.Tuesday && s.StartTime == new TimeOnly(9, 0));
        after.Sessions.Select(s => s.Number).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Status_EveryVerb_WorksOnlyWhereItMakesSense(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var id = (await test.CohortAsync(Planner.Input(await test.ProgramAsync()))).Facts.Id;
        var cohorts = test.Get<CohortService>();
        (await cohorts.ReopenAsync(TestDb.Admin, id, await VersionAsync())).Error.ShouldBeOfType<WrongCohortStatus>();
        (await cohorts.PublishAsync(TestDb.Leader, id, await VersionAsync())).Error.ShouldBeOfType<Forbidden>();
        (await cohorts.PublishAsync(TestDb.Admin, id, await VersionAsync())).Ok.ShouldBeTrue();
        (await cohorts.PublishAsync(TestDb.Admin, id, await VersionAsync())).Error.ShouldBeOfType<WrongCohortStatus>();
        (await cohorts.DeleteAsync(TestDb.Admin, id, await VersionAsync())).Error.ShouldBeOfType<WrongCohortStatus>();
        (await cohorts.CancelAsync(TestDb.Admin, id, await VersionAsync(), " ")).Error.ShouldBeOfType<Invalid>();
        (await cohorts.CancelAsync(TestDb.Admin, id, await VersionAsync(), "No host")).Ok.ShouldBeTrue();
        var session = (await test.ViewAsync(id)).Sessions[0];
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Admin, session.Id, session.Version, Planner.Thursday.AddDays(1), new TimeOnly(9, 0))).Error.ShouldBeOfType<CohortIsOver>();
        (await cohorts.ReopenAsync(TestDb.Admin, id, await VersionAsync())).Ok.ShouldBeTrue();
        (await test.ViewAsync(id)).Facts.CancelReason.ShouldBeNull();
        (await cohorts.DeleteAsync(TestDb.Admin, id, await VersionAsync())).Ok.ShouldBeTrue();
        (await cohorts.GetAsync(TestDb.Admin, id)).Error.ShouldBeOfType<NotFound>();

        async Task<int> VersionAsync() => (await test.ViewAsync(id)).Facts.Version;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Copy_PastCohort_KeepsWhatIsTaughtAndLeavesThePeople(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var department = new Department("Streets Department");
        await test.AddAsync(department);
        var presenter = await test.PresenterAsync();
        var sessions = test.Get<SessionService>();
        var input = (await sessions.InputAsync(TestDb.Coordinator, view.Sessions[0].Id)).OrThrow();
        (input.Topic, input.DepartmentId, input.PresenterIds, input.Recap) = ("Potholes", department.Id, [presenter.Id], "It rained.");
        input.Plan.Add(new Activity { Title = "Walk", Minutes = 60 });
        (await sessions.EditAsync(TestDb.Coordinator, view.Sessions[0].Id, input)).Ok.ShouldBeTrue();

        var cohorts = test.Get<CohortService>();
        var copy = (await cohorts.CopyInputAsync(TestDb.Coordinator, view.Facts.Id)).OrThrow();
        copy.StartDate = new DateOnly(2026, 9, 10);
        var id = (await cohorts.CopyAsync(TestDb.Coordinator, view.Facts.Id, copy)).OrThrow();
        var made = (await sessions.GetAsync(TestDb.Leader, (await test.ViewAsync(id)).Sessions[0].Id)).OrThrow();
        (made.Topic, made.Giver, made.Recap, made.Slot.Date, made.Presenters.Count).ShouldBe(("Potholes", "Streets Department", null, new DateOnly(2026, 9, 10), 0));
        made.Plan.ShouldHaveSingleItem().Title.ShouldBe("Walk");
        (await test.ViewAsync(id)).Sessions.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Create_HostileOrMissingInput_NamesEveryField()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var cohorts = test.Get<CohortService>();
        var error = (await cohorts.CreateAsync(TestDb.Admin, new CohortInput { Name = new string('x', 10_000), Notes = string.Concat(Enumerable.Repeat("😀", 2_500)), Capacity = -1, Minutes = 0, Language = "<b>", StartDate = Planner.Thursday })).Error;
        error.ShouldBeOfType<Invalid>().Problems.Select(p => p.Field).ShouldBe(["ProgramId", "Name", "Language", "Capacity", "Minutes", "Weekdays", "Notes"]);
        (await cohorts.CreateAsync(Actor.Anyone, new CohortInput())).Error.ShouldBeOfType<Forbidden>();
        var text = "<script>alert(1)</script> 😀 مرحبا";
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync(), text));
        view.Facts.Name.ShouldBe(text);
    }
}
