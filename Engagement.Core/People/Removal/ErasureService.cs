using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Removes a person's data on request. What must stay (counts, certificate numbers) stays without the name.</summary>
public sealed class ErasureService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Erases a person and every record merged into it; <paramref name="typedName"/> must be the person's name, typed as a confirmation.</summary>
    public async Task<Result> EraseAsync(Actor actor, Guid personId, string? typedName)
    {
        if (actor.Lacks(Permission.ErasePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId);
        if (person is null || person.ErasedAt is not null) return new NotFound("This person");
        if (person.MergedIntoId is not null) return new MergeProblem("This record was merged into another one. Erase that one; this goes with it.");
        // Names without letters (emoji) fold to nothing; for them the exact name counts.
        if (Text.Clean(typedName) is not { } typed || Text.Folded(typed) != Text.Folded(person.FullName) || Text.Folded(typed).Length == 0 && typed != person.FullName)
            return new Invalid("TypedName", "Type the person's full name to confirm; nothing was erased.");
        await Erasure.EraseAsync(db, personId, clock.GetUtcNow().UtcDateTime, "erased on request");
        return Result.Success;
    }
}
