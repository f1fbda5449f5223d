using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public class CheckInTests
{
    // 6 pm in Philadelphia on the fake clock's day is 23:00 UTC.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 23, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgres]
    public async Task CheckIn_Twice_IsMarkedOnceAndTold(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await AttendanceTests.ClassAsync(test, 2);
        test.Clock.Set(Start.AddMinutes(-10));
        var service = test.Get<CheckInService>();
        var door = await DoorAsync(test, session);
        (await service.CheckInAsync(door.Ticket, " person  001 ")).OrThrow().ShouldBe(new CheckedIn(new TimeOnly(17, 50), Again: false));
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        (await service.CheckInAsync(door.Ticket, await CardAsync(test, ids[0]))).OrThrow().ShouldBe(new CheckedIn(new TimeOnly(17, 50), Again: true));
        await using var db = test.Open();
        var row = await db.Attendance.SingleAsync();
        (row.EnrollmentId, row.Mark, row.Source).ShouldBe((ids[0], AttendanceMark.Present, MarkSource.CheckIn));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task CheckIn_WholeClassAtOnceAndDoubleTaps_OneRowEach(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await AttendanceTests.ClassAsync(test, 25);
        test.Clock.Set(Start);
        var service = test.Get<CheckInService>();
        var door = await DoorAsync(test, session);
        var cards = await Task.WhenAll(ids.Select(id => CardAsync(test, id)));
        var results = await Task.WhenAll(cards.Concat(cards).Select(card => Task.Run(() => service.CheckInAsync(door.Ticket, card))));
        results.Count(r => r.OrThrow().Again).ShouldBe(25);
        await using var db = test.Open();
        (await db.Attendance.CountAsync()).ShouldBe(25);
    }

    [Theory, OnSqlite]
    public async Task Open_OutsideTheWindow_TellsWhenItOpens(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await AttendanceTests.ClassAsync(test, 1);
        var service = test.Get<CheckInService>();
        test.Clock.Set(Start.AddMinutes(-31));
        (await service.OpenAsync(await CodeAsync(test, session))).Error.ShouldBe(new CheckInAhead(new DateTime(2026, 3, 2, 17, 30, 0)));
        test.Clock.Set(Start.AddMinutes(59));
        var door = await DoorAsync(test, session);
        test.Clock.Set(Start.AddMinutes(61));
        (await service.OpenAsync(await CodeAsync(test, session))).Error.ShouldBeOfType<CheckInOver>();
        (await service.CheckInAsync(door.Ticket, await CardAsync(test, ids[0]))).Error.ShouldBeOfType<CheckInOver>();
        await using var db = test.Open();
        (await db.Attendance.CountAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite]
    public async Task Open_OldWrongOrForeignCode_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await AttendanceTests.ClassAsync(test, 1);
        var (other, others) = await AttendanceTests.ClassAsync(test, 1, new DateOnly(2026, 3, 9));
        test.Clock.Set(Start);
        var service = test.Get<CheckInService>();
        var code = await CodeAsync(test, session);
        test.Clock.Advance(TimeSpan.FromSeconds(60));
        (await service.OpenAsync(code.ToLowerInvariant())).Ok.ShouldBeTrue("the code of the minute before still counts");
        test.Clock.Advance(TimeSpan.FromSeconds(60));
        (await service.OpenAsync(code)).Error.ShouldBeOfType<UnknownCheckInCode>();
        foreach (var wrong in (string?[])[null, "", "ABCDEF", "'; DROP TABLE", new string('A', 10_000), await CodeAsync(test, other)])
            (await service.OpenAsync(wrong)).Error.ShouldBeOfType<UnknownCheckInCode>();
        var door = await DoorAsync(test, session);
        (await service.CheckInAsync(door.Ticket, await CardAsync(test, others[0]))).Error.ShouldBeOfType<NobodyFits>();
        foreach (var forged in (string?[])[null, "", "x", door.Ticket[..^1] + (door.Ticket[^1] == '0' ? '1' : '0'), other.Id.ToString("n") + door.Ticket[32..], new string('z', 73)])
            (await service.CheckInAsync(forged, await CardAsync(test, ids[0]))).Error.ShouldBeOfType<UnknownCheckInCode>();
        test.Clock.Advance(TimeSpan.FromMinutes(11));
        (await service.CheckInAsync(door.Ticket, await CardAsync(test, ids[0]))).Error.ShouldBeOfType<UnknownCheckInCode>();
    }

    [Theory, OnSqlite]
    public async Task CheckIn_MinorsByName_IsRefusedWhetherTheNameExistsOrNot(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await AttendanceTests.ClassAsync(test, 1, minors: true);
        test.Clock.Set(Start);
        var service = test.Get<CheckInService>();
        var door = await DoorAsync(test, session);
        (await service.CheckInAsync(door.Ticket, "Person 001")).Error.ShouldBeOfType<CardOnly>();
        (await service.CheckInAsync(door.Ticket, "Nobody Known")).Error.ShouldBeOfType<CardOnly>();
        (await service.CheckInAsync(door.Ticket, await CardAsync(test, ids[0]))).Ok.ShouldBeTrue();
    }

    [Theory, OnSqlite]
    public async Task CheckIn_AmbiguousWaitingOrPartOfAName_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (session, ids) = await AttendanceTests.ClassAsync(test, 2);
        await using var db = test.Open();
        await db.People.ExecuteUpdateAsync(s => s.SetProperty(p => p.FamilyName, "Twin").SetProperty(p => p.SearchText, "person twin"));
        test.Clock.Set(Start);
        var service = test.Get<CheckInService>();
        var door = await DoorAsync(test, session);
        (await service.CheckInAsync(door.Ticket, "Person Twin")).Error.ShouldBeOfType<NobodyFits>();
        (await service.CheckInAsync(door.Ticket, "pers")).Error.ShouldBeOfType<NobodyFits>();
        (await service.CheckInAsync(door.Ticket, "%")).Error.ShouldBeOfType<NobodyFits>();
        (await service.CheckInAsync(door.Ticket, " ")).Error.ShouldBeOfType<WhoIsMissing>();
        (await service.CheckInAsync(door.Ticket, new string('x', 10_000))).Error.ShouldBeOfType<WhoIsMissing>();
        await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, session.CohortId, [ids[0]], Decision.Withdraw, "left");
        (await service.CheckInAsync(door.Ticket, await CardAsync(test, ids[0]))).Error.ShouldBeOfType<NoSeatYet>();
        (await service.CheckInAsync(door.Ticket, "person twin")).Ok.ShouldBeTrue("only one of the twins is left");
    }

    private static async Task<string> CodeAsync(TestDb test, Session session) =>
        (await test.Get<CheckInService>().ScreenAsync(TestDb.Coordinator, session.Id)).OrThrow().Code;

    private static async Task<CheckInDoor> DoorAsync(TestDb test, Session session) =>
        (await test.Get<CheckInService>().OpenAsync(await CodeAsync(test, session))).OrThrow();

    private static async Task<string> CardAsync(TestDb test, Guid enrollmentId)
    {
        await using var db = test.Open();
        return await db.Enrollments.Where(e => e.Id == enrollmentId).Select(e => e.CardCode).SingleAsync();
    }
}
