using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Makes one record of two, and two of one again.</summary>
public sealed class MergeService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Keeps one record, takes the named fields from the other, moves over enrollments, consents, notes and guardians, and hides the other.
    /// Where both have a seat in one cohort, or both are liaisons, nothing is done: a person decides which one is right.
    /// </summary>
    public async Task<Result<Guid>> MergeAsync(Actor actor, Guid keptId, Guid removedId, IReadOnlyCollection<string> fromRemoved)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        if (keptId == removedId) return new MergeProblem("These are not two records but one.");
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var both = await db.LivePeople.Include(p => p.Guardians).Where(p => p.Id == keptId || p.Id == removedId).ToDictionaryAsync(p => p.Id);
        if (both.Count != 2) return new MergeProblem("One of the two records has been merged or removed meanwhile.");
        var (kept, removed) = (both[keptId], both[removedId]);
        var log = new MergeLog();
        if (await MergeMoves.EnrollmentsAsync(db, kept, removed, log, Now, actor.Name) is { } clash) return clash;
        if (await MergeMoves.LiaisonAsync(db, kept, removed, log) is { } twice) return twice;
        await MergeMoves.RowsAsync(db, kept, removed, log);
        await MergeMoves.MailAsync(db, kept, removed, log);
        foreach (var (field, _) in MergeFields.All.Where(f => fromRemoved.Contains(f.Name)))
        {
            var (before, after) = (MergeFields.Get(kept, field), MergeFields.Get(removed, field));
            if (before == after || field == nameof(Person.GivenName) && string.IsNullOrEmpty(after)) continue;
            log.Fields[field] = [before, after];
            MergeFields.Set(kept, field, after);
        }
        removed.MergedIntoId = kept.Id;
        var merge = new Merge(kept.Id, removed.Id, actor.Name, Now);
        merge.Write(log);
        db.Add(merge);
        return await SaveAsync(db, transaction, kept, removed) is { } stale ? stale : merge.Id;
    }

    /// <summary>
    /// Undoes a merge: everything that was moved goes back, replaced values come back. A value that was changed by hand after the merge is kept.
    /// </summary>
    public async Task<Result> UndoAsync(Actor actor, Guid mergeId)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var merge = await db.Merges.SingleOrDefaultAsync(m => m.Id == mergeId);
        if (merge?.Log is null) return new NotFound("This merge");
        if (merge.UndoneAt is not null) return new MergeProblem("This merge has been undone already.");
        var both = await db.People.Include(p => p.Guardians).Where(p => p.Id == merge.KeptId || p.Id == merge.RemovedId).ToDictionaryAsync(p => p.Id);
        var (kept, removed) = (both[merge.KeptId], both[merge.RemovedId]);
        if (kept.MergedIntoId is not null) return new MergeProblem("The record was merged into another one later. Undo that merge first.");
        if (kept.ErasedAt is not null || removed.ErasedAt is not null) return new MergeProblem("The person's data were removed; the merge can't be undone.");
        var log = merge.Read();
        await MergeMoves.BackAsync(db, merge, log, Now, actor.Name);
        foreach (var (field, values) in log.Fields)
            if (MergeFields.Get(kept, field) == values[1]) MergeFields.Set(kept, field, values[0]);
        removed.MergedIntoId = null;
        merge.UndoneAt = Now;
        return await SaveAsync(db, transaction, kept, removed) is { } stale ? stale : Result.Success;
    }

    /// <summary>The merges into a person that can be undone, newest first.</summary>
    public async Task<Result<IReadOnlyList<MergeRow>>> OfAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Merges.AsNoTracking().Where(m => m.KeptId == personId && m.UndoneAt == null && m.Log != null)
            .Join(db.People, m => m.RemovedId, p => p.Id, (m, p) => new { m, p })
            .OrderByDescending(x => x.m.At).ThenByDescending(x => x.m.Id)
            .Select(x => new MergeRow(x.m.Id, x.p.Id, Person.WholeName(x.p.GivenName, x.p.FamilyName), x.m.By, x.m.At)).ToListAsync();
    }

    private static async Task<Error?> SaveAsync(EngagementDb db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, Person kept, Person removed)
    {
        try
        {
            // Guardians first move in the database, then the texts for searching follow.
            await db.SaveChangesAsync();
            foreach (var person in (Person[])[kept, removed])
            {
                await db.Entry(person).Collection(p => p.Guardians).LoadAsync();
                person.Refold();
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Stale("One of the two records");
        }
    }
}

/// <summary>A merge that can be undone.</summary>
public sealed record MergeRow(Guid Id, Guid RemovedId, string Name, string By, DateTime At);
