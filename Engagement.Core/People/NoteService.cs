using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Notes about people. Restricted ones exist only for those with the right to them.</summary>
public sealed class NoteService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Longest note, in characters.</summary>
    public const int Most = 4000;

    /// <summary>A person's notes, newest first; restricted ones are left out for those who may not read them.</summary>
    public async Task<Result<IReadOnlyList<PersonNote>>> ListAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var all = actor.May(Permission.ReadRestrictedNotes);
        return await db.PersonNotes.AsNoTracking().Where(n => n.PersonId == personId && (all || !n.Restricted))
            .OrderByDescending(n => n.At).ThenByDescending(n => n.Id).ToListAsync();
    }

    /// <summary>Adds a note.</summary>
    public async Task<Result> AddAsync(Actor actor, Guid personId, string? text, bool restricted)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        if (restricted && actor.Lacks(Permission.ReadRestrictedNotes) is { } forbidden) return forbidden;
        if (new Check().Required(text, "Text", "The note", Most).Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        if (!await db.LivePeople.AnyAsync(p => p.Id == personId)) return new NotFound("This person");
        db.Add(new PersonNote(personId, text!.Trim(), restricted, actor.Name, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
        return Result.Success;
    }

    /// <summary>Removes a note.</summary>
    public async Task<Result> RemoveAsync(Actor actor, Guid noteId)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var note = await db.PersonNotes.SingleOrDefaultAsync(n => n.Id == noteId);
        if (note is null || note.Restricted && !actor.May(Permission.ReadRestrictedNotes)) return new NotFound("This note");
        db.Remove(note);
        await db.SaveChangesAsync();
        return Result.Success;
    }
}
