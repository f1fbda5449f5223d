using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Calendar;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Feeds;

/// <summary>An iCalendar file.</summary>
/// <param name="Text">The file.</param>
/// <param name="Tag">The same as long as nothing in it changed but the time of writing.</param>
public sealed record FeedFile(string Text, string Tag);

/// <summary>Writes the files that calendars read: METHOD:PUBLISH, no names of people, sessions called off included so that they disappear from calendars that have them.</summary>
public sealed class FeedFileService(IDbContextFactory<EngagementDb> dbs, ApplyService applications, OfficeService office, TimeProvider clock)
{
    /// <summary>How long sessions that are over stay in a feed.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(90);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The feed behind a secret address.</summary>
    [AnyoneMay("Calendars sign in nowhere: who has the 128 random bits may read when and where sessions are. No names of people are in it.")]
    public async Task<Result<FeedFile>> ReadAsync(string token)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var feed = await db.CalendarFeeds.AsNoTracking().FirstOrDefaultAsync(f => f.Token == token);
        if (feed is null || await NameAsync(db, feed) is not { } name) return new NotFound("The calendar");
        var from = Now - Past;
        // Drafts are nobody's business yet; a cancelled cohort is told as such.
        var ids = await db.Sessions.Where(s => s.EndsUtc >= from && db.Cohorts.Any(c => c.Id == s.CohortId && c.Status != CohortStatus.Draft))
            .Where(Which(db, feed)).Select(s => s.Id).ToListAsync();
        return await WriteAsync(name, await SessionFacts.LoadAsync(db, s => ids.Contains(s.Id)), e => e);
    }

    /// <summary>The sessions of a cohort that takes applications, as a file for everybody; without the link for taking part online.</summary>
    [AnyoneMay("The cohort is announced to the public.")]
    public async Task<Result<FeedFile>> AnnouncedAsync(Guid cohortId)
    {
        var cohort = await applications.GetAsync(cohortId);
        if (!cohort.Ok) return cohort.Error;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var sessions = await SessionFacts.LoadAsync(db, s => s.CohortId == cohortId && s.CancelledAt == null);
        return await WriteAsync(cohort.Value.Name, sessions, e => e with { Location = e.Location == e.Link ? null : e.Location, Description = null, Link = null });
    }

    private async Task<FeedFile> WriteAsync(string name, List<SessionFacts> sessions, Func<CalendarEvent, CalendarEvent> shown)
    {
        var zone = (await office.GetAsync()).TimeZone;
        var entries = sessions.ConvertAll(s => shown(s.Entry()));
        string At(DateTime stamp) => CalendarText.Write(CalendarMethod.Publish, entries, zone, stamp, name: name);
        // Whether something changed must not depend on when it is asked.
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(At(DateTime.UnixEpoch))).AsSpan(0, 16));
        return new FeedFile(At(Now), tag);
    }

    private async Task<string?> NameAsync(EngagementDb db, CalendarFeed feed)
    {
        switch (feed.Kind)
        {
            case FeedKind.Office: return (await office.GetAsync()).OfficeName;
            case FeedKind.Cohort: return await db.Cohorts.Where(c => c.Id == feed.SubjectId).Select(c => c.Name).SingleOrDefaultAsync();
            case FeedKind.Site: return await db.Sites.Where(s => s.Id == feed.SubjectId).Select(s => s.Name).SingleOrDefaultAsync();
            case FeedKind.Presenter: return await db.Presenters.Where(p => p.Id == feed.SubjectId).Select(p => p.Name).SingleOrDefaultAsync();
            default:
                // A feed lives as long as the standing; who has expired still needs the refresher sessions.
                var today = await db.OfficeTodayAsync(clock);
                return await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.Id == feed.SubjectId && l.UserId != null) is { } liaison
                    && liaison.StandingOn(today) is Standing.Active or Standing.Expired ? liaison.Number : null;
        }
    }

    private static Expression<Func<Session, bool>> Which(EngagementDb db, CalendarFeed feed) => feed.Kind switch
    {
        FeedKind.Cohort => s => s.CohortId == feed.SubjectId,
        FeedKind.Site => s => s.SiteId == feed.SubjectId
            || s.SiteId == null && s.RoomId == null && s.OnlineLink == null && db.Cohorts.Any(c => c.Id == s.CohortId && c.SiteId == feed.SubjectId)
            || s.SiteId == null && s.RoomId != null && db.Rooms.Any(r => r.Id == s.RoomId && r.SiteId == feed.SubjectId),
        FeedKind.Presenter => s => s.Presenters.Any(p => p.Id == feed.SubjectId),
        FeedKind.Liaison => s => s.Refresher || db.Enrollments.Any(e => e.CohortId == s.CohortId && (e.Stage == Stage.Enrolled || e.Stage == Stage.Completed)
            && db.Liaisons.Any(l => l.Id == feed.SubjectId && l.PersonId == e.PersonId)),
        _ => s => true,
    };
}
