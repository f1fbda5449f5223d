using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class CredentialTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Session_OfALiaison_FollowsTheStanding(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await test.AddLiaisonAsync("Ana Byron", more: l => l.AcceptConduct(1, DateTime.UtcNow));
        var (sessions, liaisons, user) = (test.Get<UserSessionService>(), test.Get<LiaisonService>(), liaison.UserId!.Value);
        var session = (await sessions.StartAsync(liaison.Actor(), "Phone", strong: false)).OrThrow();
        (await sessions.FindLiveAsync(session))!.Hold.ShouldBe(Hold.None);

        (await liaisons.SuspendAsync(TestDb.Coordinator, liaison.Id, "why")).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldBeNull("suspension ends sessions");
        (await sessions.MaySignInAsync(user)).ShouldBeFalse();
        (await liaisons.ReinstateAsync(TestDb.Coordinator, liaison.Id)).Ok.ShouldBeTrue();
        (await sessions.MaySignInAsync(user)).ShouldBeTrue();

        session = (await sessions.StartAsync(liaison.Actor(), "Phone", strong: false)).OrThrow();
        await SetAsync(test, liaison, l => l.ExpiresOn = LiaisonData.Today.AddDays(-1));
        (await sessions.FindLiveAsync(session))!.Hold.ShouldBe(Hold.Ended);
        (await sessions.MaySignInAsync(user)).ShouldBeTrue("who has run out may read how to renew");
        await SetAsync(test, liaison, l => l.ExpiresOn = null);

        (await liaisons.ResignAsync(TestDb.Coordinator, liaison.Id)).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldBeNull();
        (await sessions.MaySignInAsync(user)).ShouldBeFalse();
        (await liaisons.GetAsync(TestDb.Coordinator, liaison.Id)).OrThrow().Name.ShouldBe("Ana Byron", "nothing of the record is hidden");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Role_WithoutAStanding_CountsForNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await test.AddLiaisonAsync("Ana Byron");
        await using var db = test.Open();
        await db.Liaisons.ExecuteUpdateAsync(s => s.SetProperty(l => l.UserId, (Guid?)null));
        (await test.Get<UserSessionService>().MaySignInAsync(liaison.UserId!.Value)).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Conduct_EveryVersion_IsAskedOnceBeforeAnythingElse(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await test.AddLiaisonAsync("Ana Byron");
        var (conduct, sessions, me) = (test.Get<ConductService>(), test.Get<UserSessionService>(), liaison.Actor());
        var session = (await sessions.StartAsync(me, "Phone", strong: false)).OrThrow();
        (await sessions.FindLiveAsync(session))!.Hold.ShouldBe(Hold.Conduct);
        var first = (await conduct.CurrentAsync(me, "es")).OrThrow();
        (first.Number, first.Language, first.Accepted, first.Body.Contains("911", StringComparison.Ordinal)).ShouldBe((1, "es", false, true));
        (await conduct.CurrentAsync(me, "fr")).OrThrow().Language.ShouldBe("en");
        (await conduct.AcceptAsync(me, 1)).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session))!.Hold.ShouldBe(Hold.None);

        (await conduct.AddAsync(TestDb.Leader, "new", "nuevo")).Error.ShouldBeOfType<Forbidden>();
        (await conduct.AddAsync(TestDb.Coordinator, "new", null)).Error.ShouldBeOfType<Invalid>();
        (await conduct.AddAsync(TestDb.Coordinator, "Be kind", "Sea amable")).OrThrow().ShouldBe(2);
        (await sessions.FindLiveAsync(session))!.Hold.ShouldBe(Hold.Conduct);
        (await conduct.AcceptAsync(me, 1)).Error.ShouldBeOfType<Stale>("only the version in force counts");
        (await conduct.AcceptAsync(me, 2)).Ok.ShouldBeTrue();
        var versions = (await conduct.ListAsync(TestDb.Coordinator)).OrThrow();
        versions.Select(v => (v.Number, v.Accepted, v.Texts.Count)).ShouldBe([(2, 1, 2), (1, 0, 2)]);
        versions[1].Texts[0].Body.ShouldContain("911", Case.Sensitive, "the first version stays readable");
        (await conduct.CurrentAsync(TestDb.Coordinator, "en")).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task MyLiaison_AnAccount_SeesTheOwnStandingOnly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Byron", areas: ["19125", "Fishtown"]), await test.AddLiaisonAsync("Bo Clark"));
        var mine = (await test.Get<MyLiaisonService>().GetAsync(ana.Actor())).OrThrow();
        (mine.Id, mine.Name, mine.Standing, mine.EndsSoon).ShouldBe((ana.Id, "Ana Byron", Standing.Active, false));
        mine.Areas.ShouldBe(["Fishtown", "19125"]);
        (await test.Get<MyLiaisonService>().GetAsync(TestDb.Coordinator)).Error.ShouldBeOfType<Forbidden>();
        // Nothing about others, not even by id.
        var me = ana.Actor();
        (await test.Get<LiaisonService>().GetAsync(me, bo.Id)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<Engagement.Core.Reports.LiaisonRollService>().FiguresAsync(me, bo.Id)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<Engagement.Core.Certificates.LiaisonPrintService>().OneAsync(me, ana.Id)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<Engagement.Core.Certificates.LiaisonPrintService>().MineAsync(me)).Ok.ShouldBeTrue();
    }

    private static async Task SetAsync(TestDb test, Liaison liaison, Action<Liaison> change)
    {
        await using var db = test.Open();
        change(await db.Liaisons.SingleAsync(l => l.Id == liaison.Id));
        await db.SaveChangesAsync();
    }
}
