using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation.Notices;

public class ReminderTests : NoticeScene
{
    private static readonly TimeSpan Philadelphia = TimeSpan.FromHours(-5);

    private static void At(TestDb test, int day, int hour, int month = 3) => test.Clock.Set(new DateTimeOffset(2026, month, day, hour, 0, 0, Philadelphia));

    private async Task<IReadOnlyList<Postbox.Letter>> RemindAsync(TestDb test)
    {
        (await test.Get<ReminderService>().RunAsync(TestDb.Admin)).Ok.ShouldBeTrue();
        return await SentAsync(test);
    }

    private async Task<TestDb> EnrolledAsync(DatabaseProvider provider)
    {
        var test = await StartAsync(provider);
        await using (var db = test.Open()) await db.Programs.ExecuteUpdateAsync(s => s.SetProperty(p => p.ReminderDays, 2).SetProperty(p => p.ReminderHours, 3));
        At(test, 20, 12, month: 2);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Luis", "luis@example.org"));
        await SentAsync(test);
        return test;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_DaysAndHoursBefore_EachOnce(DatabaseProvider provider)
    {
        await using var test = await EnrolledAsync(provider);
        At(test, 1, 17);
        (await RemindAsync(test)).ShouldBeEmpty("an hour is left");
        At(test, 1, 18);
        var first = await RemindAsync(test);
        first.Select(l => l.To).ShouldBe(["ana@example.org", "luis@example.org"], ignoreOrder: true);
        first[0].Subject.ShouldBe("Reminder: Academy, Tuesday, March 3, 2026, 6:00 PM – 7:00 PM");
        first[0].Calendar.ShouldBeNull("it is in the calendar since the seat was given");
        At(test, 2, 18);
        (await RemindAsync(test)).ShouldBeEmpty();
        At(test, 3, 15);
        (await RemindAsync(test)).Count.ShouldBe(2);
        At(test, 3, 17);
        (await RemindAsync(test)).ShouldBeEmpty();
    }

    [Theory, OnSqlite]
    public async Task Run_AfterAStop_OnlyTheLatestIsMadeUpForAndNoneAfterTheStart(DatabaseProvider provider)
    {
        await using var test = await EnrolledAsync(provider);
        At(test, 3, 17);
        (await RemindAsync(test)).Count.ShouldBe(2, "one reminder each, not two");
        At(test, 10, 18);
        (await RemindAsync(test)).ShouldBeEmpty("the second session has begun");
        At(test, 17, 16);
        (await test.Get<ReminderService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(2);
        At(test, 17, 19);
        (await SentAsync(test)).ShouldBeEmpty("queued in time, but the session has begun when the mails are sent");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_MovedOrCancelledWhileRemindersWait_OldOnesAreNotSent(DatabaseProvider provider)
    {
        await using var test = await EnrolledAsync(provider);
        At(test, 1, 18);
        (await test.Get<ReminderService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(2);
        await using var db = test.Open();
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Date == Tuesday);
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, session.Id, session.Version, Tuesday.AddDays(2), new(18, 0))).Ok.ShouldBeTrue();
        (await SentAsync(test)).ShouldBeEmpty();
        At(test, 3, 18);
        (await RemindAsync(test)).ShouldAllBe(l => l.Subject.Contains("Thursday, March 5"));
        Box.Arrived.Count(l => l.Subject.Contains("March 5")).ShouldBe(2);
        await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.CancelledAt, test.Clock.GetUtcNow().UtcDateTime));
        At(test, 5, 16);
        (await RemindAsync(test)).ShouldBeEmpty();
    }

    // Clocks go forward in the night to Sunday, March 8, and back in the night to Sunday, November 1.
    [Theory]
    [InlineData("2026-03-09", "18:00", "2026-03-07T22:59:00Z", "2026-03-07T23:00:00Z")]
    [InlineData("2026-03-10", "02:30", "2026-03-08T06:59:00Z", "2026-03-08T07:30:00Z")]
    [InlineData("2026-11-02", "18:00", "2026-10-31T21:59:00Z", "2026-10-31T22:00:00Z")]
    public void Due_DaysBeforeOverAChangeOfClocks_KeepTheTimeOfDay(string date, string start, string tooEarly, string due)
    {
        var session = new CityScene().Cohort("x", DateOnly.Parse(date, null)).Sessions[0];
        session.SetTime(session.Date, TimeOnly.Parse(start, null), 60, "America/New_York");
        DateTime Utc(string text) => DateTimeOffset.Parse(text, null).UtcDateTime;
        ReminderService.Due(session, 2, null, Utc(tooEarly)).ShouldBeNull();
        ReminderService.Due(session, 2, null, Utc(due)).ShouldBe((48, Utc(due)));
    }

    [Fact]
    public void Due_HoursBeforeInTheNightOfTheChange_AreHours()
    {
        var session = new CityScene().Cohort("x", new DateOnly(2026, 3, 8)).Sessions[0];
        session.SetTime(session.Date, new(4, 0), 60, "America/New_York");
        session.StartsUtc.ShouldBe(new DateTime(2026, 3, 8, 8, 0, 0));
        ReminderService.Due(session, null, 3, new(2026, 3, 8, 4, 59, 0)).ShouldBeNull();
        ReminderService.Due(session, null, 3, new(2026, 3, 8, 5, 0, 0)).ShouldNotBeNull().Hours.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_Absences_FirstAndSecondAreWrittenToAndNoThird(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await using (var db = test.Open()) await db.Programs.ExecuteUpdateAsync(s => s.SetProperty(p => p.ReminderDays, (int?)null).SetProperty(p => p.ReminderHours, (int?)null));
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Luis", "luis@example.org"));
        await SentAsync(test);
        await using var look = test.Open();
        var enrollments = await look.Enrollments.Join(look.People, e => e.PersonId, p => p.Id, (e, p) => new { e.Id, p.GivenName }).ToDictionaryAsync(x => x.GivenName, x => x.Id);
        async Task MarkAsync(DateOnly date, string who, AttendanceMark mark)
        {
            var session = await look.Sessions.AsNoTracking().SingleAsync(s => s.Date == date);
            (await test.Get<AttendanceService>().MarkAsync(TestDb.Coordinator, session.Id, enrollments[who], new MarkInput(mark, Seen: 99))).Ok.ShouldBeTrue();
        }
        At(test, 3, 20);
        await MarkAsync(Tuesday, "Ana", AttendanceMark.Absent);
        await MarkAsync(Tuesday, "Luis", AttendanceMark.Absent);
        (await RemindAsync(test)).ShouldBeEmpty("marks are corrected on the evening");
        At(test, 4, 8);
        (await test.Get<ReminderService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(2);
        await MarkAsync(Tuesday, "Luis", AttendanceMark.Late);
        var first = (await SentAsync(test)).ShouldHaveSingleItem();
        (first.To, first.Subject).ShouldBe(("ana@example.org", "Academy: we missed you"));
        first.Plain.ShouldContain("The next session: Tuesday, March 10");
        At(test, 10, 20);
        await MarkAsync(Tuesday.AddDays(7), "Ana", AttendanceMark.Absent);
        await MarkAsync(Tuesday.AddDays(7), "Luis", AttendanceMark.Absent);
        At(test, 11, 8);
        (await RemindAsync(test)).Select(l => (l.To, l.Subject)).ShouldBe([("ana@example.org", "Academy: a second session was missed"), ("luis@example.org", "Academy: we missed you")], ignoreOrder: true);
        (await RemindAsync(test)).ShouldBeEmpty();
    }
}
