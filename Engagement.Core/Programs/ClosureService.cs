using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>Days on which no session can be held: holidays of the city and closures of single sites.</summary>
public sealed class ClosureService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const string What = "The closure";

    /// <summary>A page of closures by date: those of one site, or all; past ones when <paramref name="past"/>.</summary>
    public async Task<Result<Page<ClosureRow>>> ListAsync(Actor actor, PageRequest request, Guid? siteId = null, bool past = false)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await TodayAsync(db);
        return await (from c in db.Closures
                      join s in db.Sites on c.SiteId equals s.Id into sites
                      from s in sites.DefaultIfEmpty()
                      where (siteId == null || c.SiteId == siteId) && (past ? c.To < today : c.To >= today)
                      select new { c, Site = s == null ? null : s.Name })
            .Matching(request.Search, x => x.c.Reason, x => x.Site)
            .OrderBy(x => x.c.From).ThenBy(x => x.Site).ThenBy(x => x.c.Id)
            .Select(x => new ClosureRow(x.c.Id, x.c.Version, x.c.SiteId, x.Site, x.c.From, x.c.To, x.c.Reason))
            .PageAsync(request);
    }

    /// <summary>Adds a closure.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, ClosureInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (input.SiteId is { } site && !await db.Sites.AnyAsync(s => s.Id == site)) return new NotFound("The site");
        var closure = new Closure(input.SiteId, input.From!.Value, input.To ?? input.From.Value, Text.Clean(input.Reason)!);
        db.Add(closure);
        return await db.TrySaveAsync(What, used: new NotFound("The site")) is { } error ? error : closure.Id;
    }

    /// <summary>Changes dates and reason; a closure stays with its site.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, ClosureInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Closures.FirstOrDefaultAsync(c => c.Id == id) is not { } closure) return new NotFound(What);
        if (closure.Version != input.Version) return new Stale(What);
        (closure.From, closure.To, closure.Reason) = (input.From!.Value, input.To ?? input.From.Value, Text.Clean(input.Reason)!);
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    /// <summary>Removes a closure; sessions stay where they are.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Closures.FirstOrDefaultAsync(c => c.Id == id) is not { } closure) return new NotFound(What);
        db.Remove(closure);
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    /// <summary>The holidays of this and the next two years that are not closures yet.</summary>
    public async Task<Result<List<Holiday>>> ProposeHolidaysAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await MissingAsync(db);
    }

    /// <summary>Adds the proposed holidays with these first days; those that are there already are passed over. Answers how many were added.</summary>
    public async Task<Result<int>> AddHolidaysAsync(Actor actor, IReadOnlyCollection<DateOnly> chosen)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var adding = (await MissingAsync(db)).Where(h => chosen.Contains(h.From)).ToList();
        db.AddRange(adding.Select(h => new Closure(siteId: null, h.From, h.To, h.Name)));
        await db.SaveChangesAsync();
        return adding.Count;
    }

    private async Task<List<Holiday>> MissingAsync(EngagementDb db)
    {
        var today = await TodayAsync(db);
        var all = Holidays.Between(today.Year, today.Year + 2).Where(h => h.To >= today).ToList();
        var there = await db.Closures.Where(c => c.SiteId == null && c.To >= today).Select(c => new { c.From, c.To }).ToListAsync();
        return [.. all.Where(h => !there.Exists(c => c.From <= h.From && h.To <= c.To))];
    }

    private async Task<DateOnly> TodayAsync(EngagementDb db) =>
        clock.Today(await db.OfficeZoneAsync());
}

/// <summary>A closure in a list; without a site it closes the whole city.</summary>
public sealed record ClosureRow(Guid Id, int Version, Guid? SiteId, string? Site, DateOnly From, DateOnly To, string Reason);

/// <summary>A closure as a form holds it.</summary>
public sealed class ClosureInput
{
    /// <summary>The version that the form was filled from; 0 for a new closure.</summary>
    public int Version { get; set; }

    /// <summary>The closed site; null for everywhere.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>First closed day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last closed day; empty: the first.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems() => new Check()
        .Required(Reason, nameof(Reason), "Reason")
        .That(From is null, nameof(From), "First day is missing.")
        .That(From is { Year: < 2000 or > 2100 }, nameof(From), "First day must be between 2000 and 2100.")
        .That(To < From, nameof(To), "Last day must not be before the first.")
        .That(From is { Year: <= 2100 } first && To > first.AddDays(366), nameof(To), "A closure may last a year at most. Make the site inactive if it closes for good.")
        .Failed;
}
