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
}
