using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Engagement.Tests.Participation.Notices;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Windows;

public class SurveyMailTests : NoticeScene
{
    /// <summary>Ana, Luis (who reads Spanish) and Kim (who has no address) have seats and know it.</summary>
    private async Task<TestDb> SeatedAsync(DatabaseProvider provider)
    {
        var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Luis", "luis@example.org", language: "es"), Somebody("Kim", null));
        await SentAsync(test);
        return test;
    }

    private async Task<SurveyWindow> WindowAsync(TestDb test, WindowKind kind, DateTime? opens, DateTime? closes, Guid? session = null)
    {
        var survey = WindowScene.Ask($"Survey {Guid.NewGuid():n}", WindowScene.Sample);
        await test.AddAsync(survey);
        var window = new SurveyWindow(Cohort.Id, survey.Versions[0], kind) { OpensAt = opens, ClosesAt = closes, SessionId = session };
        await test.AddAsync(window);
        return window;
    }

    private async Task<IReadOnlyList<Postbox.Letter>> RunAsync(TestDb test)
    {
        (await test.Get<SurveyMailService>().RunAsync(TestDb.Admin)).Ok.ShouldBeTrue();
        return await SentAsync(test);
    }

    private static async Task HandInAsync(TestDb test, string name)
    {
        await using var db = test.Open();
        await db.Enrollments.Where(e => db.People.Any(p => p.Id == e.PersonId && p.GivenName == name)).ExecuteUpdateAsync(s => s.SetProperty(e => e.SurveyHandedIn, true));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_ClosingSurveyAtHome_EachIsWrittenToOnce(DatabaseProvider provider)
    {
        await using var test = await SeatedAsync(provider);
        var now = test.Clock.GetUtcNow().UtcDateTime;
        var window = await WindowAsync(test, WindowKind.Post, now.AddHours(1), now.AddDays(4));
        (await RunAsync(test)).ShouldBeEmpty("it is not open yet");
        test.Clock.Advance(TimeSpan.FromHours(1));
        var letters = await RunAsync(test);
        letters.Select(l => l.To).ShouldBe(["ana@example.org", "luis@example.org"], ignoreOrder: true);
        var ana = letters.Single(l => l.To == "ana@example.org");
        ana.Plain.ShouldContain($"https://programs.example.org/s/{window.ClassCode}");
        ana.Plain.ShouldContain(CheckedCode.Print(window.ClassCode));
        ana.Plain.ShouldContain("Friday, March 6, 2026");
        ana.Headers.Keys.ShouldContain("List-Unsubscribe");
        letters.Single(l => l.To == "luis@example.org").Plain.ShouldContain("viernes, 6 de marzo de 2026");
        (await RunAsync(test)).ShouldBeEmpty("twice changes nothing");
        (await test.Get<SurveyMailService>().RunAsync(TestDb.Leader)).Ok.ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_ClosingSurveyOfASession_WritesAfterItToWhoHasNotHandedIn(DatabaseProvider provider)
    {
        await using var test = await SeatedAsync(provider);
        await using var db = test.Open();
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Date == Tuesday);
        await WindowAsync(test, WindowKind.Post, session.StartsUtc, session.EndsUtc.AddHours(5), session.Id);
        await WindowAsync(test, WindowKind.Feedback, session.StartsUtc, session.EndsUtc.AddHours(5), session.Id);
        test.Clock.Set(new DateTimeOffset(session.StartsUtc.AddMinutes(30), TimeSpan.Zero));
        (await RunAsync(test)).ShouldBeEmpty("they are answering in class");
        await HandInAsync(test, "Ana");
        test.Clock.Set(new DateTimeOffset(session.EndsUtc, TimeSpan.Zero));
        (await RunAsync(test)).Select(l => l.To).ShouldBe(["luis@example.org"]);
    }

    [Theory, OnSqlite]
    public async Task Send_HandedInClosedOrLeftMeanwhile_IsNotSent(DatabaseProvider provider)
    {
        await using var test = await SeatedAsync(provider);
        var now = test.Clock.GetUtcNow().UtcDateTime;
        await WindowAsync(test, WindowKind.Post, now, now.AddDays(4));
        (await test.Get<SurveyMailService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(2, "Kim has no address");
        await HandInAsync(test, "Ana");
        await using (var db = test.Open())
        {
            var luis = await db.Enrollments.Where(e => db.People.Any(p => p.Id == e.PersonId && p.GivenName == "Luis")).Select(e => e.Id).SingleAsync();
            (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [luis], Decision.Withdraw, "moved away")).Ok.ShouldBeTrue();
        }
        (await SentAsync(test)).Select(l => l.Subject).ShouldBe(["Academy: ya no está en la lista"]);

        // One that closes while its mails wait.
        var late = await WindowAsync(test, WindowKind.FollowUp, now, null);
        (await test.Get<SurveyMailService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(1);
        await using (var db = test.Open()) await db.SurveyWindows.Where(w => w.Id == late.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ClosesAt, now));
        (await SentAsync(test)).ShouldBeEmpty();
    }
}
