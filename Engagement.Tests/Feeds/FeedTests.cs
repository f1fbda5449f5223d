using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Feeds;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Feeds;

public class FeedTests
{
    private static readonly DateOnly Soon = new(2026, 3, 9);

    private static async Task<Cohort> PublishedAsync(TestDb test, string name, Action<Cohort>? more = null)
    {
        var cohort = await test.AddCohortAsync(name, sessionOn: Soon);
        await using var db = test.Open();
        var stored = await db.Cohorts.SingleAsync(c => c.Id == cohort.Id);
        stored.Status = CohortStatus.Published;
        more?.Invoke(stored);
        await db.SaveChangesAsync();
        return cohort;
    }

    private static async Task<FeedAddress> MakeAsync(TestDb test, FeedKind kind, Guid subject = default) => (await test.Get<FeedService>().RenewAsync(TestDb.Coordinator, kind, subject)).OrThrow();

    private static string Token(FeedAddress address) => address.Path["/calendar/".Length..^".ics".Length];

    private static async Task<string?[]> ReadAsync(TestDb test, FeedAddress address) =>
        [.. Ical.Net.Calendar.Load((await test.Get<FeedFileService>().ReadAsync(Token(address))).OrThrow().Text)!.Events.Select(e => e.Uid).Order(StringComparer.Ordinal)];

    private static string Uid(Session session) => $"{session.Id:n}@engagement";

    [Theory, OnSqlite, OnPostgres]
    public async Task Read_EachKind_HoldsItsOwnSessions(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (site, presenter) = (new Site("Library"), new Presenter("Pat Presenter"));
        await test.AddAsync(site, presenter);
        var (one, two, draft) = (await PublishedAsync(test, "One", c => c.SiteId = site.Id), await PublishedAsync(test, "Two"), await test.AddCohortAsync("Draft", sessionOn: Soon));
        await using (var db = test.Open())
        {
            var session = await db.Sessions.Include(s => s.Presenters).SingleAsync(s => s.CohortId == two.Id);
            session.SetPresenters([await db.Presenters.SingleAsync()]);
            await db.SaveChangesAsync();
        }
        var (first, second) = (Uid(one.Sessions[0]), Uid(two.Sessions[0]));
        (await ReadAsync(test, await MakeAsync(test, FeedKind.Office))).ShouldBe([first, second], ignoreOrder: true, "a draft is nobody's business");
        (await ReadAsync(test, await MakeAsync(test, FeedKind.Cohort, two.Id))).ShouldBe([second]);
        (await ReadAsync(test, await MakeAsync(test, FeedKind.Site, site.Id))).ShouldBe([first]);
        (await ReadAsync(test, await MakeAsync(test, FeedKind.Presenter, presenter.Id))).ShouldBe([second]);
        (await ReadAsync(test, await MakeAsync(test, FeedKind.Cohort, draft.Id))).ShouldBeEmpty();
        (await test.Get<FeedService>().RenewAsync(TestDb.Coordinator, FeedKind.Site, one.Id)).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Read_Liaison_HoldsOwnCohortsAndRefreshersAsLongAsTheStanding(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await test.AddLiaisonAsync("Lia Ison");
        var (own, others, refresher) = (await PublishedAsync(test, "Own"), await PublishedAsync(test, "Others"), await PublishedAsync(test, "Refresher"));
        await using var db = test.Open();
        await db.Sessions.Where(s => s.CohortId == refresher.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Refresher, true));
        await test.EnrollAsync(own, liaison.PersonId, Stage.Enrolled, seat: 1);
        (await test.Get<FeedService>().MineAsync(liaison.Actor())).OrThrow().ShouldBeNull();
        var feed = (await test.Get<FeedService>().RenewMineAsync(liaison.Actor())).OrThrow();
        (await ReadAsync(test, feed)).ShouldBe([Uid(own.Sessions[0]), Uid(refresher.Sessions[0])], ignoreOrder: true);
        others.Sessions.ShouldNotBeEmpty();
        var text = (await test.Get<FeedFileService>().ReadAsync(Token(feed))).OrThrow().Text;
        text.ShouldNotContain("Ison");
        await db.Liaisons.ExecuteUpdateAsync(s => s.SetProperty(l => l.SuspendedAt, test.Now()));
        (await test.Get<FeedFileService>().ReadAsync(Token(feed))).Error.ShouldBeOfType<NotFound>("suspended");
        (await test.Get<FeedService>().MineAsync(TestDb.Coordinator)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<FeedService>().GetAsync(TestDb.Coordinator, FeedKind.Liaison, liaison.Id)).Error.ShouldBeOfType<Forbidden>("the address is the liaison's own");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Read_LaterAndMoved_TagChangesOnlyWithTheSessions(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var cohort = await PublishedAsync(test, "One");
        var feed = await MakeAsync(test, FeedKind.Cohort, cohort.Id);
        Task<Result<FeedFile>> Read() => test.Get<FeedFileService>().ReadAsync(Token(feed));
        var before = (await Read()).OrThrow();
        test.Clock.Advance(TimeSpan.FromHours(1));
        var later = (await Read()).OrThrow();
        (later.Tag == before.Tag, later.Text == before.Text).ShouldBe((true, false), "only the time of writing differs");
        await using (var db = test.Open())
        {
            (await db.Sessions.SingleAsync()).Move(Soon.AddDays(1), new TimeOnly(17, 0), 60);
            await db.SaveChangesAsync();
        }
        var moved = (await Read()).OrThrow();
        moved.Tag.ShouldNotBe(before.Tag);
        var entry = Ical.Net.Calendar.Load(moved.Text)!.Events.ShouldHaveSingleItem();
        (entry.Sequence, entry.Uid, entry.DtStart!.AsUtc).ShouldBe((1, Uid(cohort.Sessions[0]), new DateTime(2026, 3, 10, 21, 0, 0)));
        (await MakeAsync(test, FeedKind.Cohort, cohort.Id)).Path.ShouldNotBe(feed.Path);
        (await Read()).Error.ShouldBeOfType<NotFound>("the old address is dead");
    }

    [Theory, OnSqlite]
    public async Task Read_MoreSessions_SameNumberOfQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await PublishedAsync(test, "One");
        var feed = await MakeAsync(test, FeedKind.Office);
        await ReadAsync(test, feed);
        var one = await QueriesAsync();
        await PublishedAsync(test, "Two");
        await PublishedAsync(test, "Three");
        (await QueriesAsync()).ShouldBe(one);

        async Task<int> QueriesAsync()
        {
            test.Queries.Reset();
            await ReadAsync(test, feed);
            return test.Queries.Count;
        }
    }

    [Theory, OnSqlite]
    public async Task Announced_CohortOnline_HoldsNoLink(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var cohort = await PublishedAsync(test, "Open", c => c.EnrollmentOpens = new DateOnly(2026, 1, 1));
        await using (var db = test.Open()) await db.Sessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.OnlineLink, "https://meet.example.org/secret"));
        var file = (await test.Get<FeedFileService>().AnnouncedAsync(cohort.Id)).OrThrow();
        file.Text.ShouldContain("BEGIN:VEVENT");
        file.Text.ShouldNotContain("secret");
        var closed = await PublishedAsync(test, "Closed");
        (await test.Get<FeedFileService>().AnnouncedAsync(closed.Id)).Ok.ShouldBeFalse("it is not announced");
    }
}
