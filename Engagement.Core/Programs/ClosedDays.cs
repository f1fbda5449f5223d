using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>The closures that a plan has to go around.</summary>
public sealed class ClosedDays(IEnumerable<Closure> closures)
{
    private readonly List<Closure> closures = [.. closures.OrderBy(c => c.From)];

    /// <summary>No closures.</summary>
    public static ClosedDays None { get; } = new([]);

    /// <summary>Why no session can be held on <paramref name="date"/> at <paramref name="siteId"/>; null when one can. Holidays count online too.</summary>
    public string? Why(DateOnly date, Guid? siteId) => closures.Find(c => c.Covers(date, siteId))?.Reason;

    /// <summary>Holidays and the closures of all sites from a day on.</summary>
    internal static async Task<ClosedDays> LoadAsync(EngagementDb db, DateOnly from) =>
        new(await db.Closures.AsNoTracking().Where(c => c.To >= from).ToListAsync());
}
