using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Programs;

public class SessionEditingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_EverythingFilledIn_ComesBackAsItWas(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var site = await test.SiteAsync("City Hall", "Room 204");
        var presenter = await test.PresenterAsync();
        var sessions = test.Get<SessionService>();
        var id = view.Sessions[2].Id;
        var input = (await sessions.InputAsync(TestDb.Coordinator, id)).OrThrow();
        (input.Topic, input.SiteId, input.RoomId, input.PresenterIds, input.Minutes) = ("Mural arts", site.Id, site.Rooms[0].Id, [presenter.Id], 90);
        input.Plan = [new Activity { Title = "Introduction", Minutes = 30 }, new Activity { Title = "Walk", Minutes = 60 }];
        input.Materials = [new Material { Title = "Slides", Link = "https://example.org/slides" }];
        (input.Notes, input.Recap) = ("Line one\r\nLine two", "Everybody walked.");
        (await sessions.EditAsync(TestDb.Coordinator, id, input)).Ok.ShouldBeTrue();

        var saved = (await sessions.GetAsync(TestDb.Leader, id)).OrThrow();
        (saved.Topic, saved.Site, saved.Room, saved.Slot.Minutes, saved.Notes, saved.Recap).ShouldBe(("Mural arts", "City Hall", "Room 204", 90, "Line one\nLine two", "Everybody walked."));
        saved.Plan.Select(a => (a.Title, a.Minutes)).ShouldBe([("Introduction", 30), ("Walk", 60)]);
        saved.Presenters.ShouldHaveSingleItem().Name.ShouldBe("Pat Presenter");
        saved.Materials.ShouldHaveSingleItem().Link.ShouldBe("https://example.org/slides");
        (await test.ViewAsync(view.Facts.Id)).Sessions[2].Presenters.ShouldBe(["Pat Presenter"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_OnlyThePlanChanged_StillTellsTheSecond(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var sessions = test.Get<SessionService>();
        var id = view.Sessions[0].Id;
        var (first, second) = ((await sessions.InputAsync(TestDb.Coordinator, id)).OrThrow(), (await sessions.InputAsync(TestDb.Admin, id)).OrThrow());
        first.Plan.Add(new Activity { Title = "Video", Minutes = 10 });
        second.Plan.Add(new Activity { Title = "Quiz", Minutes = 10 });
        (await sessions.EditAsync(TestDb.Coordinator, id, first)).Ok.ShouldBeTrue();
        (await sessions.EditAsync(TestDb.Admin, id, second)).Error.ShouldBeOfType<Stale>();
        (await sessions.GetAsync(TestDb.Admin, id)).OrThrow().Plan.ShouldHaveSingleItem().Title.ShouldBe("Video");
    }

    [Fact]
    public async Task Edit_WrongInput_NamesTheRow()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var sessions = test.Get<SessionService>();
        var input = (await sessions.InputAsync(TestDb.Admin, view.Sessions[0].Id)).OrThrow();
        input.Plan = [new Activity { Title = "", Minutes = -5 }];
        input.Materials = [new Material { Title = "Bad", Link = "javascript:alert(1)" }, new Material { Title = "Gone", FileId = Guid.NewGuid() }];
        (await sessions.EditAsync(TestDb.Admin, view.Sessions[0].Id, input)).Error.ShouldBeOfType<Invalid>().Problems.Select(p => p.Field).ShouldBe(["Plan0", "Plan0", "Materials0"]);
        (input.Plan, input.Materials, input.PresenterIds) = ([], [new Material { Title = "Gone", FileId = Guid.NewGuid() }], [Guid.NewGuid()]);
        (await sessions.EditAsync(TestDb.Admin, view.Sessions[0].Id, input)).Error.ShouldBeOfType<Invalid>().Problems.Select(p => p.Field).ShouldBe(["PresenterIds", "Materials"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task SnowDay_MoveAndShift_DoesExactlyWhatWasShown(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddAsync(new Closure(null, new DateOnly(2026, 4, 9), new DateOnly(2026, 4, 9), "Holiday"));
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var days = test.Get<SnowDayService>();
        var input = (await days.InputAsync(TestDb.Coordinator, view.Sessions[1].Id)).OrThrow();
        (input.Date, input.ShiftLater).ShouldBe((Planner.Thursday.AddDays(14), true));
        var shown = (await days.PreviewAsync(TestDb.Coordinator, input)).OrThrow();
        (await days.ApplyAsync(TestDb.Coordinator, input, shown)).Ok.ShouldBeTrue();
        var after = await test.ViewAsync(view.Facts.Id);
        after.Sessions.Select(s => (s.Id, s.Number, s.Date)).ShouldBe(shown.Sessions.Select(c => (c.Session.Id, c.Number, c.After!.Date)));
        after.Sessions.Select(s => s.Date.DayOfWeek).Distinct().ShouldBe([DayOfWeek.Thursday]);
        await using var db = test.Open();
        db.Sessions.Where(s => s.CohortId == view.Facts.Id).OrderBy(s => s.StartsUtc).Select(s => s.Sequence).ToList().ShouldBe([0, 1, 1, 1, 1, 1, 1, 1]);
        // The same button pressed again finds another plan.
        (await days.ApplyAsync(TestDb.Coordinator, input, shown)).Error.ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task SnowDay_ChangedMeanwhile_IsStaleAndChangesNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var days = test.Get<SnowDayService>();
        var input = new SnowDayInput { SessionId = view.Sessions[0].Id, Action = SnowDayAction.Cancel, Reason = "Snow" };
        var shown = (await days.PreviewAsync(TestDb.Admin, input)).OrThrow();
        var other = view.Sessions[3];
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Admin, other.Id, other.Version, other.Date.AddDays(1), other.StartTime)).Ok.ShouldBeTrue();
        (await days.ApplyAsync(TestDb.Admin, input, shown)).Error.ShouldBeOfType<PlanIsStale>();
        (await test.ViewAsync(view.Facts.Id)).Sessions.ShouldAllBe(s => !s.Cancelled);
        (await days.ApplyAsync(TestDb.Admin, input, (await days.PreviewAsync(TestDb.Admin, input)).OrThrow())).Ok.ShouldBeTrue();
        var after = await test.ViewAsync(view.Facts.Id);
        after.Sessions.Select(s => s.Number).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7]);
        after.Sessions[0].CancelReason.ShouldBe("Snow");
        (await test.Get<SessionService>().PutBackAsync(TestDb.Admin, after.Sessions[0].Id, after.Sessions[0].Version)).Ok.ShouldBeTrue();
        (await test.ViewAsync(view.Facts.Id)).Sessions.Select(s => s.Number).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Session_WithAttendance_StaysWhereItIs(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var view = await test.CohortAsync(Planner.Input(await test.ProgramAsync()));
        var person = new Person("Ada", "Byron");
        var now = test.Clock.GetUtcNow().UtcDateTime;
        var enrollment = new Enrollment(view.Facts.Id, person.Id, now);
        await test.AddAsync(person);
        await test.AddAsync(enrollment);
        await test.AddAsync(new Attendance(view.Sessions[2].Id, enrollment.Id, AttendanceMark.Present, null, MarkSource.Staff, "Test", now));
        var (sessions, first, third) = (test.Get<SessionService>(), view.Sessions[0], view.Sessions[2]);
        (await sessions.RemoveAsync(TestDb.Admin, third.Id, third.Version)).Error.ShouldBe(new AttendanceTaken(3));
        (await sessions.ReScheduleAsync(TestDb.Admin, third.Id, third.Version, Planner.Thursday, new TimeOnly(9, 0))).Error.ShouldBe(new AttendanceTaken(3));
        var shift = (await test.Get<SnowDayService>().InputAsync(TestDb.Admin, first.Id)).OrThrow();
        (await test.Get<SnowDayService>().PreviewAsync(TestDb.Admin, shift)).Error.ShouldBe(new AttendanceTaken(3));
        (await sessions.RemoveAsync(TestDb.Admin, first.Id, first.Version)).Ok.ShouldBeTrue();
        (await sessions.AddAsync(TestDb.Admin, view.Facts.Id, Planner.Thursday.AddDays(1), new TimeOnly(9, 0))).Ok.ShouldBeTrue();
        (await test.ViewAsync(view.Facts.Id)).Sessions.Select(s => s.Number).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
