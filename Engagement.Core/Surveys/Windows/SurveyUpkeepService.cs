using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Keeps what was promised for later: lists are destroyed on their day, and closed windows lose times and order.</summary>
public sealed class SurveyUpkeepService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Does what is due; twice changes nothing. Answers how many lists were destroyed and windows covered.</summary>
    public async Task<Result<(int Lists, int Windows)>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var (now, today) = (clock.GetUtcNow().UtcDateTime, await db.OfficeTodayAsync(clock));
        var closed = now - WindowCover.Grace;
        // One that was opened again after the first time is done again.
        var windows = await db.SurveyWindows.AsNoTracking()
            .Where(w => w.OpensAt != null && w.ClosesAt <= closed && (w.ShuffledAt == null || w.ShuffledAt <= w.ClosesAt) && (w.Anonymous || db.SurveyPlans.Any(p => p.CohortId == w.CohortId && p.Promise == Promise.Confidential)))
            .ToListAsync(cancel);
        foreach (var window in windows)
        {
            cancel.ThrowIfCancellationRequested();
            await WindowCover.CoverAsync(db, window, now);
        }
        var due = await db.SurveyPlans.Where(p => p.Promise == Promise.Confidential && p.ListDestroyedAt == null && p.ListUntil <= today).ToListAsync(cancel);
        foreach (var plan in due)
        {
            cancel.ThrowIfCancellationRequested();
            await CodeList.DestroyAsync(db, plan, clock);
        }
        return (due.Count, windows.Count);
    }
}
