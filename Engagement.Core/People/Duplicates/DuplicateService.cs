using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Proposes pairs of records that may be one person.</summary>
public sealed class DuplicateService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>A page of likely pairs, the likeliest first; pairs that were set apart are left out.</summary>
    public async Task<Result<Page<DuplicateRow>>> ListAsync(Actor actor, PageRequest request)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var people = await db.LivePeople.AsNoTracking()
            .Select(p => new { p.Id, p.GivenName, p.FamilyName, p.Email, p.Phone, p.Zip, p.Neighborhood, p.Age }).ToListAsync();
        var guardians = (await db.Guardians.AsNoTracking().Where(g => g.Email != null || g.Phone != null)
            .Select(g => new { g.PersonId, g.Email, g.Phone }).ToListAsync()).ToLookup(g => g.PersonId);
        var apart = (await db.DistinctPairs.AsNoTracking().Select(d => new { d.FirstId, d.SecondId }).ToListAsync()).Select(d => (d.FirstId, d.SecondId)).ToHashSet();
        var candidates = people.ConvertAll(p => Candidate.Of(p.Id, p.GivenName, p.FamilyName, p.Email, p.Phone, p.Zip, p.Neighborhood, p.Age != AgeBand.Adult,
            guardians[p.Id].SelectMany(g => new[] { g.Email, g.Phone })));
        // Seconds of work with ten thousand people: beside the caller, whose page is to say that it looks.
        var pairs = (await Task.Run(() => DuplicateFinder.Find(candidates))).Where(p => !apart.Contains((p.A, p.B)) && !apart.Contains((p.B, p.A))).ToList();
        var byId = people.ToDictionary(p => p.Id);
        DuplicateSide Side(Guid id)
        {
            var p = byId[id];
            return new DuplicateSide(id, Person.WholeName(p.GivenName, p.FamilyName), p.Email, p.Phone, p.Neighborhood, p.Zip);
        }
        var rows = pairs.Skip(request.Skip).Take(request.Take).Select(p => new DuplicateRow(Side(p.A), Side(p.B), p.Score, p.Reasons)).ToList();
        return new Page<DuplicateRow>(rows, pairs.Count);
    }

    /// <summary>Remembers that two records belong to two people.</summary>
    public async Task<Result> SetApartAsync(Actor actor, Guid a, Guid b)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (a == b || await db.LivePeople.CountAsync(p => p.Id == a || p.Id == b) != 2) return new NotFound("One of the two people");
        var pair = new DistinctPair(a, b);
        if (await db.DistinctPairs.AnyAsync(d => d.FirstId == pair.FirstId && d.SecondId == pair.SecondId)) return Result.Success;
        db.Add(pair);
        await db.SaveChangesAsync();
        return Result.Success;
    }
}

/// <summary>A proposed pair.</summary>
public sealed record DuplicateRow(DuplicateSide A, DuplicateSide B, int Score, IReadOnlyList<string> Reasons);

/// <summary>One side of a pair.</summary>
public sealed record DuplicateSide(Guid Id, string Name, string? Email, string? Phone, string? Neighborhood, string? Zip);
