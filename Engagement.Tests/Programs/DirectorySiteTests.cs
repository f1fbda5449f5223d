using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Programs;

public class DirectorySiteTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Update_Rooms_AreAddedChangedAndRemoved(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var sites = test.Get<SiteService>();
        var id = (await sites.CreateAsync(TestDb.Coordinator, new() { Name = "Penn Treaty School", Computers = 4, Rooms = [new() { Name = "101", Capacity = 20 }, new() { Name = "102", Capacity = 15 }] })).OrThrow();
        var input = (await sites.GetAsync(TestDb.Coordinator, id)).OrThrow();
        input.Rooms[0].Capacity = 22;
        input.Rooms.RemoveAt(1);
        input.Rooms.Add(new() { Name = "Library", Capacity = 40 });
        (await sites.UpdateAsync(TestDb.Coordinator, id, input)).Ok.ShouldBeTrue();
        var again = (await sites.GetAsync(TestDb.Coordinator, id)).OrThrow();
        again.Rooms.Select(r => (r.Name, r.Capacity)).ShouldBe([("101", 22), ("Library", 40)]);
        again.Version.ShouldBe(2);
        (await sites.UpdateAsync(TestDb.Coordinator, id, input)).Error.ShouldBeOfType<Stale>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Update_RemovingAUsedRoom_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var sites = test.Get<SiteService>();
        var id = (await sites.CreateAsync(TestDb.Coordinator, new() { Name = "School", Rooms = [new() { Name = "101", Capacity = 20 }] })).OrThrow();
        var input = (await sites.GetAsync(TestDb.Coordinator, id)).OrThrow();
        var program = new Program("Academy", "academy");
        await test.AddAsync(program, new Cohort(program.Id, "Fall") { SiteId = id, RoomId = input.Rooms[0].Id });
        input.Rooms.Clear();
        (await sites.UpdateAsync(TestDb.Coordinator, id, input)).Error.ShouldNotBeNull().Message.ShouldContain("The room 101 is used");
        (await sites.DeleteAsync(TestDb.Coordinator, id)).Error.ShouldBeOfType<InUse>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Create_SameName_IsRefusedWhateverTheCase(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var sites = test.Get<SiteService>();
        (await sites.CreateAsync(TestDb.Coordinator, new() { Name = "City Hall" })).Ok.ShouldBeTrue();
        (await sites.CreateAsync(TestDb.Coordinator, new() { Name = "city  hall" })).Error.ShouldBeOfType<Invalid>();
        var twice = new SiteInput { Name = "Other", Rooms = [new() { Name = "A" }, new() { Name = "a " }] };
        (await sites.CreateAsync(TestDb.Coordinator, twice)).Error.ShouldBeOfType<Invalid>().Problems[0].Field.ShouldBe("Rooms[1].Name");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneOrThreeSites_TakesTheSameQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var sites = test.Get<SiteService>();
        var counts = new List<int>();
        foreach (var name in (string[])["One 100%", "Two_rooms", "three"])
        {
            (await sites.CreateAsync(TestDb.Coordinator, new() { Name = name, Rooms = [new() { Name = "A", Capacity = 10 }, new() { Name = "B", Capacity = 5 }] })).Ok.ShouldBeTrue();
            test.Queries.Reset();
            (await sites.ListAsync(TestDb.Leader, new())).OrThrow().Items[0].Seats.ShouldBe(15);
            counts.Add(test.Queries.Count);
        }
        counts.ShouldBe([2, 2, 2]);
        (await sites.ListAsync(TestDb.Leader, new(Search: "THREE"))).OrThrow().Items.Single().Name.ShouldBe("three");
        (await sites.ListAsync(TestDb.Leader, new(Search: "100%"))).OrThrow().Total.ShouldBe(1);
        (await sites.ListAsync(TestDb.Leader, new(Search: "%"))).OrThrow().Total.ShouldBe(1);
        (await sites.ListAsync(TestDb.Leader, new(Skip: 1, Take: 1))).OrThrow().Items.Single().Name.ShouldBe("three");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AddHolidays_Twice_AddsThemOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var closures = test.Get<ClosureService>();
        var proposed = (await closures.ProposeHolidaysAsync(TestDb.Coordinator)).OrThrow();
        // Today is 2026-03-02: three holidays of 2026 are over, New Year's Day 2029 is observed on a Monday of its own year.
        proposed.Count.ShouldBe(30);
        var days = proposed.Select(h => h.From).ToList();
        (await closures.AddHolidaysAsync(TestDb.Coordinator, days)).OrThrow().ShouldBe(30);
        (await closures.AddHolidaysAsync(TestDb.Coordinator, days)).OrThrow().ShouldBe(0);
        (await closures.ListAsync(TestDb.Leader, new(Search: "juneteenth"))).OrThrow().Total.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Closure_OfASite_IsListedChangedAndRemoved(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (sites, closures) = (test.Get<SiteService>(), test.Get<ClosureService>());
        var site = (await sites.CreateAsync(TestDb.Coordinator, new() { Name = "School" })).OrThrow();
        var id = (await closures.CreateAsync(TestDb.Coordinator, new() { SiteId = site, From = new(2026, 4, 1), Reason = "Spring break" })).OrThrow();
        (await closures.CreateAsync(TestDb.Coordinator, new() { From = new(2026, 4, 3), To = new(2026, 4, 1), Reason = "" })).Error.ShouldBeOfType<Invalid>().Problems.Count.ShouldBe(2);
        (await closures.CreateAsync(TestDb.Coordinator, new() { From = DateOnly.MaxValue, To = DateOnly.MaxValue, Reason = "For ever" })).Error.ShouldBeOfType<Invalid>();
        var change = new ClosureInput { Version = 1, From = new(2026, 4, 1), To = new(2026, 4, 5), Reason = "Spring break" };
        (await closures.UpdateAsync(TestDb.Coordinator, id, change)).Ok.ShouldBeTrue();
        (await closures.UpdateAsync(TestDb.Coordinator, id, change)).Error.ShouldBeOfType<Stale>();
        var row = (await closures.ListAsync(TestDb.Leader, new(), site)).OrThrow().Items.Single();
        (row.Site, row.To, row.Version).ShouldBe(("School", new DateOnly(2026, 4, 5), 2));
        (await closures.ListAsync(TestDb.Leader, new(), past: true)).OrThrow().Total.ShouldBe(0);
        (await closures.DeleteAsync(TestDb.Coordinator, id)).Ok.ShouldBeTrue();
    }
}
