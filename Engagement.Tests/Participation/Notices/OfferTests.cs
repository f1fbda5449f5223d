using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation.Notices;

public class OfferTests : NoticeScene
{
    private static string Token(Postbox.Letter letter) => Regex.Match(letter.Plain, "/offer/([A-Za-z0-9_-]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    /// <summary>One seat, taken by Ana; Bob, Cat and Kim (who has no address) wait; Ana leaves.</summary>
    private async Task<(TestDb Test, Postbox.Letter Offer)> OfferedAsync(DatabaseProvider provider)
    {
        var test = await StartAsync(provider);
        await using (var db = test.Open())
            await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Capacity, 1).SetProperty(c => c.Waitlist, WaitlistRule.Offer).SetProperty(c => c.OfferHours, 20));
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Kim", null), Somebody("Bob", "bob@example.org"), Somebody("Cat", "cat@example.org"));
        await SentAsync(test);
        await using var look = test.Open();
        var first = await look.Enrollments.SingleAsync(e => e.Seat != null);
        (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [first.Id], Decision.Withdraw, "moved away")).OrThrow().Promoted.ShouldBe(0);
        return (test, (await SentAsync(test)).Single(l => l.To != "ana@example.org"));
    }

    private static async Task<Dictionary<string, Stage>> StagesAsync(TestDb test)
    {
        await using var db = test.Open();
        return await db.Enrollments.Join(db.People, e => e.PersonId, p => p.Id, (e, p) => new { p.GivenName, e.Stage }).ToDictionaryAsync(x => x.GivenName, x => x.Stage);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_Offer_TakesTheSeatOnce(DatabaseProvider provider)
    {
        var (test, offer) = await OfferedAsync(provider);
        await using var owned = test;
        (offer.To, offer.Subject).ShouldBe(("bob@example.org", "Academy: a seat is free"));
        offer.Plain.ShouldContain("held for Bob until Tuesday, March 3, 2026 6:00 AM");
        var service = test.Get<OfferService>();
        (await service.FindAsync(Token(offer))).OrThrow().ShouldSatisfyAllConditions(v => v.Answer.ShouldBeNull(), v => v.Sessions.Count.ShouldBe(3));
        (await StagesAsync(test))["Bob"].ShouldBe(Stage.Waitlisted, "looking changes nothing");
        // The held seat is nobody else's.
        await using (var db = test.Open())
        {
            var cat = await db.Enrollments.Where(e => db.People.Any(p => p.Id == e.PersonId && p.GivenName == "Cat")).Select(e => e.Id).SingleAsync();
            (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [cat], Decision.Admit)).OrThrow().NoSeat.ShouldBe(1);
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => (await service.AnswerAsync(Token(offer), accept: true)).OrThrow())));
        answers.ShouldAllBe(a => a == OfferAnswer.Accepted);
        (await service.AnswerAsync(Token(offer), accept: false)).OrThrow().ShouldBe(OfferAnswer.Accepted, "the first answer counts");
        (await StagesAsync(test))["Bob"].ShouldBe(Stage.Enrolled);
        (await SentAsync(test)).Select(l => (l.To, l.Subject)).ShouldBe([("bob@example.org", "Academy: there is a seat")]);
        (await service.AnswerAsync("no-such-token-at-all", accept: true)).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Decline_Offer_GoesToTheNext(DatabaseProvider provider)
    {
        var (test, offer) = await OfferedAsync(provider);
        await using var owned = test;
        (await test.Get<OfferService>().AnswerAsync(Token(offer), accept: false)).OrThrow().ShouldBe(OfferAnswer.Declined);
        (await StagesAsync(test))["Bob"].ShouldBe(Stage.Withdrawn);
        (await SentAsync(test)).Select(l => (l.To, l.Subject)).ShouldBe([("cat@example.org", "Academy: a seat is free")]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_DeadlineOver_NextGetsItAndTheLateAnswerDoesNotCount(DatabaseProvider provider)
    {
        var (test, offer) = await OfferedAsync(provider);
        await using var owned = test;
        (await test.Get<OfferService>().RunAsync(TestDb.Coordinator)).OrThrow().ShouldBe(0);
        test.Clock.Advance(TimeSpan.FromHours(20));
        (await test.Get<OfferService>().AnswerAsync(Token(offer), accept: true)).OrThrow().ShouldBe(OfferAnswer.Lapsed);
        (await test.Get<OfferService>().RunAsync(TestDb.Coordinator)).OrThrow().ShouldBe(1);
        var next = (await SentAsync(test)).ShouldHaveSingleItem();
        (next.To, next.Plain.Contains("until Tuesday, March 3, 2026 6:00 PM", StringComparison.Ordinal)).ShouldBe(("cat@example.org", true), "never longer than until the session");
        (await test.Get<OfferService>().FindAsync(Token(offer))).OrThrow().Answer.ShouldBe(OfferAnswer.Lapsed);
        (await StagesAsync(test))["Bob"].ShouldBe(Stage.Waitlisted);
    }

    [Theory, OnSqlite]
    public async Task Decide_OnSomebodyWithAnOffer_EndsIt(DatabaseProvider provider)
    {
        var (test, offer) = await OfferedAsync(provider);
        await using var owned = test;
        await using var db = test.Open();
        var bob = await db.Enrollments.Where(e => db.People.Any(p => p.Id == e.PersonId && p.GivenName == "Bob")).Select(e => e.Id).SingleAsync();
        (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [bob], Decision.Admit)).OrThrow().Done.ShouldBe(1);
        (await test.Get<OfferService>().FindAsync(Token(offer))).OrThrow().Answer.ShouldBe(OfferAnswer.Withdrawn);
        (await Arrange.SeatsAsync(db, Cohort.Id)).ShouldBe([1]);
    }
}
