using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>The places where sessions are held, with their rooms.</summary>
public sealed class SiteService(IDbContextFactory<EngagementDb> dbs)
{
    private const string What = "The site";

    /// <summary>A page of sites, active ones first.</summary>
    public async Task<Result<Page<SiteRow>>> ListAsync(Actor actor, PageRequest request)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Sites.Matching(request.Search, s => s.Name, s => s.Address, s => s.Neighborhood, s => s.Zip)
            .OrderByDescending(s => s.Active).ThenByText(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new SiteRow(s.Id, s.Name, s.Address, s.Neighborhood, s.Rooms.Count, s.Rooms.Sum(r => r.Capacity), s.Computers, s.Active,
                db.Cohorts.Count(c => c.SiteId == s.Id)))
            .PageAsync(request);
    }

    /// <summary>A site as its form shows it.</summary>
    public async Task<Result<SiteInput>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Sites.AsNoTracking().Include(s => s.Rooms).FirstOrDefaultAsync(s => s.Id == id) is { } site ? Filled(site) : new NotFound(What);
    }

    /// <summary>Makes a site and answers its id.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, SiteInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        var site = new Site("");
        Fill(site, input);
        if (await TakenAsync(db, site)) return ProgramsMessages.Taken("site");
        foreach (var room in input.Rooms) site.AddRoom(Text.Clean(room.Name)!, room.Capacity!.Value);
        db.Add(site);
        return await db.TrySaveAsync(What, ProgramsMessages.Taken("site")) is { } error ? error : site.Id;
    }

    /// <summary>Changes a site and its rooms; a room that a cohort or session needs can't be removed.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, SiteInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Sites.Include(s => s.Rooms).FirstOrDefaultAsync(s => s.Id == id) is not { } site) return new NotFound(What);
        if (site.Version != input.Version) return new Stale(What);
        Fill(site, input);
        if (await TakenAsync(db, site)) return ProgramsMessages.Taken("site");
        if (await FillRoomsAsync(db, site, input) is { } used) return used;
        // So that a change of rooms alone raises the site's version too.
        db.Entry(site).State = EntityState.Modified;
        return await db.TrySaveAsync(What, ProgramsMessages.Taken("site"), new InUse("A room that you removed", "cohorts or sessions")) is { } error ? error : Result.Success;
    }

    /// <summary>Deletes a site that no cohort or session needs, with its rooms and closures.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Sites.FirstOrDefaultAsync(s => s.Id == id) is not { } site) return new NotFound(What);
        var used = new InUse(What, "cohorts or sessions");
        if (await db.Cohorts.AnyAsync(c => c.SiteId == id) || await db.Sessions.AnyAsync(s => s.SiteId == id)) return used;
        db.Remove(site);
        return await db.TrySaveAsync(What, used: used) is { } error ? error : Result.Success;
    }

    private static Task<bool> TakenAsync(EngagementDb db, Site site) => db.Sites.Called(site.Name, s => s.Name).AnyAsync(s => s.Id != site.Id);

    private static async Task<Error?> FillRoomsAsync(EngagementDb db, Site site, SiteInput input)
    {
        var gone = site.Rooms.Where(r => input.Rooms.All(i => i.Id != r.Id)).ToList();
        var goneIds = gone.ConvertAll(r => r.Id);
        var needed = goneIds.Count == 0 ? null : await db.Rooms
            .Where(r => goneIds.Contains(r.Id) && (db.Cohorts.Any(c => c.RoomId == r.Id) || db.Sessions.Any(s => s.RoomId == r.Id)))
            .Select(r => r.Name).FirstOrDefaultAsync();
        if (needed is not null) return new Invalid("", $"The room {needed} is used by cohorts or sessions and can't be removed. Move them to another room first.");
        foreach (var room in input.Rooms)
        {
            if (site.Rooms.FirstOrDefault(r => r.Id == room.Id) is { } known) (known.Name, known.Capacity) = (Text.Clean(room.Name)!, room.Capacity!.Value);
            else db.Add(site.AddRoom(Text.Clean(room.Name)!, room.Capacity!.Value));
        }
        db.RemoveRange(gone);
        return null;
    }

    private static SiteInput Filled(Site s) => new()
    {
        Version = s.Version,
        Name = s.Name,
        Address = s.Address,
        Neighborhood = s.Neighborhood,
        Zip = s.Zip,
        ContactName = s.ContactName,
        ContactEmail = s.ContactEmail,
        ContactPhone = s.ContactPhone,
        Computers = s.Computers,
        Notes = s.Notes,
        Active = s.Active,
        Rooms = [.. s.Rooms.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Select(r => new RoomInput { Id = r.Id, Name = r.Name, Capacity = r.Capacity })],
    };

    private static void Fill(Site s, SiteInput input)
    {
        (s.Name, s.Address, s.Neighborhood, s.Zip) = (Text.Clean(input.Name) ?? "", Text.Clean(input.Address), Text.Clean(input.Neighborhood), Text.Clean(input.Zip));
        (s.ContactName, s.ContactEmail, s.ContactPhone) = (Text.Clean(input.ContactName), Text.Clean(input.ContactEmail), Text.Clean(input.ContactPhone));
        (s.Computers, s.Active) = (input.Computers ?? 0, input.Active);
        s.Notes = input.Notes?.Trim() is { Length: > 0 } notes ? notes : null;
    }
}

/// <summary>A site in a list.</summary>
public sealed record SiteRow(
    Guid Id, string Name, string? Address, string? Neighborhood, int Rooms, int Seats, int Computers, bool Active, int Cohorts);
