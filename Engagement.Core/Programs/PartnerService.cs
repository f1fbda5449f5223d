using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>Who gives sessions: departments of the city, and partners outside it.</summary>
public sealed class PartnerService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>A page of departments or of partners, active ones first.</summary>
    public async Task<Result<Page<PartnerRow>>> ListAsync(Actor actor, PartnerKind kind, PageRequest request)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var rows = kind == PartnerKind.Department
            ? db.Departments.Matching(request.Search, d => d.Name, d => d.ShortName)
                .OrderByDescending(d => d.Active).ThenByText(d => d.Name).ThenBy(d => d.Id)
                .Select(d => new PartnerRow(d.Id, d.Name, d.ShortName, d.Website, d.Active,
                    db.Presenters.Count(p => p.DepartmentId == d.Id), db.Sessions.Count(s => s.DepartmentId == d.Id)))
            : db.Partners.Matching(request.Search, p => p.Name, p => p.Description)
                .OrderByDescending(p => p.Active).ThenByText(p => p.Name).ThenBy(p => p.Id)
                .Select(p => new PartnerRow(p.Id, p.Name, p.Description, p.Website, p.Active,
                    db.Presenters.Count(x => x.PartnerId == p.Id), db.Sessions.Count(s => s.PartnerId == p.Id)));
        return await rows.PageAsync(request);
    }

    /// <summary>A department or partner as its form shows it.</summary>
    public async Task<Result<PartnerInput>> GetAsync(Actor actor, PartnerKind kind, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var input = kind == PartnerKind.Department
            ? await db.Departments.Where(d => d.Id == id)
                .Select(d => new PartnerInput { Version = d.Version, Name = d.Name, ShortName = d.ShortName, Website = d.Website, Active = d.Active }).FirstOrDefaultAsync()
            : await db.Partners.Where(p => p.Id == id)
                .Select(p => new PartnerInput { Version = p.Version, Name = p.Name, Description = p.Description, Website = p.Website, Active = p.Active }).FirstOrDefaultAsync();
        return input is not null ? input : new NotFound(What(kind));
    }

    /// <summary>Makes a department or partner and answers its id.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, PartnerKind kind, PartnerInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        Entity made = kind == PartnerKind.Department ? new Department("") : new Partner("");
        Fill(made, input);
        if (await TakenAsync(db, kind, made.Id, input) is { } taken) return taken;
        db.Add(made);
        return await db.TrySaveAsync(What(kind), Taken(kind)) is { } error ? error : made.Id;
    }

    /// <summary>Changes a department or partner.</summary>
    public async Task<Result> UpdateAsync(Actor actor, PartnerKind kind, Guid id, PartnerInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await FindAsync(db, kind, id) is not { } found) return new NotFound(What(kind));
        if (found.Version != input.Version) return new Stale(What(kind));
        Fill(found, input);
        if (await TakenAsync(db, kind, id, input) is { } taken) return taken;
        return await db.TrySaveAsync(What(kind), Taken(kind)) is { } error ? error : Result.Success;
    }

    /// <summary>Deletes a department or partner that no presenter and no session belongs to.</summary>
    public async Task<Result> DeleteAsync(Actor actor, PartnerKind kind, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await FindAsync(db, kind, id) is not { } found) return new NotFound(What(kind));
        var used = new InUse(What(kind), "presenters or sessions");
        if (await db.Presenters.AnyAsync(p => p.DepartmentId == id || p.PartnerId == id)
            || await db.Sessions.AnyAsync(s => s.DepartmentId == id || s.PartnerId == id)) return used;
        db.Remove(found);
        return await db.TrySaveAsync(What(kind), used: used) is { } error ? error : Result.Success;
    }

    private static string What(PartnerKind kind) => kind == PartnerKind.Department ? "The department" : "The partner";

    private static Invalid Taken(PartnerKind kind) => ProgramsMessages.Taken(kind == PartnerKind.Department ? "department" : "partner");

    private static async Task<Entity?> FindAsync(EngagementDb db, PartnerKind kind, Guid id) => kind == PartnerKind.Department
        ? await db.Departments.FirstOrDefaultAsync(d => d.Id == id)
        : await db.Partners.FirstOrDefaultAsync(p => p.Id == id);

    private static async Task<Error?> TakenAsync(EngagementDb db, PartnerKind kind, Guid id, PartnerInput input)
    {
        var taken = kind == PartnerKind.Department
            ? await db.Departments.Called(input.Name, d => d.Name).AnyAsync(d => d.Id != id)
            : await db.Partners.Called(input.Name, p => p.Name).AnyAsync(p => p.Id != id);
        return taken ? Taken(kind) : null;
    }

    private static void Fill(Entity entity, PartnerInput input)
    {
        var (name, website) = (Text.Clean(input.Name) ?? "", Text.Clean(input.Website));
        if (entity is Department d) (d.Name, d.ShortName, d.Website, d.Active) = (name, Text.Clean(input.ShortName), website, input.Active);
        if (entity is Partner p) (p.Name, p.Description, p.Website, p.Active) = (name, Text.Clean(input.Description), website, input.Active);
    }
}
