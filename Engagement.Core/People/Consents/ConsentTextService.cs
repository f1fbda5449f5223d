using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>The versions of the texts that people sign. A version is never changed: what was signed stays readable.</summary>
public sealed class ConsentTextService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>All versions, by purpose, newest first.</summary>
    public async Task<Result<IReadOnlyList<ConsentText>>> ListAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await EnsureAsync(db, clock);
        var all = await db.ConsentTexts.AsNoTracking().ToListAsync();
        return all.OrderBy(t => t.Purpose).ThenByDescending(t => t.Number).ThenBy(t => t.Language, StringComparer.Ordinal).ToList();
    }

    /// <summary>Adds a version for a purpose in English and Spanish, in force from <paramref name="from"/>.</summary>
    public async Task<Result> AddAsync(Actor actor, ConsentPurpose purpose, string? english, string? spanish, DateOnly from)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        var check = new Check().Required(english, "English", "The English text", 5000).Required(spanish, "Spanish", "The Spanish text", 5000)
            .That(!Enum.IsDefined(purpose), "Purpose", "Choose what the text is for.");
        if (check.Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        await EnsureAsync(db, clock);
        var number = await db.ConsentTexts.Where(t => t.Purpose == purpose).MaxAsync(t => t.Number) + 1;
        db.Add(new ConsentText(purpose, number, "en", english!.Trim(), from));
        db.Add(new ConsentText(purpose, number, "es", spanish!.Trim(), from));
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            return new Stale("The text");
        }
        return Result.Success;
    }

    /// <summary>Writes version 1 at first need. Two who need it at once: the unique index lets one write, and the other finds it.</summary>
    internal static async Task EnsureAsync(EngagementDb db, TimeProvider clock)
    {
        if (await db.ConsentTexts.AnyAsync()) return;
        var texts = FirstConsentTexts.All.Select(t => new ConsentText(t.Purpose, 1, t.Language, t.Body, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddYears(-1))).ToList();
        db.AddRange(texts);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The number of the version in force on a day, for each purpose.</summary>
    internal static async Task<Dictionary<ConsentPurpose, int>> InForceAsync(EngagementDb db, DateOnly day) =>
        await db.ConsentTexts.Where(t => t.EffectiveFrom <= day).GroupBy(t => t.Purpose)
            .Select(g => new { g.Key, Number = g.Max(t => t.Number) }).ToDictionaryAsync(g => g.Key, g => g.Number);
}
