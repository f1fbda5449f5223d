using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>What other rooms ask of the ledger.</summary>
public static class ConsentQueries
{
    /// <summary>The consents that hold on a day: signed, not withdrawn, not expired. What is not among them is blocked.</summary>
    public static IQueryable<Consent> Holding(this IQueryable<Consent> consents, DateOnly day) =>
        consents.Where(c => c.WithdrawnAt == null && c.SignedOn <= day && (c.ExpiresOn == null || c.ExpiresOn >= day));

    /// <summary>Today in the office's time zone.</summary>
    internal static async Task<DateOnly> OfficeTodayAsync(this EngagementDb db, TimeProvider clock) =>
        clock.Today(await db.OfficeSettings.Select(s => s.TimeZone).SingleOrDefaultAsync() ?? "America/New_York");
}
