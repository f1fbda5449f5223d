using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation.Notices;

public class TellTests : NoticeScene
{
    private static async Task<Session> SessionAsync(TestDb test, DateOnly date)
    {
        await using var db = test.Open();
        return await db.Sessions.AsNoTracking().SingleAsync(s => s.Date == date);
    }

    private async Task<CohortNews> NewsAsync(TestDb test) => (await test.Get<TellService>().NewsAsync(TestDb.Coordinator, Cohort.Id)).OrThrow();

    private async Task SnowDayAsync(TestDb test, SnowDayAction action, bool shift = false)
    {
        var session = await SessionAsync(test, Tuesday.AddDays(7));
        var input = (await test.Get<SnowDayService>().InputAsync(TestDb.Coordinator, session.Id)).OrThrow();
        (input.Action, input.ShiftLater, input.Reason) = (action, shift, "snow");
        var shown = (await test.Get<SnowDayService>().PreviewAsync(TestDb.Coordinator, input)).OrThrow();
        (await test.Get<SnowDayService>().ApplyAsync(TestDb.Coordinator, input, shown)).Ok.ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tell_SnowDayMovesTwoSessions_OneMailWithBothEntries(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Kim", null));
        var first = Calendar((await SentAsync(test)).Single());
        await SnowDayAsync(test, SnowDayAction.Move, shift: true);
        var news = await NewsAsync(test);
        news.Sessions.Select(r => (r.News, r.Before!.Date, r.Now!.Date)).ShouldBe([(SessionNews.Moved, Tuesday.AddDays(7), Tuesday.AddDays(14)), (SessionNews.Moved, Tuesday.AddDays(14), Tuesday.AddDays(21))]);
        (news.People, news.WithoutAddress, news.NotWelcomed).ShouldBe((2, 1, 0));
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBe(1);
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBe(0, "a second click finds nothing");
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Academy: a session has moved");
        letter.Plain.ShouldContain("Moved: Academy, now Tuesday, March 17, 2026, 6:00 PM – 7:00 PM, Academy site (before: Tuesday, March 10, 2026, 6:00 PM – 7:00 PM)");
        letter.Files.ShouldBe(["sessions.ics"], "one entry for all, because programs read only one");
        Calendar(letter).Method.ShouldBe("REQUEST");
        Times(Calendar(letter)).ShouldBe(["2026-03-03 18:00", "2026-03-17 18:00", "2026-03-24 18:00"]);
        Calendar(letter).Events.First().Sequence.ShouldBeGreaterThan(first.Events.First().Sequence);
        Calendar(letter).Events.First().Uid.ShouldBe(first.Events.First().Uid);
        (await NewsAsync(test)).Any.ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tell_CancelledThenPutBack_EachIsToldWithARaisedSequence(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        var invited = (await SentAsync(test)).Single();
        var entry = Calendar(invited).Events.First();
        await SnowDayAsync(test, SnowDayAction.Cancel);
        await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id);
        var cancelled = (await SentAsync(test)).ShouldHaveSingleItem();
        var gone = Calendar(cancelled).Events.ShouldHaveSingleItem();
        (Calendar(cancelled).Method, gone.Uid, gone.Status, gone.RecurrenceIdentifier!.StartTime.Value).ShouldBe(("CANCEL", entry.Uid, "CANCELLED", new DateTime(2026, 3, 10, 18, 0, 0)));
        gone.Sequence.ShouldBeGreaterThan(entry.Sequence);
        var session = await SessionAsync(test, Tuesday.AddDays(7));
        (await test.Get<SessionService>().PutBackAsync(TestDb.Coordinator, session.Id, session.Version)).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Sessions.Single().News.ShouldBe(SessionNews.Added);
        await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id);
        var back = (await SentAsync(test)).ShouldHaveSingleItem();
        (Calendar(back).Method, Calendar(back).Events.First().Uid, Times(Calendar(back)).Count).ShouldBe(("REQUEST", entry.Uid, 3));
        Calendar(back).Events.First().Sequence.ShouldBeGreaterThan(gone.Sequence);
    }

