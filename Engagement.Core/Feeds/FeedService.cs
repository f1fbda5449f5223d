using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Calendar;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Feeds;

/// <summary>A calendar to read.</summary>
/// <param name="Text">The iCalendar object.</param>
/// <param name="Mark">Hash of what it says, the moment of writing apart: for ETag.</param>
public sealed record FeedText(string Text, string Mark);

/// <summary>Calendars under secret addresses, and the public one of a cohort that takes applications. Entries name no participant.</summary>
public sealed class FeedService(IDbContextFactory<EngagementDb> dbs, OfficeService office, LinkService links, TimeProvider clock)
{
    private const int BackDays = 60;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The address of a feed; null while it was not made.</summary>
    public async Task<Result<string?>> AddressAsync(Actor actor, FeedScope scope, Guid? target)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var id = target ?? Guid.Empty;
        var secret = await db.CalendarFeeds.Where(f => f.Scope == scope && f.TargetId == id).Select(f => f.Secret).SingleOrDefaultAsync();
        return secret is null ? (string?)null : await ToAsync(secret);
    }

    /// <summary>Makes a feed, or gives it a new address; the old one counts no more.</summary>
    public async Task<Result<string?>> RenewAsync(Actor actor, FeedScope scope, Guid? target)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var id = target ?? Guid.Empty;
        var feed = await db.CalendarFeeds.SingleOrDefaultAsync(f => f.Scope == scope && f.TargetId == id);
        if (feed is null) db.Add(feed = new CalendarFeed(scope, target));
        else feed.Renew(Now);
        return await db.TrySaveAsync("The calendar", new Stale("The calendar")) is { } stale ? stale : await ToAsync(feed.Secret);
    }

    /// <summary>The calendar of a secret address: announced cohorts, from two months back.</summary>
    [AnyoneMay("Who knows the secret address reads it; it names no participant.")]
    public async Task<Result<FeedText>> ReadAsync(string? secret)
    {
        if (secret is not { Length: 32 }) return new NotFound("This calendar");
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        if (await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.Secret == secret) is not { } feed) return new NotFound("This calendar");
        var (from, target) = (Now.AddDays(-BackDays), feed.TargetId);
        var sessions = await SessionFacts.LoadAsync(db, s => s.EndsUtc > from && db.Cohorts.Any(c => c.Id == s.CohortId && c.Status != CohortStatus.Draft
            && (feed.Scope == FeedScope.Office || feed.Scope == FeedScope.Cohort && c.Id == target || feed.Scope == FeedScope.Site && (s.SiteId ?? c.SiteId) == target
                || feed.Scope == FeedScope.Presenter && s.Presenters.Any(p => p.Id == target))));
        var (settings, name) = (await office.GetAsync(), feed.Scope switch
        {
            FeedScope.Cohort => await db.Cohorts.Where(c => c.Id == target).Select(c => c.Name).SingleOrDefaultAsync(),
            FeedScope.Site => await db.Sites.Where(s => s.Id == target).Select(s => s.Name).SingleOrDefaultAsync(),
            FeedScope.Presenter => await db.Presenters.Where(p => p.Id == target).Select(p => p.Name).SingleOrDefaultAsync(),
            _ => null,
        });
        return Make(sessions, settings.TimeZone, name ?? settings.OfficeName);
    }

    /// <summary>The sessions to come of an announced cohort, as everybody may have them in a calendar.</summary>
    [AnyoneMay("The cohort is announced to the public with its dates.")]
    public async Task<Result<FeedText>> PublicAsync(Guid cohortId)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        // What applicants see, too; a link for taking part online is for those who have a seat.
        var sessions = await SessionFacts.LoadAsync(db, s => s.CohortId == cohortId && s.EndsUtc > Now && db.Cohorts.Any(c => c.Id == cohortId && c.Status == CohortStatus.Published && c.EnrollmentOpens != null));
        return sessions.Count == 0 ? new NotFound("This calendar") : Make(sessions, sessions[0].Session.TimeZone, sessions[0].Cohort.Name, open: true);
    }

    private FeedText Make(List<SessionFacts> sessions, string zone, string name, bool open = false)
    {
        var events = sessions.ConvertAll(s => open ? s.Entry() with { Link = null, Description = null, Location = s.Place } : s.Entry());
        var mark = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(CalendarText.Write(CalendarMethod.Publish, events, zone, DateTime.UnixEpoch, name: name))))[..24];
        return new FeedText(CalendarText.Write(CalendarMethod.Publish, events, zone, Now, name: name), mark);
    }

    private async Task<Result<string?>> ToAsync(string secret)
    {
        var link = await links.ToAsync($"/calendar/{secret}.ics");
        return link.Ok ? link.Value : link.Error;
    }
}
