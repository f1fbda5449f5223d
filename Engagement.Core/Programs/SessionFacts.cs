using System.Globalization;
using System.Linq.Expressions;
using Engagement.Core.Calendar;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>A session with the names around it, as mails and calendars tell it.</summary>
public sealed record SessionFacts(Session Session, Cohort Cohort, string Program, string? Site, string? Address, string? Room)
{
    /// <summary>True while it is to be held.</summary>
    public bool Stands => Session.Stands && Cohort.Status is CohortStatus.Published or CohortStatus.Closed;

    /// <summary>What it is called where its cohort is known: its topic, else its program.</summary>
    public string Title => Session.Topic ?? Program;

    /// <summary>Site, room and address in a line; null when it is online only.</summary>
    public string? Place => Site is null ? null : string.Join(", ", new[] { Site, Room, Address }.OfType<string>());

    /// <summary>Sessions with their names, in order of time.</summary>
    public static async Task<List<SessionFacts>> LoadAsync(EngagementDb db, Expression<Func<Session, bool>> which, CancellationToken cancel = default)
    {
        var rows = await (from s in db.Sessions.Where(which)
                          join c in db.Cohorts on s.CohortId equals c.Id
                          join p in db.Programs on c.ProgramId equals p.Id
                          orderby s.StartsUtc, s.Id
                          select new { Session = s, Cohort = c, p.Name }).AsNoTracking().ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var places = rows.ConvertAll(r => r.Session.PlaceIn(r.Cohort));
        var (siteIds, roomIds) = (places.Select(p => p.SiteId).Distinct().ToList(), places.Select(p => p.RoomId).Distinct().ToList());
        var sites = await db.Sites.Where(s => siteIds.Contains(s.Id)).Select(s => new { s.Id, s.Name, s.Address }).ToDictionaryAsync(s => s.Id, cancel);
        var rooms = await db.Rooms.Where(r => roomIds.Contains(r.Id)).Select(r => new { r.Id, r.Name }).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        return rows.ConvertAll(r =>
        {
            var (siteId, roomId) = r.Session.PlaceIn(r.Cohort);
            var site = sites.GetValueOrDefault(siteId ?? Guid.Empty);
            return new SessionFacts(r.Session, r.Cohort, r.Name, site?.Name, site?.Address, rooms.GetValueOrDefault(roomId ?? Guid.Empty));
        });
    }

    /// <summary>Its entry in a calendar; it names nobody.</summary>
    public CalendarEvent Entry() => Entry(Session.Id, Session.Sequence, Program, Session.Topic) with
    {
        Starts = Session.StartsUtc,
        Ends = Session.EndsUtc,
        Location = Place ?? Session.OnlineLink,
        Description = Place is null ? null : Session.OnlineLink,
        Link = Session.OnlineLink,
        Cancelled = !Stands,
    };

    /// <summary>The entry of a session of which no more is known.</summary>
    internal static CalendarEvent Entry(Guid id, int sequence, string program, string? topic) => new($"{id:n}@engagement", sequence, default, default, topic is null ? program : $"{program}: {topic}");

    /// <summary>"Tuesday, March 3, 2026, 6:00 PM – 7:00 PM" in a language, on the clock of the session.</summary>
    public string WhenIn(string language) => WhenIn(language, Session.Slot);

    /// <inheritdoc cref="WhenIn(string)" />
    public static string WhenIn(string language, Slot slot)
    {
        var culture = CultureOf(language);
        // Some data of cultures have thin blanks, which mail programs of old break.
        return $"{slot.Date.ToString("D", culture)}, {slot.Start.ToString("t", culture)} – {slot.Start.AddMinutes(slot.Minutes).ToString("t", culture)}".Replace('\u202f', ' ');
    }

    /// <summary>How dates are written in a language, in this country where it is spoken here.</summary>
    public static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language switch { "en" => "en-US", "es" => "es-US", _ => language });
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }
}
