using Engagement.Core.Announcements;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Engagement.Tests.Participation.Notices;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Announcements;

public class AnnouncementTests : NoticeScene
{
    private static AnnouncementService Service(TestDb test) => test.Get<AnnouncementService>();

    private async Task<Guid> DraftAsync(TestDb test, Action<AnnouncementInput>? more = null)
    {
        var input = new AnnouncementInput { Audience = Audience.Cohort, CohortId = Cohort.Id, Subject = "Bring a pen", Markdown = "Please bring **a pen**." };
        more?.Invoke(input);
        return (await Service(test).SaveAsync(TestDb.Coordinator, null, input)).OrThrow();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_ToACohort_ReachesHouseholdsOnceAndNamesWhoIsLeftOut(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider, forMinors: true);
        await EnrollAsync(test, Somebody("Ana", "mother@example.org", minor: true), Somebody("Luis", "mother@example.org", minor: true),
            Somebody("Kim", null, minor: true), Somebody("Lee", "off@example.org", minor: true), Somebody("Max", "back@example.org", minor: true), Somebody("Eva", "eva@example.org", minor: true, language: "es"));
        await SentAsync(test);
        await using (var db = test.Open())
        {
            var off = new MailPreference("off@example.org", MailKind.Announcement);
            off.Set(wanted: false, test.Clock.GetUtcNow().UtcDateTime);
            db.Add(off);
            (await AddressBlock.OfAsync(db, "back@example.org")).Block("5.1.1 unknown", test.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        }
        var id = await DraftAsync(test, i => (i.SubjectEs, i.MarkdownEs) = ("Traiga un lápiz", "Por favor."));
        var found = (await Service(test).RecipientsAsync(TestDb.Coordinator, id, new PageRequest())).OrThrow();
        (found.Mails, found.LeftOut, found.People.Total).ShouldBe((2, 3, 6));
        found.People.Items.Take(3).Select(r => (r.Name.Split(' ')[0], r.LeftOut)).ShouldBe(
            [("Kim", "no e-mail address is known"), ("Lee", "has unsubscribed from announcements"), ("Max", "mail to this address came back: 5.1.1 unknown")]);
        (await Service(test).SendAsync(TestDb.Coordinator, id, 1)).OrThrow().ShouldBe(2);
        (await Service(test).SendAsync(TestDb.Coordinator, id, 2)).Error.ShouldBeOfType<WrongMailState>();
        (await SentAsync(test)).Select(l => (l.To, l.Subject)).ShouldBe([("mother@example.org", "Bring a pen"), ("eva@example.org", "Traiga un lápiz")], ignoreOrder: true);
        var progress = (await Service(test).ProgressAsync(TestDb.Coordinator, id)).OrThrow();
        (progress.Done, progress.Total).ShouldBe((2, 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rehearse_Draft_GoesToOneAddressInBothLanguages(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await SentAsync(test);
        var id = await DraftAsync(test, i => (i.SubjectEs, i.MarkdownEs) = ("Traiga un lápiz", "Por favor."));
        (await Service(test).RehearseAsync(TestDb.Coordinator, id, "nobody")).Error.ShouldBeOfType<Invalid>();
        (await Service(test).RehearseAsync(TestDb.Coordinator, id, "staff@example.org")).Ok.ShouldBeTrue();
        (await SentAsync(test)).Select(l => (l.To, l.Subject)).ShouldBe([("staff@example.org", "Bring a pen"), ("staff@example.org", "Traiga un lápiz")], ignoreOrder: true);
        (await Service(test).RehearseAsync(TestDb.Coordinator, id, "staff@example.org")).Ok.ShouldBeTrue();
        (await SentAsync(test)).Count.ShouldBe(2, "a second rehearsal goes out, too");
        (await Service(test).ProgressAsync(TestDb.Coordinator, id)).OrThrow().Total.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pause_HoldsWhatHasNotGone_AndLetsGoOn(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Luis", "luis@example.org"));
        await SentAsync(test);
        var id = await DraftAsync(test);
        (await Service(test).PauseAsync(TestDb.Coordinator, id, true)).Error.ShouldBeOfType<WrongMailState>();
        (await Service(test).SendAsync(TestDb.Coordinator, id, 1)).Ok.ShouldBeTrue();
        (await Service(test).PauseAsync(TestDb.Coordinator, id, true)).Ok.ShouldBeTrue();
        (await SentAsync(test)).ShouldBeEmpty();
        (await Service(test).ProgressAsync(TestDb.Coordinator, id)).OrThrow().Paused.ShouldBeTrue();
        (await Service(test).PauseAsync(TestDb.Coordinator, id, false)).Ok.ShouldBeTrue();
        (await SentAsync(test)).Count.ShouldBe(2);
    }

    [Theory, OnSqlite]
    public async Task Save_WrongInput_IsNamed(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var wrong = (await Service(test).SaveAsync(TestDb.Coordinator, null, new AnnouncementInput { Audience = Audience.Session, Subject = "x", Markdown = "{nonsense}", SubjectEs = "y" })).Error.ShouldBeOfType<Invalid>();
        wrong.Problems.Select(p => p.Field).ShouldBe(["SessionId", "Markdown", "MarkdownEs"], ignoreOrder: true);
        var id = await DraftAsync(test);
        (await Service(test).SaveAsync(TestDb.Coordinator, id, new AnnouncementInput { Version = 7, CohortId = Cohort.Id, Subject = "x", Markdown = "y" })).Error.ShouldBeOfType<Stale>();
        (await Service(test).SendAsync(TestDb.Coordinator, id, 1)).Error.ShouldBeOfType<Invalid>("nobody would get it");
        (await Service(test).SendAsync(TestDb.Leader, id, 1)).Error.ShouldBeOfType<Engagement.Core.Common.Forbidden>();
    }

    [Theory, OnSqlite]
    public async Task Recipients_GuardiansAndPresenters_AreFound(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider, forMinors: true);
        await EnrollAsync(test, Somebody("Ana", "mother@example.org", minor: true), Somebody("Bob", "bob@example.org"));
        await using (var db = test.Open())
        {
            var session = await db.Sessions.Include(s => s.Presenters).FirstAsync();
            session.SetPresenters([new Engagement.Core.Programs.Presenter("Pat") { Email = "pat@example.org" }]);
            await db.SaveChangesAsync();
        }
        async Task<string?> OnlyAsync(Audience audience)
        {
            var id = await DraftAsync(test, i => (i.Audience, i.CohortId) = (audience, null));
            return (await Service(test).RecipientsAsync(TestDb.Coordinator, id, new PageRequest())).OrThrow().People.Items.ShouldHaveSingleItem().Address;
        }
        (await OnlyAsync(Audience.Guardians)).ShouldBe("mother@example.org");
        (await OnlyAsync(Audience.Presenters)).ShouldBe("pat@example.org");
    }
}
