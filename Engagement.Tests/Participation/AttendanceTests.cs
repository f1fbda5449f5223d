using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public class AttendanceTests
{
    private static readonly Actor Second = Actor.User(Guid.CreateVersion7(), "Second coordinator", [Permissions.Coordinator]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Mark_ByTwoPeopleAtOnce_AllMarksAreThere(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await ClassAsync(test, 20);
        var service = test.Get<AttendanceService>();
        var taps = ids.Select((id, i) => Task.Run(() => service.MarkAsync(i % 2 == 0 ? TestDb.Coordinator : Second, session.Id, id, new(i % 3 == 0 ? AttendanceMark.Late : AttendanceMark.Present))));
        foreach (var result in await Task.WhenAll(taps)) result.OrThrow();
        var sheet = (await service.SheetAsync(TestDb.Coordinator, session.Id)).OrThrow();
        sheet.Rows.Count(r => r.Mark?.Mark == AttendanceMark.Late).ShouldBe(7);
        sheet.Rows.Count(r => r.Mark?.Mark == AttendanceMark.Present).ShouldBe(13);
        sheet.Rows.Count(r => r.Mark?.By == Second.Name).ShouldBe(10);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Mark_SamePersonAtOnce_OneRow(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await ClassAsync(test, 1);
        var service = test.Get<AttendanceService>();
        var taps = Enumerable.Range(0, 8).Select(i => Task.Run(() => service.MarkAsync(i % 2 == 0 ? TestDb.Coordinator : Second, session.Id, ids[0], new(AttendanceMark.Present))));
        foreach (var result in await Task.WhenAll(taps)) result.OrThrow();
        await using var db = test.Open();
        (await db.Attendance.CountAsync()).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Mark_AfterAColleagueUnseen_IsToldAndNothingChanges(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await ClassAsync(test, 1);
        var service = test.Get<AttendanceService>();
        var first = (await service.MarkAsync(TestDb.Coordinator, session.Id, ids[0], new(AttendanceMark.Present))).OrThrow();
        var clash = (await service.MarkAsync(Second, session.Id, ids[0], new(AttendanceMark.Absent, Seen: 0))).Error.ShouldBeOfType<MarkedMeanwhile>();
        clash.Current.Mark.ShouldBe(AttendanceMark.Present);
        (await service.MarkAsync(Second, session.Id, ids[0], new(AttendanceMark.Absent, Seen: first.Version))).OrThrow().Mark.ShouldBe(AttendanceMark.Absent);
        (await service.MarkAsync(Second, session.Id, ids[0], new(AttendanceMark.Excused, "ill", Seen: 0))).OrThrow().Reason.ShouldBe("ill");
    }

    [Theory, OnSqlite]
    public async Task Mark_BeforeTheDay_OnlyExcuses(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await ClassAsync(test, 1, new DateOnly(2026, 3, 9));
        var service = test.Get<AttendanceService>();
        (await service.MarkAsync(TestDb.Coordinator, session.Id, ids[0], new(AttendanceMark.Present))).Error.ShouldBeOfType<SessionAhead>();
        (await service.MarkRestPresentAsync(TestDb.Coordinator, session.Id)).Error.ShouldBeOfType<SessionAhead>();
        (await service.MarkAsync(TestDb.Coordinator, session.Id, ids[0], new(AttendanceMark.Excused))).Error.ShouldBeOfType<Invalid>();
        (await service.MarkAsync(TestDb.Coordinator, session.Id, ids[0], new(AttendanceMark.Excused, "awards ceremony"))).OrThrow();
        await using var db = test.Open();
        await db.Sessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.CancelledAt, DateTime.UtcNow));
        (await service.MarkAsync(TestDb.Coordinator, session.Id, ids[0], new(AttendanceMark.Excused, "x"))).Error.ShouldBeOfType<SessionCancelled>();
    }

    [Theory, OnSqlite]
    public async Task Mark_StrangerOrWithoutRight_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await ClassAsync(test, 1);
        var (_, others) = await ClassAsync(test, 1);
        var service = test.Get<AttendanceService>();
        (await service.MarkAsync(TestDb.Coordinator, session.Id, others[0], new(AttendanceMark.Present))).Error.ShouldBeOfType<NotOnTheRoster>();
        (await service.MarkAsync(TestDb.Leader, session.Id, ids[0], new(AttendanceMark.Present))).Error.ShouldBeOfType<Forbidden>();
        (await service.SheetAsync(TestDb.Leader, session.Id)).Error.ShouldBeOfType<Forbidden>();
        (await service.MarkAsync(TestDb.Coordinator, Guid.NewGuid(), ids[0], new(AttendanceMark.Present))).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task MarkRest_SomeMarked_LeavesThemAsTheyAre(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await ClassAsync(test, 4);
        var service = test.Get<AttendanceService>();
        (await service.MarkAsync(TestDb.Coordinator, session.Id, ids[0], new(AttendanceMark.Absent))).OrThrow();
        (await service.MarkRestPresentAsync(Second, session.Id)).OrThrow().ShouldBe(3);
        var counts = (await service.CountsAsync(TestDb.Leader, [session.Id])).OrThrow()[session.Id];
        counts.ShouldBe(new AttendanceCounts(4, 3, 0, 0, 1));
        counts.Unmarked.ShouldBe(0);
        (await service.ChangesAsync(TestDb.Coordinator, session.Id, null)).OrThrow().Count.ShouldBe(4);
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await service.ChangesAsync(TestDb.Coordinator, session.Id, test.Clock.GetUtcNow().UtcDateTime)).OrThrow().ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task WalkIn_FullCohort_WaitsOrGetsAChair(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, _) = await ClassAsync(test, 1, capacity: 2);
        var service = test.Get<AttendanceService>();
        NewParticipant New(string name) => new() { GivenName = name };
        (await service.AddWalkInAsync(TestDb.Coordinator, session.Id, New("Ana"))).OrThrow().ShouldBe(Stage.Enrolled);
        (await service.AddWalkInAsync(TestDb.Coordinator, session.Id, New("Bo"))).OrThrow().ShouldBe(Stage.Waitlisted);
        (await service.AddWalkInAsync(TestDb.Coordinator, session.Id, New("Cy"), beyond: true)).OrThrow().ShouldBe(Stage.Enrolled);
        var sheet = (await service.SheetAsync(TestDb.Coordinator, session.Id)).OrThrow();
        sheet.Rows.Where(r => r.Mark is not null).Select(r => r.Name).ShouldBe(["Ana", "Cy"]);
        var waiting = sheet.Waiting.ShouldHaveSingleItem();
        (await service.AdmitPresentAsync(TestDb.Coordinator, session.Id, waiting.EnrollmentId)).OrThrow().Mark.ShouldBe(AttendanceMark.Present);
        (await service.AddWalkInAsync(TestDb.Coordinator, session.Id, New(" "))).Error.ShouldBeOfType<Invalid>();
    }

    internal static async Task<(Session Session, List<Guid> Enrollments)> ClassAsync(TestDb test, int people, DateOnly? date = null, int? capacity = null, bool minors = false)
    {
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, capacity ?? people, date: date, minors: minors);
        var persons = await Arrange.PeopleAsync(db, people);
        (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, cohort.Id, persons)).OrThrow();
        return (cohort.Sessions[0], await db.Enrollments.Where(e => e.CohortId == cohort.Id).OrderBy(e => e.Seat).Select(e => e.Id).ToListAsync());
    }
}
