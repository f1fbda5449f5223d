using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Reports;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class RollServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task List_WithFigures_TakesTheSameQueriesWhateverTheRows(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var ana = await test.AddLiaisonAsync("Ana Byron", areas: ["19125", "Fishtown"]);
        await test.AddRequestsAsync(ana, 10, RequestStatus.Done, RequestStatus.Received, RequestStatus.Done, RequestStatus.NotForCity);
        test.Queries.Reset();
        var row = (await ListAsync(test)).Items.Single();
        var one = test.Queries.Count;
        (row.Name, row.Number, row.Standing, row.Requests, row.Done, row.LastActiveAt).ShouldBe(("Ana Byron", ana.Number, Standing.Active, 4, 2, test.Now().AddDays(-10)));
        row.Areas.ShouldBe(["Fishtown", "19125"]);
        await test.AddLiaisonAsync("Bo Clark", account: false);
        await test.AddRequestsAsync(await test.AddLiaisonAsync("Cy Diaz"), 1, RequestStatus.InProgress);
        test.Queries.Reset();
        (await ListAsync(test)).Items.Select(r => r.Name).ShouldBe(["Ana Byron", "Bo Clark", "Cy Diaz"]);
        test.Queries.Count.ShouldBe(one);
        (await ListAsync(test, sort: "requests")).Items[0].Name.ShouldBe("Ana Byron");
        (await ListAsync(test, search: "bo")).Items.Single().Name.ShouldBe("Bo Clark");
        (await ListAsync(test, search: ana.Number.ToLowerInvariant())).Items.Single().Name.ShouldBe("Ana Byron");
        (await ListAsync(test, new RollFilter(Area: "Fishtown"))).Items.Single().Name.ShouldBe("Ana Byron");
        (await ListAsync(test, new RollFilter(Standing.Invited))).Items.Single().Name.ShouldBe("Bo Clark");
        (await test.Get<LiaisonRollService>().FiguresAsync(TestDb.Coordinator, ana.Id)).OrThrow().ShouldBe(new LiaisonFigures(4, 1, 2, 1, test.Now().AddDays(-10)));
        (await test.Get<LiaisonRollService>().MineAsync(ana.Actor())).OrThrow().Requests.ShouldBe(4);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dormant_NeitherSignedInNorEntered_IsListedAndNudged(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (quiet, enters, signs) = (await test.AddLiaisonAsync("Quiet One"), await test.AddLiaisonAsync("Enters Some"), await test.AddLiaisonAsync("Signs In"));
        await test.AddLiaisonAsync("No Account", account: false);
        await test.AddLiaisonAsync("New Here", more: l => { });
        await test.AddLiaisonAsync("Is Suspended", more: l => l.Suspend("why", test.Now()));
        await test.AddRequestsAsync(enters, 20, RequestStatus.Received);
        await test.AddRequestsAsync(quiet, 200, RequestStatus.Received);
        await using var db = test.Open();
        await db.Users.Where(u => u.Id == signs.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.LastSignInAt, test.Now().AddDays(-5)));
        await db.Liaisons.Where(l => db.People.Any(p => p.Id == l.PersonId && p.GivenName == "New")).ExecuteUpdateAsync(s => s.SetProperty(l => l.ActivatedAt, test.Now().AddDays(-3)));

        (await ListAsync(test, new RollFilter(Show: RollShow.Dormant))).Items.Select(r => r.Name).ShouldBe(["Quiet One"]);
        (await ListAsync(test, new RollFilter(Show: RollShow.Dormant, Days: 10))).Items.Select(r => r.Name).ShouldBe(["Quiet One", "Enters Some"], ignoreOrder: true);
        (await test.Get<LiaisonRollService>().SumAsync(TestDb.Coordinator)).OrThrow().ShouldSatisfyAllConditions(s => s.Dormant.ShouldBe(1), s => s.NotInvited.ShouldBe(1), s => s.All.ShouldBe(6), s => s.Standings[Standing.Suspended].ShouldBe(1));
        (await test.Get<LiaisonService>().NudgedAsync(TestDb.Coordinator, [quiet.Id])).OrThrow().ShouldBe(1);
        (await ListAsync(test, new RollFilter(Show: RollShow.Dormant))).Items.Single().NudgedAt.ShouldBe(test.Now());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Csv_Roll_IsDefusedAndForThoseWithTheRight(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddLiaisonAsync("Ana Byron", account: false, person: p => (p.GivenName, p.Phone) = ("=cmd", "+1 215"));
        await test.AddLiaisonAsync("Bo Clark", more: l => l.Resign(test.Now()));
        var roll = test.Get<LiaisonRollService>();
        var csv = Encoding.UTF8.GetString((await roll.CsvAsync(TestDb.Coordinator, new RollFilter(Standing.Invited), null)).OrThrow());
        csv.Split("\r\n").Length.ShouldBe(3);
        csv.ShouldContain("\"'=cmd Byron\",\"'+1 215\",\"Invited\",\"2025-03-02\",\"2027-03-02\"");
        (await roll.CsvAsync(TestDb.Leader, new RollFilter(), null)).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Coverage_WithBoundaries_ShowsWhereNobodyIs(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddLiaisonAsync("Ana Byron", areas: ["Area 0-0", "19125"]);
        await test.AddLiaisonAsync("Bo Clark", areas: ["Area 0-0", "Old Name"]);
        await test.AddLiaisonAsync("Cy Diaz", account: false, areas: ["Area 0-1"]);
        await test.AddLiaisonAsync("Di Evans");
        await test.AddLiaisonAsync("Ed Fox", areas: ["Area 1-1"], more: l => l.Resign(test.Now()));
        var service = test.Get<CoverageService>();
        var bare = (await service.ShowAsync(TestDb.Leader)).OrThrow();
        (bare.Map, bare.Active, bare.Nowhere, bare.Gaps).ShouldBe((null, 3, 1, 1), "without boundaries only what somebody serves is known");
        (await test.Get<AreaService>().UseAsync(TestDb.Admin, AreaTests.Upload(2), "name", "Somebody")).OrThrow();
        var coverage = (await service.ShowAsync(TestDb.Coordinator)).OrThrow();
        coverage.Neighborhoods.ShouldBe([new("Area 0-0", 2, 0, true), new("Area 0-1", 0, 1, true), new("Area 1-0", 0, 0, true), new("Area 1-1", 0, 0, true), new("Old Name", 1, 0, false)]);
        coverage.Zips.ShouldBe([new("19125", 1, 0, true)]);
        (coverage.Gaps, coverage.KnownCount).ShouldBe((3, 4));
        (await service.ShowAsync((await test.AddLiaisonAsync("Flo Gray")).Actor())).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Milestones_TheHighestOfEachKind_UntilThanked(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var ana = await test.AddLiaisonAsync("Ana Byron", more: l => l.Since = new DateOnly(2020, 1, 1));
        await test.AddRequestsAsync(ana, 10, [.. Enumerable.Repeat(RequestStatus.Done, 12)]);
        await test.AddLiaisonAsync("Bo Clark", more: l => l.Since = LiaisonData.Today.AddMonths(-3));
        await test.AddLiaisonAsync("Cy Diaz", more: l => l.Resign(test.Now()));
        var milestones = test.Get<MilestoneService>();
        var open = (await milestones.OpenAsync(TestDb.Coordinator, new())).OrThrow();
        open.Items.Select(m => (m.Name, m.Kind, m.Count, m.Value)).ShouldBe([("Ana Byron", MilestoneKind.Requests, 10, 12), ("Ana Byron", MilestoneKind.Years, 5, 6)]);
        Encoding.UTF8.GetString((await milestones.CsvAsync(TestDb.Coordinator)).OrThrow()).ShouldContain("\"5 years of service\"");
        (await milestones.ThankAsync(TestDb.Coordinator, [], "x")).Error.ShouldBeOfType<Invalid>();
        (await milestones.ThankAsync(TestDb.Coordinator, [ana.Id], "Called her")).OrThrow().ShouldBe(2);
        (await milestones.OpenAsync(TestDb.Coordinator, new())).OrThrow().Total.ShouldBe(0);
        (await milestones.ThankAsync(TestDb.Coordinator, [ana.Id], "again")).OrThrow().ShouldBe(0, "once for each");
        var given = (await milestones.GivenAsync(TestDb.Coordinator, ana.Id, new())).OrThrow();
        given.Items.Select(g => (g.Kind, g.Count, g.Note)).ShouldBe([(MilestoneKind.Requests, 10, "Called her"), (MilestoneKind.Years, 5, "Called her")], ignoreOrder: true);
        await test.AddRequestsAsync(ana, 1, [.. Enumerable.Repeat(RequestStatus.Received, 40)]);
        (await milestones.OpenAsync(TestDb.Coordinator, new())).OrThrow().Items.Single().Count.ShouldBe(50);
    }

    private static async Task<Page<RollRow>> ListAsync(TestDb test, RollFilter? filter = null, string? search = null, string? sort = null) =>
        (await test.Get<LiaisonRollService>().ListAsync(TestDb.Coordinator, filter ?? new RollFilter(), new PageRequest(Search: search, Sort: sort))).OrThrow();
}
