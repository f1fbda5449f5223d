using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Program = Engagement.Core.Programs.Program;

namespace Engagement.Tests.Programs;

/// <summary>Makes programs, sites and cohorts for tests.</summary>
internal static class Planner
{
    /// <summary>The first Thursday after the test clock's start.</summary>
    public static readonly DateOnly Thursday = new(2026, 3, 5);

    public static async Task<Program> ProgramAsync(this TestDb test, string name = "Citizens Engagement Academy", bool forMinors = false)
    {
        var program = new Program(name, $"p{Guid.NewGuid():n}");
        await test.SaveAsync(program, (nameof(Program.ForMinors), forMinors));
        return program;
    }

    public static async Task<Site> SiteAsync(this TestDb test, string name = "Penn Treaty School", params string[] rooms)
    {
        var site = new Site(name);
        foreach (var room in rooms) site.AddRoom(room, 30);
        await test.AddAsync(site);
        return site;
    }

    public static async Task<Presenter> PresenterAsync(this TestDb test, string name = "Pat Presenter", DateOnly? clearance = null)
    {
        var presenter = new Presenter(name);
        await test.SaveAsync(presenter, (nameof(Presenter.ClearanceExpires), clearance));
        return presenter;
    }

    /// <summary>A form for eight Thursdays at 6 PM.</summary>
    public static CohortInput Input(Program program, string name = "Academy, spring 2026") => new()
    {
        ProgramId = program.Id,
        Name = name,
        Weekdays = Weekdays.Thursday,
        StartDate = Thursday,
        Sessions = 8,
        Capacity = 20,
    };

    public static async Task<CohortView> CohortAsync(this TestDb test, CohortInput input)
    {
        var id = (await test.Get<CohortService>().CreateAsync(TestDb.Coordinator, input)).OrThrow();
        return await test.ViewAsync(id);
    }

    public static async Task<CohortView> ViewAsync(this TestDb test, Guid id) =>
        (await test.Get<CohortService>().GetAsync(TestDb.Coordinator, id)).OrThrow();

    /// <summary>Saves an entity with values that only its own room may set.</summary>
    public static async Task SaveAsync(this TestDb test, object entity, params (string Property, object? Value)[] values)
    {
        await using var db = test.Open();
        db.Add(entity);
        foreach (var (property, value) in values) db.Entry(entity).Property(property).CurrentValue = value;
        await db.SaveChangesAsync();
    }
}
