using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>The list of what can be asked of the city, as staff keep it.</summary>
public sealed class CatalogService(IDbContextFactory<EngagementDb> dbs)
{
    private const string What = "The service";

    /// <summary>A page of services, offered ones first, by group and name.</summary>
    public async Task<Result<Page<ServiceRow>>> ListAsync(Actor actor, PageRequest request)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var chosen = db.ServiceTypes.AsNoTracking().Matching(request.Search, s => s.Name, s => s.Code, s => s.Keywords, s => s.Group);
        var page = await chosen.OrderByDescending(s => s.Active).ThenByText(s => s.Group).ThenByText(s => s.Name).ThenBy(s => s.Id)
            .Skip(request.Skip).Take(request.Take).ToListAsync();
        var (ids, departments) = (page.ConvertAll(s => s.Id), await db.Departments.ToDictionaryAsync(d => d.Id, d => d.Name));
        var counts = await db.ServiceRequests.Where(r => ids.Contains(r.ServiceId)).GroupBy(r => r.ServiceId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return new Page<ServiceRow>(
            page.ConvertAll(s => new ServiceRow(s.Id, s.Code, s.Name, s.Group, departments[s.DepartmentId], s.TargetDays, s.Attributes.Count, s.Active, counts.GetValueOrDefault(s.Id))),
            await chosen.CountAsync());
    }

    /// <summary>Names of departments, to choose from.</summary>
    public async Task<Result<IReadOnlyList<string>>> DepartmentsAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Departments.Where(d => d.Active).OrderByText(d => d.Name).Select(d => d.Name).ToListAsync();
    }

    /// <summary>A service as its form shows it.</summary>
    public async Task<Result<ServiceInput>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is not { } service) return new NotFound(What);
        return ServiceInput.From(service, await db.Departments.Where(d => d.Id == service.DepartmentId).Select(d => d.Name).SingleAsync());
    }

    /// <summary>Makes a service and answers its id.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, ServiceInput input)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        var taken = new Invalid(nameof(input.Code), "Another service has this code.");
        var code = Text.Clean(input.Code)!;
        if (await db.ServiceTypes.Called(code, s => s.Code).AnyAsync()) return taken;
        var department = await DepartmentAsync(db, input.Department);
        var made = new ServiceType(code, "", department.Id);
        input.Fill(made, department.Id);
        db.Add(made);
        return await db.TrySaveAsync(What, taken) is { } error ? error : made.Id;
    }

    /// <summary>Changes a service; its code stays, because requests and other systems know it by that.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, ServiceInput input)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.ServiceTypes.SingleOrDefaultAsync(s => s.Id == id) is not { } service) return new NotFound(What);
        if (service.Version != input.Version) return new Stale(What);
        input.Fill(service, (await DepartmentAsync(db, input.Department)).Id);
        // Questions are stored apart for the change tracker; the service's version guards them too.
        db.Entry(service).Property(s => s.Version).IsModified = true;
        return await db.TrySaveAsync(What) is { } stale ? stale : Result.Success;
    }

    /// <summary>Deletes a service for which nothing was ever requested.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.ServiceTypes.SingleOrDefaultAsync(s => s.Id == id) is not { } service) return new NotFound(What);
        var used = new InUse(What, "requests");
        if (await db.ServiceRequests.AnyAsync(r => r.ServiceId == id)) return used;
        db.Remove(service);
        return await db.TrySaveAsync(What, used: used) is { } error ? error : Result.Success;
    }

    /// <summary>The department of a name or abbreviation, made where there is none; saved by the caller.</summary>
    internal static async Task<Department> DepartmentAsync(EngagementDb db, string? name)
    {
        var clean = Text.Clean(name)!;
        if ((db.Departments.Local.FirstOrDefault(d => string.Equals(d.Name, clean, StringComparison.OrdinalIgnoreCase))
            ?? await db.Departments.Called(clean, d => d.Name).FirstOrDefaultAsync() ?? await db.Departments.Called(clean, d => d.ShortName).FirstOrDefaultAsync()) is { } found) return found;
        var made = new Department(clean);
        db.Add(made);
        return made;
    }
}
