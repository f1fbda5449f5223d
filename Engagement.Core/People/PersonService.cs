using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Lists, finds, makes and changes people.</summary>
public sealed class PersonService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>A page of people in the order of their names; every word of the search must occur in a name, contact, guardian, neighborhood or cohort.</summary>
    public async Task<Result<Page<PersonRow>>> ListAsync(Actor actor, PageRequest request)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var people = await db.LivePeople.AsNoTracking().MatchingAsync(db, request.Search);
        var total = await people.CountAsync();
        var rows = await people
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Skip(request.Skip).Take(request.Take)
            .Select(p => new PersonRow(p.Id, p.GivenName, p.FamilyName, p.Age, p.Email, p.Phone, p.Neighborhood, p.Zip,
                db.Enrollments.Count(e => e.PersonId == p.Id),
                db.Enrollments.Where(e => e.PersonId == p.Id).OrderByDescending(e => e.AppliedAt).ThenBy(e => e.Id)
                    .Select(e => db.Cohorts.Where(c => c.Id == e.CohortId).Select(c => c.Name).First()).FirstOrDefault()))
            .ToListAsync();
        return new Page<PersonRow>(rows, total);
    }

    /// <summary>A person with guardians; erased and merged ones too, so that their pages can say so.</summary>
    public async Task<Result<Person>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var person = await db.People.AsNoTracking().Include(p => p.Guardians).SingleOrDefaultAsync(p => p.Id == id);
        return person is null ? new NotFound("This person") : person;
    }

    /// <summary>Makes a person and answers the identity.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, PersonInput input)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        if (input.Problems() is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var person = Person.From(input, clock.GetUtcNow().UtcDateTime);
        db.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    }

    /// <summary>Changes a person; <see cref="Stale"/> when somebody else did so since the form was filled.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, PersonInput input)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        if (input.Problems() is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var person = await db.LivePeople.Include(p => p.Guardians).SingleOrDefaultAsync(p => p.Id == id);
        if (person is null) return new NotFound("This person");
        if (person.Version != input.Version) return new Stale("This person");
        person.Describe(input);
        // Guardians are rows of their own; the person's version guards them too.
        db.Entry(person).Property(p => p.Version).IsModified = true;
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Stale("This person");
        }
        return Result.Success;
    }
}

/// <summary>A person in a list.</summary>
public sealed record PersonRow(
    Guid Id, string GivenName, string FamilyName, AgeBand Age, string? Email, string? Phone, string? Neighborhood, string? Zip, int Cohorts, string? LastCohort)
{
    /// <summary>Given and family name.</summary>
    public string Name => Person.WholeName(GivenName, FamilyName);
}
