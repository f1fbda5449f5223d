using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Feeds;

/// <summary>A feed as whoever may hand out its address sees it.</summary>
/// <param name="Path">Path of its address, from a slash on.</param>
/// <param name="MadeAt">When the address was made (UTC).</param>
public sealed record FeedAddress(string Path, DateTime MadeAt);

/// <summary>Makes and renews the secret addresses of calendar feeds.</summary>
public sealed class FeedService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>The address of a feed; null until one is made.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kind">Whose sessions; a liaison's feed is asked for with <see cref="MineAsync"/>.</param>
    /// <param name="subjectId">The cohort, site or presenter; empty for the office.</param>
    public async Task<Result<FeedAddress?>> GetAsync(Actor actor, FeedKind kind, Guid subjectId)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        if (kind == FeedKind.Liaison) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        return await FindAsync(db, kind, subjectId) is { } feed ? Address(feed) : (FeedAddress?)null;
    }

    /// <summary>Makes a feed, or gives it another address; the old address is dead at once.</summary>
    public async Task<Result<FeedAddress>> RenewAsync(Actor actor, FeedKind kind, Guid subjectId)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (kind == FeedKind.Liaison) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var exists = kind switch
        {
            FeedKind.Cohort => await db.Cohorts.AnyAsync(c => c.Id == subjectId),
            FeedKind.Site => await db.Sites.AnyAsync(s => s.Id == subjectId),
            FeedKind.Presenter => await db.Presenters.AnyAsync(p => p.Id == subjectId),
            _ => subjectId == Guid.Empty,
        };
        return exists ? await RenewAsync(db, kind, subjectId) : new NotFound("What the feed is for");
    }

    /// <summary>The address of the feed of the liaison whose account asks; null until one is made.</summary>
    public async Task<Result<FeedAddress?>> MineAsync(Actor actor)
    {
        await using var db = await dbs.OpenAsync(actor);
        if (await MeAsync(db, actor) is not { } me) return new Forbidden();
        return await FindAsync(db, FeedKind.Liaison, me.Id) is { } feed ? Address(feed) : (FeedAddress?)null;
    }

    /// <summary>Makes the feed of the liaison whose account asks, or gives it another address.</summary>
    public async Task<Result<FeedAddress>> RenewMineAsync(Actor actor)
    {
        await using var db = await dbs.OpenAsync(actor);
        return await MeAsync(db, actor) is { } me ? await RenewAsync(db, FeedKind.Liaison, me.Id) : new Forbidden();
    }

    private async Task<Result<FeedAddress>> RenewAsync(EngagementDb db, FeedKind kind, Guid subjectId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var feed = await FindAsync(db, kind, subjectId);
        if (feed is null) db.Add(feed = new CalendarFeed(kind, subjectId, now));
        else feed.Renew(now);
        var stale = new Stale("The calendar address");
        return await db.TrySaveAsync("The calendar address", stale) is { } error ? error : Address(feed);
    }

    private static Task<Liaison?> MeAsync(EngagementDb db, Actor actor) =>
        actor.UserId is { } user ? db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.UserId == user) : Task.FromResult<Liaison?>(null);

    private static Task<CalendarFeed?> FindAsync(EngagementDb db, FeedKind kind, Guid subjectId) => db.CalendarFeeds.FirstOrDefaultAsync(f => f.Kind == kind && f.SubjectId == subjectId);

    private static FeedAddress Address(CalendarFeed feed) => new($"/calendar/{feed.Token}.ics", feed.MadeAt);
}
