using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Programs;

public class DirectoryPartnerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task SaveAndDelete_BothKinds_FollowTheSameRules(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var partners = test.Get<PartnerService>();
        foreach (var kind in Enum.GetValues<PartnerKind>())
        {
            var id = (await partners.CreateAsync(TestDb.Coordinator, kind, new() { Name = "Streets", Website = "https://example.org" })).OrThrow();
            (await partners.CreateAsync(TestDb.Coordinator, kind, new() { Name = "STREETS" })).Error.ShouldBeOfType<Invalid>();
            (await partners.CreateAsync(TestDb.Coordinator, kind, new() { Name = "X", Website = "javascript:alert(1)" })).Error.ShouldBeOfType<Invalid>();
            var input = (await partners.GetAsync(TestDb.Coordinator, kind, id)).OrThrow();
            input.Active = false;
            (await partners.UpdateAsync(TestDb.Coordinator, kind, id, input)).Ok.ShouldBeTrue();
            (await partners.UpdateAsync(TestDb.Coordinator, kind, id, input)).Error.ShouldBeOfType<Stale>();
            (await partners.ListAsync(TestDb.Leader, kind, new(Search: "str"))).OrThrow().Items.Single().Active.ShouldBeFalse();
            var presenter = new Presenter("Ada Byron");
            await test.AddAsync(presenter);
            var chosen = new PresenterInput { Version = 1, Name = "Ada Byron", DepartmentId = kind == PartnerKind.Department ? id : null, PartnerId = kind == PartnerKind.Partner ? id : null };
            (await test.Get<PresenterService>().UpdateAsync(TestDb.Coordinator, presenter.Id, chosen)).Ok.ShouldBeTrue();
            (await partners.DeleteAsync(TestDb.Coordinator, kind, id)).Error.ShouldBeOfType<InUse>();
            (await test.Get<PresenterService>().DeleteAsync(TestDb.Coordinator, presenter.Id)).Ok.ShouldBeTrue();
            (await partners.DeleteAsync(TestDb.Coordinator, kind, id)).Ok.ShouldBeTrue();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_ByClearance_ShowsTheirStateInTwoQueriesMore(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var presenters = test.Get<PresenterService>();
        var streets = new Department("Streets Department");
        await test.AddAsync(streets);
        var counts = new List<int>();
        foreach (var (name, expires) in ((string, DateOnly?)[])[("Ana", null), ("Bo", new(2026, 3, 1)), ("Cy", new(2026, 3, 20)), ("Di", new(2027, 1, 1))])
        {
            (await presenters.CreateAsync(TestDb.Coordinator, new() { Name = name, ClearanceExpires = expires, DepartmentId = streets.Id })).Ok.ShouldBeTrue();
            test.Queries.Reset();
            (await presenters.ListAsync(TestDb.Coordinator, new(Search: "streets"))).Ok.ShouldBeTrue();
            counts.Add(test.Queries.Count);
        }
        counts.Distinct().ShouldBe([3]);
        foreach (var clearance in Enum.GetValues<Clearance>())
        {
            var row = (await presenters.ListAsync(TestDb.Coordinator, new(), clearance)).OrThrow().Items.Single();
            (row.Clearance, row.From).ShouldBe((clearance, "Streets Department"));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Delete_PlannedPresenter_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var presenter = new Presenter("Ada Byron");
        var program = new Program("Academy", "academy");
        var cohort = new Cohort(program.Id, "Fall") { StartDate = new(2026, 3, 5) };
        cohort.AddSession(new(2026, 3, 5)).SetPresenters([presenter]);
        await test.AddAsync(program, presenter, cohort);
        (await test.Get<PresenterService>().DeleteAsync(TestDb.Coordinator, presenter.Id)).Error.ShouldBeOfType<InUse>();
        (await test.Get<PresenterService>().CreateAsync(TestDb.Coordinator, new() { Name = "X", DepartmentId = Guid.NewGuid() })).Error.ShouldBeOfType<NotFound>();
    }
}
