using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation.Notices;

public class PresenterTests : NoticeScene
{
    private static string Token(Postbox.Letter letter) => Regex.Match(letter.Plain, "/present/([A-Za-z0-9_-]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private async Task<(TestDb Test, Session Session)> PresentedAsync(DatabaseProvider provider)
    {
        var test = await StartAsync(provider);
        await using var db = test.Open();
        var session = await db.Sessions.Include(s => s.Presenters).SingleAsync(s => s.Date == Tuesday);
        session.SetPresenters([new Presenter("Pat Okafor") { Email = "pat@example.org" }, new Presenter("No Address")]);
        await db.SaveChangesAsync();
        return (test, session);
    }

    private static async Task<PresenterReply> PatAsync(TestDb test, Guid session) =>
        (await test.Get<PresenterRequestService>().ListAsync(TestDb.Coordinator, session)).OrThrow().Single(r => r.Email is not null);

    [Theory, OnSqlite, OnPostgres]
    public async Task Answer_ByTheLink_CountsOnceAndIsShown(DatabaseProvider provider)
    {
        var (test, session) = await PresentedAsync(provider);
        await using var owned = test;
        var service = test.Get<PresenterRequestService>();
        (await service.RunAsync(TestDb.Admin)).OrThrow().ShouldBe(1);
        (await service.AskAsync(TestDb.Coordinator, session.Id)).OrThrow().ShouldBe(0, "asked already");
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        (letter.To, letter.Subject).ShouldBe(("pat@example.org", "Academy: please confirm Tuesday, March 3, 2026, 6:00 PM – 7:00 PM"));
        Calendar(letter).Method.ShouldBe("REQUEST");
        (await service.FindAsync(Token(letter))).OrThrow().ShouldSatisfyAllConditions(q => q.Answer.ShouldBeNull(), q => q.Stands.ShouldBeTrue(), q => q.Name.ShouldBe("Pat Okafor"));
        (await service.AnswerAsync(Token(letter), PresenterAnswer.AnotherTime, " ")).Error.ShouldBeOfType<Invalid>();
        (await service.AnswerAsync(Token(letter), PresenterAnswer.AnotherTime, "Thursdays after 5")).OrThrow().ShouldBe(PresenterAnswer.AnotherTime);
        (await service.AnswerAsync(Token(letter), PresenterAnswer.Yes, null)).OrThrow().ShouldBe(PresenterAnswer.AnotherTime);
        (await PatAsync(test, session.Id)).ShouldSatisfyAllConditions(r => r.Answer.ShouldBe(PresenterAnswer.AnotherTime), r => r.Note.ShouldBe("Thursdays after 5"), r => r.Outdated.ShouldBeFalse());
        (await service.FindAsync("no-such-token-at-all")).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Move_Session_AsksAnewAndTheOldLinkSaysSo(DatabaseProvider provider)
    {
        var (test, session) = await PresentedAsync(provider);
        await using var owned = test;
        var service = test.Get<PresenterRequestService>();
        await service.RunAsync(TestDb.Admin);
        var old = (await SentAsync(test)).Single();
        await service.AnswerAsync(Token(old), PresenterAnswer.Yes, null);
        await using (var db = test.Open()) session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == session.Id);
        (await test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, session.Id, session.Version, Tuesday.AddDays(1), new(17, 0))).Ok.ShouldBeTrue();
        (await PatAsync(test, session.Id)).Outdated.ShouldBeTrue();
        (await service.FindAsync(Token(old))).OrThrow().Stands.ShouldBeFalse();
        (await service.RunAsync(TestDb.Admin)).OrThrow().ShouldBe(1);
        var again = (await SentAsync(test)).ShouldHaveSingleItem();
        Calendar(again).Events.Single().Sequence.ShouldBe(1);
        (await PatAsync(test, session.Id)).ShouldSatisfyAllConditions(r => r.Outdated.ShouldBeFalse(), r => r.Answer.ShouldBeNull());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_CancelledRemovedOrGivenToAnother_PresenterIsCalledOff(DatabaseProvider provider)
    {
        var (test, session) = await PresentedAsync(provider);
        await using var owned = test;
        var (service, plan) = (test.Get<PresenterRequestService>(), test.Get<SessionService>());
        async Task<Postbox.Letter?> AfterAsync()
        {
            await service.RunAsync(TestDb.Admin);
            (await service.RunAsync(TestDb.Admin)).OrThrow().ShouldBe(0, "twice changes nothing");
            return (await SentAsync(test)).SingleOrDefault();
        }
        (await AfterAsync())!.Subject.ShouldContain("please confirm");

        // Somebody else presents: one guest is taken out.
        var input = (await plan.InputAsync(TestDb.Coordinator, session.Id)).OrThrow();
        var presenters = input.PresenterIds.ToHashSet();
        input.PresenterIds = [];
        (await plan.EditAsync(TestDb.Coordinator, session.Id, input)).Ok.ShouldBeTrue();
        var other = (await AfterAsync()).ShouldNotBeNull();
        (other.To, other.Subject).ShouldBe(("pat@example.org", "Academy: you need not come, Tuesday, March 3, 2026, 6:00 PM – 7:00 PM"));
        (Calendar(other).Method, Calendar(other).Events.Single().Uid, Calendar(other).Events.Single().Status).ShouldBe(("CANCEL", $"{session.Id:n}@engagement", null));

        // Asked anew, then cancelled.
        input = (await plan.InputAsync(TestDb.Coordinator, session.Id)).OrThrow();
        input.PresenterIds = presenters;
        (await plan.EditAsync(TestDb.Coordinator, session.Id, input)).Ok.ShouldBeTrue();
        (await AfterAsync())!.Subject.ShouldContain("please confirm");
        var snow = (await test.Get<SnowDayService>().InputAsync(TestDb.Coordinator, session.Id)).OrThrow() with { Action = SnowDayAction.Cancel, Reason = "snow", ShiftLater = false };
        (await test.Get<SnowDayService>().ApplyAsync(TestDb.Coordinator, snow, (await test.Get<SnowDayService>().PreviewAsync(TestDb.Coordinator, snow)).OrThrow())).Ok.ShouldBeTrue();
        var cancelled = (await AfterAsync()).ShouldNotBeNull();
        (cancelled.Subject, Calendar(cancelled).Events.Single().Status, Calendar(cancelled).Events.Single().Sequence).ShouldBe(("Academy: the session on Tuesday, March 3, 2026, 6:00 PM – 7:00 PM is cancelled", "CANCELLED", 1));

        // Put back and asked anew, then removed for good.
        await using var db = test.Open();
        Task<int> VersionAsync() => db.Sessions.Where(s => s.Id == session.Id).Select(s => s.Version).SingleAsync();
        (await plan.PutBackAsync(TestDb.Coordinator, session.Id, await VersionAsync())).Ok.ShouldBeTrue();
        (await AfterAsync())!.Subject.ShouldContain("please confirm");
        (await plan.RemoveAsync(TestDb.Coordinator, session.Id, await VersionAsync())).Ok.ShouldBeTrue();
        var removed = (await AfterAsync()).ShouldNotBeNull();
        (Calendar(removed).Method, Calendar(removed).Events.Single().Uid, Calendar(removed).Events.Single().Sequence).ShouldBe(("CANCEL", $"{session.Id:n}@engagement", 3));
        removed.Plain.ShouldContain("Please do not come.");
    }

    [Theory, OnSqlite]
    public async Task Run_CancelledBeforeTheQuestionIsSent_NobodyIsWrittenTo(DatabaseProvider provider)
    {
        var (test, session) = await PresentedAsync(provider);
        await using var owned = test;
        await test.Get<PresenterRequestService>().RunAsync(TestDb.Admin);
        await using (var db = test.Open()) session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == session.Id);
        (await test.Get<SessionService>().RemoveAsync(TestDb.Coordinator, session.Id, session.Version)).Ok.ShouldBeTrue();
        (await test.Get<PresenterRequestService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(0);
        (await SentAsync(test)).ShouldBeEmpty();
    }
}
