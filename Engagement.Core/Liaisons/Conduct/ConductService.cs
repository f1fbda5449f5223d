using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>The versions of the code of conduct, and their acceptance by liaisons.</summary>
public sealed class ConductService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>All versions, newest first, with how many liaisons with an account accepted each.</summary>
    public async Task<Result<IReadOnlyList<ConductVersion>>> ListAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var texts = await db.ConductTexts.AsNoTracking().ToListAsync();
        if (texts.Count == 0) texts = First();
        var accepted = await db.Liaisons.Where(l => l.UserId != null && l.ConductVersion != null).GroupBy(l => l.ConductVersion)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!.Value, g => g.Count);
        return texts.GroupBy(t => t.Number).OrderByDescending(g => g.Key)
            .Select(g => new ConductVersion(g.Key, g.First().From, g.First().By, [.. g.OrderBy(t => t.Language, StringComparer.Ordinal).Select(t => (t.Language, t.Body))], accepted.GetValueOrDefault(g.Key)))
            .ToList();
    }

    /// <summary>Adds a version in English and Spanish. It counts at once: every liaison is asked for it before anything else.</summary>
    public async Task<Result<int>> AddAsync(Actor actor, string? english, string? spanish)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        if (new Check().Required(english, "English", "The English text", 8000).Required(spanish, "Spanish", "The Spanish text", 8000).Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        // Version 1 is written down beside the new one, so that what was accepted stays readable.
        if (!await db.ConductTexts.AnyAsync()) db.AddRange(First());
        var number = await CurrentAsync(db) + 1;
        db.AddRange(new ConductText(number, "en", Text.CleanLines(english)!, actor.Name, Now), new ConductText(number, "es", Text.CleanLines(spanish)!, actor.Name, Now));
        return await db.TrySaveAsync("The code of conduct", new Stale("The code of conduct")) is { } stale ? stale : number;
    }

    /// <summary>The version in force, in a language that it has, else in English; and whether the liaison who asks has accepted it.</summary>
    public async Task<Result<OpenConduct>> CurrentAsync(Actor actor, string language)
    {
        if (actor.UserId is not { } user) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Liaisons.Where(l => l.UserId == user).Select(l => new { l.ConductVersion }).SingleOrDefaultAsync() is not { } mine) return new Forbidden();
        var number = await CurrentAsync(db);
        var texts = await db.ConductTexts.AsNoTracking().Where(t => t.Number == number).ToListAsync();
        if (texts.Count == 0) texts = First();
        var text = texts.Find(t => t.Language == language) ?? texts.First(t => t.Language == "en");
        return new OpenConduct(number, text.Language, text.Body, mine.ConductVersion >= number);
    }

    /// <summary>The liaison who asks accepts a version; only the one in force counts.</summary>
    public async Task<Result> AcceptAsync(Actor actor, int version)
    {
        if (actor.UserId is not { } user) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Liaisons.SingleOrDefaultAsync(l => l.UserId == user) is not { } liaison) return new Forbidden();
        if (version != await CurrentAsync(db)) return new Stale("The code of conduct");
        liaison.AcceptConduct(version, Now);
        return await db.TrySaveAsync("Your record") is { } stale ? stale : Result.Success;
    }

    /// <summary>Number of the version in force; as long as none was written it is the built-in first.</summary>
    internal static async Task<int> CurrentAsync(EngagementDb db) => await db.ConductTexts.MaxAsync(t => (int?)t.Number) ?? 1;

    private List<ConductText> First() => [new(1, "en", FirstConduct.English, "Engagement", Now), new(1, "es", FirstConduct.Spanish, "Engagement", Now)];
}

/// <summary>A version of the code of conduct in all its languages.</summary>
public sealed record ConductVersion(int Number, DateTime From, string By, IReadOnlyList<(string Language, string Body)> Texts, int Accepted);

/// <summary>The version in force as a liaison reads it.</summary>
public sealed record OpenConduct(int Number, string Language, string Body, bool Accepted);
