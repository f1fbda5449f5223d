using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.Surveys;

/// <summary>A window as those who answer need it. To be read only: the copy is shared.</summary>
/// <param name="Window">The window.</param>
/// <param name="Plan">The cohort's plan, if it has one.</param>
/// <param name="TimeZone">IANA zone of the cohort.</param>
public sealed record WindowFacts(SurveyWindow Window, SurveyPlan? Plan, string TimeZone)
{
    /// <summary>What is promised.</summary>
    public Promise Promise => Window.PromiseUnder(Plan);

    /// <summary>Why nothing can be answered at a moment, with the local time; null while it is open.</summary>
    public Error? Shut(DateTime utcNow) => Window.StateAt(utcNow) switch
    {
        WindowState.Ahead => new SurveyAhead(Window.OpensAt is { } opens ? LocalTime.FromUtc(opens, TimeZone) : null),
        WindowState.Closed => new SurveyClosed(LocalTime.FromUtc(Window.ClosesAt!.Value, TimeZone)),
        _ => null,
    };
}

/// <summary>A version with its two layouts.</summary>
/// <param name="Content">What is asked.</param>
public sealed record VersionFacts(SurveyContent Content)
{
    private readonly SurveyLayout allOnOne = new(Content, Paging.AllOnOne), oneByOne = new(Content, Paging.OneByOne);

    /// <summary>The layout for a way of paging.</summary>
    public SurveyLayout Layout(Paging paging) => paging == Paging.OneByOne ? oneByOne : allOnOne;
}

/// <summary>What a page needs of a response.</summary>
internal sealed record ResponseRow(Progress Progress, int Page, string Language, string Answers);

/// <summary>
/// Windows and versions, kept in memory for a few seconds per node: thirty students who answer at once ask the database once.
/// A window that is not open is looked up again each time, so that nobody waits who was told "open now".
/// </summary>
public sealed class SurveyFacts(IDbContextFactory<EngagementDb> dbs, IMemoryCache cache, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    // Compiled once: it runs for every page that somebody opens. Kept here and not statically, because it belongs to one model.
    private readonly Func<EngagementDb, Guid, Task<ResponseRow?>> response = EF.CompileAsyncQuery((EngagementDb db, Guid id) =>
        db.SurveyResponses.Where(r => r.Id == id).Select(r => new ResponseRow(r.Progress, r.Page, r.Language, r.Answers)).FirstOrDefault());

    /// <summary>What a page needs of a response; null when it is gone. Always from the database.</summary>
    internal async Task<ResponseRow?> ResponseAsync(Guid id)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await response(db, id);
    }

    /// <summary>A window; null when it is gone.</summary>
    public async Task<WindowFacts?> WindowAsync(Guid id)
    {
        var key = (nameof(SurveyWindow), id);
        if (cache.TryGetValue(key, out WindowFacts? known) && known!.Window.StateAt(clock.GetUtcNow().UtcDateTime) == WindowState.Open) return known;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var found = await Windows(db, w => w.Id == id).SingleOrDefaultAsync();
        if (found is not null) cache.Set(key, found, Kept);
        return found;
    }

    /// <summary>A version; null when it is gone. What it asks is the same object as long as nobody edits it.</summary>
    public async Task<VersionFacts?> VersionAsync(Guid id)
    {
        var (key, last) = ((nameof(SurveyVersion), id), ("last " + nameof(SurveyVersion), id));
        if (cache.TryGetValue(key, out VersionFacts? known)) return known;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var number = await db.SurveyVersions.Where(v => v.Id == id).Select(v => (int?)v.Version).FirstOrDefaultAsync();
        if (number is null) return null;
        if (!cache.TryGetValue(last, out (int Number, VersionFacts Facts) before) || before.Number != number)
        {
            var content = await db.SurveyVersions.AsNoTracking().Where(v => v.Id == id).Select(v => v.Content).FirstAsync();
            before = cache.Set(last, (number.Value, new VersionFacts(content)), new MemoryCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(10) });
        }
        return cache.Set(key, before.Facts, Kept);
    }

    /// <summary>Windows with what belongs to them.</summary>
    internal static IQueryable<WindowFacts> Windows(EngagementDb db, System.Linq.Expressions.Expression<Func<SurveyWindow, bool>> which) =>
        from w in db.SurveyWindows.AsNoTracking().Where(which)
        join c in db.Cohorts on w.CohortId equals c.Id
        select new WindowFacts(w, db.SurveyPlans.AsNoTracking().SingleOrDefault(p => p.CohortId == w.CohortId), c.TimeZone);
}
