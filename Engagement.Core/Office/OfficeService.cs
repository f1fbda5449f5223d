using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Office;

/// <summary>Reads and changes the office's settings.</summary>
public sealed class OfficeService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>The settings in force; the defaults as long as nothing was saved.</summary>
    [AnyoneMay("Name, logo, colors and retention periods are public; nothing secret is among the settings.")]
    public async Task<OfficeSettings> GetAsync()
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.OfficeSettings.AsNoTracking().FirstOrDefaultAsync() ?? new OfficeSettings();
    }
}
