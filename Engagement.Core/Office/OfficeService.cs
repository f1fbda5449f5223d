using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.Office;

/// <summary>Reads and changes the office's settings.</summary>
public sealed class OfficeService(IDbContextFactory<EngagementDb> dbs, IMemoryCache cache)
{
    private const string Now = "office settings", Last = "office settings, last known";

    // Every page needs the settings; other nodes see a change after this time.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    /// <summary>The settings in force; the defaults as long as nothing was saved. To be read only: the copy is shared.</summary>
    [AnyoneMay("Name, logo, colors and retention periods are public; nothing secret is among the settings.")]
    public async Task<OfficeSettings> GetAsync()
    {
        if (cache.TryGetValue(Now, out OfficeSettings? known)) return known!;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var settings = await db.OfficeSettings.AsNoTracking().SingleOrDefaultAsync() ?? new OfficeSettings();
        cache.Set(Last, settings);
        return cache.Set(Now, settings, Kept);
    }

    /// <summary>The settings as last read, without asking the database: for pages that say that the database does not answer.</summary>
    [AnyoneMay("The same public settings as GetAsync, from memory.")]
    public OfficeSettings LastKnown() => cache.Get<OfficeSettings>(Last) ?? new OfficeSettings();

    /// <summary>The logo's file; null when there is none.</summary>
    [AnyoneMay("The logo is on every public page; no other file can be asked for.")]
    public async Task<StoredFile?> LogoAsync()
    {
        if ((await GetAsync()).LogoFileId is not { } id) return null;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id);
    }

    /// <summary>The form, filled from the database.</summary>
    public async Task<Result<OfficeInput>> EditAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var saved = await db.OfficeSettings.AsNoTracking().SingleOrDefaultAsync();
        return OfficeInput.From(saved ?? new OfficeSettings(), saved is not null);
    }

    /// <summary>Saves the settings. <see cref="Stale"/> when somebody else saved since the form was filled.</summary>
    public async Task<Result> UpdateAsync(Actor actor, OfficeInput input)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        input.Tidy();
        if (input.Check() is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var settings = await db.OfficeSettings.SingleOrDefaultAsync();
        if ((settings?.Version ?? OfficeInput.NeverSaved) != input.Version) return new Stale("The settings");
        if (settings is null) db.Add(settings = new OfficeSettings());
        else db.Entry(settings).State = EntityState.Modified;
        var before = settings.SignatoriesInWords();
        input.Fill(settings);
        if (settings.SignatoriesInWords() is var after && after != before)
            db.AddAudit(settings.Id, nameof(OfficeSettings), "changed", JsonSerializer.Serialize(new Dictionary<string, string[]> { ["Signatories"] = [before, after] }));
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Either the version moved, or two people saved for the first time at once (there is one row only).
            if (!await ChangedMeanwhileAsync(input.Version)) throw;
            return new Stale("The settings");
        }
        cache.Remove(Now);
        return Result.Success;
    }

    private async Task<bool> ChangedMeanwhileAsync(int version)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        return await db.OfficeSettings.AnyAsync(s => s.Version != version);
    }
}