    [Theory, OnSqlite]
    public async Task News_MovedAndMovedBack_IsNone(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var session = await SessionAsync(test, Tuesday);
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, session.Id, session.Version, Tuesday.AddDays(1), new(18, 0))).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Sessions.Single().News.ShouldBe(SessionNews.Moved);
        session = await SessionAsync(test, Tuesday.AddDays(1));
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, session.Id, session.Version, Tuesday, new(18, 0))).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Sessions.ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tell_TopicLinkAndMaterials_SaysWhatIsNew(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await SentAsync(test);
        var session = await SessionAsync(test, Tuesday);
        var input = (await test.Get<SessionService>().InputAsync(TestDb.Coordinator, session.Id)).OrThrow();
        input.Materials = [new Material { Title = "Slides", Link = "https://example.org/slides" }];
        (await test.Get<SessionService>().EditAsync(TestDb.Coordinator, session.Id, input)).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Sessions.Single().News.ShouldBe(SessionNews.Materials);
        await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id);
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        (letter.Subject, letter.Calendar).ShouldBe(("Academy: new materials", null));
        letter.Plain.ShouldContain("Slides (https://example.org/slides)");
        input = (await test.Get<SessionService>().InputAsync(TestDb.Coordinator, session.Id)).OrThrow();
        input.Topic = "Streets";
        (await test.Get<SessionService>().EditAsync(TestDb.Coordinator, session.Id, input)).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Sessions.Single().News.ShouldBe(SessionNews.Changed, "the materials are known already");
    }

    [Theory, OnSqlite]
    public async Task Tell_AgainBeforeTheFirstIsSent_OneMailSaysBoth(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await SentAsync(test);
        var session = await SessionAsync(test, Tuesday);
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, session.Id, session.Version, Tuesday.AddDays(1), new(18, 0))).Ok.ShouldBeTrue();
        await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id);
        await SnowDayAsync(test, SnowDayAction.Cancel);
        await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id);
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        letter.Plain.ShouldContain("Moved: Academy, now Wednesday, March 4");
        letter.Plain.ShouldContain("Cancelled: Academy, Tuesday, March 10");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tell_CohortCancelled_EntriesLeaveTheCalendar(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await SentAsync(test);
        await using (var db = test.Open())
        {
            var version = await db.Cohorts.Select(c => c.Version).SingleAsync();
            (await test.Get<CohortService>().CancelAsync(TestDb.Coordinator, Cohort.Id, version, "too few")).Ok.ShouldBeTrue();
        }
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBe(1);
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        (letter.Subject, letter.Files.Count).ShouldBe(("Academy: a session is cancelled", 1));
        (Calendar(letter).Method, Calendar(letter).Events.Single().Status, Calendar(letter).Events.Single().RecurrenceIdentifier).ShouldBe(("CANCEL", "CANCELLED", null), "the whole series");
    }

    [Theory, OnSqlite]
    public async Task Tell_CohortCancelledInTheMiddle_WhatWasHeldStaysInTheCalendar(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await SentAsync(test);
        test.Clock.Advance(TimeSpan.FromDays(2));
        await using var db = test.Open();
        (await test.Get<CohortService>().CancelAsync(TestDb.Coordinator, Cohort.Id, await db.Cohorts.Select(c => c.Version).SingleAsync(), "too few")).Ok.ShouldBeTrue();
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBe(1);
        var calendar = Calendar((await SentAsync(test)).ShouldHaveSingleItem());
        (calendar.Method, calendar.Events.All(e => e.Status == "CANCELLED")).ShouldBe(("CANCEL", true));
        calendar.Events.Select(e => e.RecurrenceIdentifier!.StartTime.Value.Day).ShouldBe([10, 17], "the first was held");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tell_SessionRemovedForGood_PeopleLearnOfItAndItLeavesTheCalendar(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await SentAsync(test);
        var session = await SessionAsync(test, Tuesday.AddDays(14));
        (await test.Get<SessionService>().RemoveAsync(TestDb.Coordinator, session.Id, session.Version)).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Sessions.Single().ShouldSatisfyAllConditions(r => r.News.ShouldBe(SessionNews.Cancelled), r => r.Before!.Date.ShouldBe(Tuesday.AddDays(14)), r => r.Now.ShouldBeNull());
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBe(1);
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        letter.Plain.ShouldContain("Cancelled: Academy, Tuesday, March 17, 2026, 6:00 PM – 7:00 PM");
        (Calendar(letter).Method, Calendar(letter).Events.Single().RecurrenceIdentifier!.StartTime.Value).ShouldBe(("CANCEL", new DateTime(2026, 3, 17, 18, 0, 0)));
        (await NewsAsync(test)).Any.ShouldBeFalse();
        // One that was added and removed again, before anybody was told, is no news.
        var added = (await test.Get<SessionService>().AddAsync(TestDb.Coordinator, Cohort.Id, Tuesday.AddDays(21), new(18, 0))).OrThrow();
        session = await SessionAsync(test, Tuesday.AddDays(21));
        (await test.Get<SessionService>().RemoveAsync(TestDb.Coordinator, added, session.Version)).Ok.ShouldBeTrue();
        (await NewsAsync(test)).Any.ShouldBeFalse();
    }

    [Theory, OnSqlite]
    public async Task Tell_WithoutTheRight_IsRefused(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        (await test.Get<TellService>().TellAsync(TestDb.Leader, Cohort.Id)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Guid.NewGuid())).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite]
    public async Task Publish_PeopleEnrolledInADraft_AreTheNewsThen(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await using (var db = test.Open()) await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, CohortStatus.Draft));
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        (await NewsAsync(test)).Any.ShouldBeFalse();
        (await SentAsync(test)).ShouldBeEmpty();
        await using (var db = test.Open()) await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, CohortStatus.Published));
        (await NewsAsync(test)).NotWelcomed.ShouldBe(1);
        (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBe(1);
        (await SentAsync(test)).Select(l => l.Subject).ShouldBe(["Academy: there is a seat"]);
    }
}
