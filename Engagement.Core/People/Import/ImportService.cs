using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Checks a list against the people who are here, and imports it in one transaction: all of it, its good rows, or nothing.</summary>
public sealed class ImportService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const int Chunk = 1000;

    /// <summary>Checks every row and proposes what to do with those that look like somebody who is here.</summary>
    public async Task<Result<ImportPreview>> CheckAsync(Actor actor, Sheet sheet, ImportMapping mapping, IProgress<ImportProgress>? progress = null)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        if (mapping.Problems() is { } invalid) return invalid;
        var rows = mapping.RowsOf(sheet).ToList();
        if (rows.Count == 0) return new ImportProblem("There is a heading, but no row below it.");
        await using var db = await dbs.OpenAsync(actor);
        var known = await db.LivePeople.AsNoTracking()
            .Select(p => new { p.Id, p.GivenName, p.FamilyName, p.Email, p.Phone, p.Age })
            .ToListAsync();
        var guardians = (await db.Guardians.AsNoTracking().Where(g => g.Email != null || g.Phone != null)
            .Select(g => new { g.PersonId, g.Email, g.Phone }).ToListAsync()).ToLookup(g => g.PersonId);
        var matcher = new ImportMatcher(known.Select(p => KnownPerson.Of(p.Id, p.GivenName, p.FamilyName, p.Email, p.Phone, p.Age != AgeBand.Adult,
            guardians[p.Id].SelectMany(g => new[] { g.Email, g.Phone }))));
        var result = new List<ImportRow>(rows.Count);
        foreach (var row in rows)
        {
            var problems = new List<string>();
            var input = ImportCells.Read(row, mapping, problems);
            result.Add(new ImportRow(row.Number, input, problems, problems.Count == 0 ? matcher.Match(row.Number, input) : null));
            if (result.Count % Chunk == 0) progress?.Report(new ImportProgress(result.Count, rows.Count));
        }
        return new ImportPreview(result);
    }

    /// <summary>
    /// Writes a checked list. Nothing is written when a row is wrong and <paramref name="onlyGood"/> is false, or when anything fails on the way:
    /// everything happens in one transaction, so that a killed process leaves nothing half done.
    /// </summary>
    public Task<Result<ImportOutcome>> RunAsync(Actor actor, ImportPreview preview, bool onlyGood, IProgress<ImportProgress>? progress = null) =>
        RunAsync(actor, preview, onlyGood, progress, (_, _) => Task.FromResult<Error?>(null));

    /// <summary>The same, where a higher room does more with the written rows in the same transaction; its error takes everything back.</summary>
    internal async Task<Result<ImportOutcome>> RunAsync(
        Actor actor, ImportPreview preview, bool onlyGood, IProgress<ImportProgress>? progress, Func<EngagementDb, IReadOnlyList<(ImportRow Row, Guid PersonId)>, Task<Error?>> more)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        if (!onlyGood && preview.Bad > 0) return new ImportProblem($"{preview.Bad:N0} rows are wrong, so nothing was imported. Correct them in the file, or import the good rows only.");
        var todo = preview.Rows.Where(r => r.Good && r.Decision != ImportDecision.Skip).ToList();
        var adding = todo.Where(r => r.Decision == ImportDecision.AddNew || r.Match?.PersonId is null).ToList();
        if (todo.Count == 0) return new ImportOutcome(null, [], 0, 0, preview.Rows.Count);
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var import = new PersonImport(actor.Name, now)
        {
            Rows = preview.Rows.Count,
            Added = adding.Count,
            Matched = todo.Count - adding.Count,
            LeftOut = preview.Rows.Count - todo.Count,
        };
        db.Add(import);
        await db.SaveChangesAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AuditAdded = false;
        var ids = new List<Guid>(todo.Count);
        foreach (var chunk in todo.Chunk(Chunk))
        {
            if (await WriteAsync(db, import.Id, chunk, ids, now) is { } gone) return gone;
            progress?.Report(new ImportProgress(ids.Count, todo.Count));
        }
        if (await more(db, [.. todo.Zip(ids)]) is { } error) return error;
        await transaction.CommitAsync();
        return new ImportOutcome(import.Id, [.. ids.Distinct()], import.Added, import.Matched, import.LeftOut);
    }

    /// <summary>The cohorts in which people of a list can be enrolled, the latest first.</summary>
    public async Task<Result<IReadOnlyList<CohortChoice>>> CohortsAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Cohorts.AsNoTracking().Where(c => c.Status == CohortStatus.Draft || c.Status == CohortStatus.Published)
            .OrderByDescending(c => c.StartDate).ThenBy(c => c.Name).Select(c => new CohortChoice(c.Id, c.Name)).ToListAsync();
    }

    private static async Task<ImportProblem?> WriteAsync(EngagementDb db, Guid importId, ImportRow[] rows, List<Guid> ids, DateTime now)
    {
        var wanted = rows.Where(r => r.Decision == ImportDecision.UseExisting).Select(r => r.Match?.PersonId).OfType<Guid>().Distinct().ToList();
        var known = wanted.Count == 0 ? [] : await db.LivePeople.Include(p => p.Guardians).Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        foreach (var row in rows)
        {
            if (row.Decision == ImportDecision.UseExisting && row.Match?.PersonId is { } id)
            {
                if (!known.TryGetValue(id, out var person))
                    return new ImportProblem($"Row {row.Number}: the person who was here has been removed or merged meanwhile. Check the list again; nothing was imported.");
                person.FillBlanks(row.Input);
                ids.Add(id);
            }
            else
            {
                var person = Person.From(row.Input, now);
                person.ImportId = importId;
                db.Add(person);
                ids.Add(person.Id);
            }
        }
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return null;
    }
}

/// <summary>A cohort to choose.</summary>
public sealed record CohortChoice(Guid Id, string Name);
