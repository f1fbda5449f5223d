using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Announcements;

/// <summary>Finds whom an announcement is for, and who is left out and why. The same checks are made again when each mail is sent.</summary>
internal static class RecipientList
{
    private const int AtOnce = 500;

    public static async Task<List<Recipient>> LoadAsync(EngagementDb db, Announcement announcement)
    {
        var all = announcement.Audience == Audience.Presenters ? await PresentersAsync(db, announcement) : await PeopleAsync(db, announcement);
        var blocked = await db.AddressBlocks.Where(b => b.Since != null).ToDictionaryAsync(b => b.Address, b => b.Reason);
        var off = (await db.MailPreferences.Where(p => p.Kind == MailKind.Announcement && p.OffAt != null).Select(p => p.Address).ToListAsync()).ToHashSet();
        var refusing = new HashSet<Guid>();
        foreach (var some in all.Select(r => r.PersonId).OfType<Guid>().Chunk(AtOnce)) refusing.UnionWith(await AddressBook.RefusingAsync(db, some, CancellationToken.None));
        return [.. all.Select(r => r with { LeftOut = WhyNot(r, blocked, off, refusing) }).OrderBy(r => r.LeftOut is null).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static string? WhyNot(Recipient r, Dictionary<string, string> blocked, HashSet<string> off, HashSet<Guid> refusing) =>
        r.Address is null ? "no e-mail address is known"
        : blocked.TryGetValue(r.Address, out var why) ? $"mail to this address came back: {why}"
        : off.Contains(r.Address) ? "has unsubscribed from announcements"
        : r.PersonId is { } id && refusing.Contains(id) ? "consent to e-mail was withdrawn or has run out" : null;

    private static async Task<List<Recipient>> PeopleAsync(EngagementDb db, Announcement a)
    {
        var ids = await Wanted(db, a, await db.OfficeTodayAsync(db.Clock)).Distinct().ToListAsync();
        var names = new Dictionary<Guid, string>();
        foreach (var some in ids.Chunk(AtOnce))
            foreach (var p in await db.LivePeople.Where(p => some.Contains(p.Id)).Select(p => new { p.Id, p.GivenName, p.FamilyName }).ToListAsync()) names[p.Id] = Person.WholeName(p.GivenName, p.FamilyName);
        var addresses = await Household.LoadAsync(db, ids);
        return [.. from id in ids
                   where names.ContainsKey(id)
                   from to in addresses[id].Select(t => ((string? Address, string Language))t).DefaultIfEmpty((null, "en"))
                   select new Recipient(names[id], to.Address, null) { PersonId = id, Language = to.Language }];
    }

    private static IQueryable<Guid> Wanted(EngagementDb db, Announcement a, DateOnly today) => a.Audience switch
    {
        Audience.Liaisons => db.Liaisons.Standing(Standing.Active, today).Where(l => a.Zip == null || db.LiaisonAreas.Any(x => x.LiaisonId == l.Id && x.Area == a.Zip)).Select(l => l.PersonId),
        Audience.Guardians => from e in db.Enrollments
                              join p in db.People on e.PersonId equals p.Id
                              join c in db.Cohorts on e.CohortId equals c.Id
                              where e.Stage == Stage.Enrolled && p.Age != AgeBand.Adult && c.Status == CohortStatus.Published
                              select p.Id,
        Audience.Session => db.Enrollments.Where(e => e.Stage == Stage.Enrolled && db.Sessions.Any(s => s.Id == a.SessionId && s.CohortId == e.CohortId)).Select(e => e.PersonId),
        _ => db.Enrollments.Where(e => e.CohortId == a.CohortId && e.Stage == Stage.Enrolled).Select(e => e.PersonId),
    };

    private static async Task<List<Recipient>> PresentersAsync(EngagementDb db, Announcement a)
    {
        var now = db.Clock.GetUtcNow().UtcDateTime;
        var found = await db.Presenters.Where(p => db.Sessions.Any(s => s.Presenters.Any(x => x.Id == p.Id) && s.CancelledAt == null && s.EndsUtc > now && (a.CohortId == null || s.CohortId == a.CohortId)))
            .Select(p => new { p.Name, p.Email }).ToListAsync();
        return found.ConvertAll(p => new Recipient(p.Name, string.IsNullOrWhiteSpace(p.Email) ? null : OutgoingMail.AddressOf(p.Email), null));
    }
}
