using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>News of one session that people were not told.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its number and topic.</param>
/// <param name="News">What is new.</param>
/// <param name="Before">When it was as far as people know; null when they know of none.</param>
/// <param name="Now">When it is; null when it was removed for good.</param>
public sealed record NewsRow(Guid SessionId, string Title, SessionNews News, Slot? Before, Slot? Now);

/// <summary>What the people of a cohort were not told.</summary>
/// <param name="Sessions">Changed sessions, in order of time.</param>
/// <param name="NotWelcomed">People with a seat who never got the mail that says so.</param>
/// <param name="People">People with a seat.</param>
/// <param name="WithoutAddress">Those of them to whom no mail can go.</param>
public sealed record CohortNews(IReadOnlyList<NewsRow> Sessions, int NotWelcomed, int People, int WithoutAddress)
{
    /// <summary>True when there is something to tell.</summary>
    public bool Any => Sessions.Count > 0 || NotWelcomed > 0;
}

/// <summary>Tells everyone in a cohort what is new, with one click beside every change of the schedule.</summary>
public sealed class TellService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What people were not told yet. Nothing for drafts: nobody knows of them.</summary>
    public async Task<Result<CohortNews>> NewsAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Cohorts.AsNoTracking().Include(c => c.Sessions).FirstOrDefaultAsync(c => c.Id == cohortId) is not { } cohort) return new NotFound("The cohort");
        var people = await SeatedAsync(db, cohortId);
        var addresses = await Household.LoadAsync(db, people);
        var rows = (await NewsAsync(db, cohort)).ConvertAll(n => new NewsRow(n.Told.SessionId, n.Session is null ? n.Told.Topic ?? "Session" : Title(n.Session), n.News, n.Told.Slot, n.Session?.Slot));
        return new CohortNews(rows, (await NotWelcomedAsync(db, cohort)).Count, people.Count, people.Count(p => !addresses.Contains(p)));
    }

    /// <summary>
    /// Queues one mail for each household that says everything that is new; what still waits from an earlier telling is taken back, because this one says it, too.
    /// Answers to how many people it goes. A second click finds nothing to tell.
    /// </summary>
    public async Task<Result<int>> TellAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(cohortId) is not { } cohort) return new NotFound("The cohort");
        var (news, fresh) = (await NewsAsync(db, cohort), await NotWelcomedAsync(db, cohort));
        await EnrollmentMail.QueueAsync(db, cohort, fresh);
        var told = news.Count == 0 ? 0 : await QueueAsync(db, cohort, news, (await SeatedAsync(db, cohortId)).Except(fresh.Select(f => f.PersonId)));
        await db.ToldSessions.Where(t => t.CohortId == cohortId).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return told + fresh.Count;
    }

    private async Task<int> QueueAsync(EngagementDb db, Cohort cohort, List<(Session? Session, ToldSession Told, SessionNews News)> news, IEnumerable<Guid> people)
    {
        var earlier = await TakeBackAsync(db, cohort.Id);
        var fresh = news.ConvertAll(n => new ToldNews(n.Told.SessionId, n.News, n.Told.Slot, n.Told.NewMaterials, n.Told.Topic));
        var all = fresh.Concat(earlier.Where(e => !fresh.Exists(f => f.SessionId == e.SessionId))).ToList();
        var kind = SessionMail.KindOf(all.ConvertAll(n => n.News));
        var facts = JsonSerializer.Serialize(all);
        return await db.QueueNoticesAsync([.. people.Select(p => new MailNotice(kind, cohort.Id, p)
        {
            // Raised by every operation that locks the cohort, so each telling has its own.
            Edition = cohort.SeatLock,
            CohortId = cohort.Id,
            SessionId = all.Count == 1 ? all[0].SessionId : null,
            NotAfter = kind == MailKind.MaterialsAdded ? null : all.Max(n => new[] { cohort.Sessions.Where(s => s.Id == n.SessionId).Select(s => (DateTime?)s.EndsUtc).FirstOrDefault(), n.Was is { } was ? EndOf(was, cohort) : null }.Max()),
            Facts = facts,
        })]);
    }

    // A telling that nobody has got yet. One that some have got stays: the others would miss nothing but wait for nothing.
    private static async Task<List<ToldNews>> TakeBackAsync(EngagementDb db, Guid cohortId)
    {
        MailKind[] kinds = [MailKind.SessionChanged, MailKind.SessionMoved, MailKind.SessionCancelled, MailKind.MaterialsAdded];
        var waiting = await db.Outbox.Where(m => m.About == cohortId && kinds.Contains(m.Kind) && m.State == MailState.Queued).ToListAsync();
        var facts = waiting.Select(m => m.Facts).Distinct().SelectMany(f => JsonSerializer.Deserialize<List<ToldNews>>(f ?? "[]")!).ToList();
        foreach (var mail in waiting) mail.Cancel("A newer mail says it.");
        return facts.GroupBy(f => f.SessionId).Select(g => g.First()).ToList();
    }

    private async Task<List<(Session? Session, ToldSession Told, SessionNews News)>> NewsAsync(EngagementDb db, Cohort cohort)
    {
        if (cohort.Status == CohortStatus.Draft) return [];
        return (from t in await db.ToldSessions.AsNoTracking().Where(t => t.CohortId == cohort.Id).ToListAsync()
                let session = cohort.Sessions.FirstOrDefault(s => s.Id == t.SessionId)
                let news = t.News(session, cohort)
                let ends = new[] { session?.EndsUtc, t.Slot is { } slot ? EndOf(slot, cohort) : null }.Max()
                where news == SessionNews.Materials || news != SessionNews.None && ends > Now
                orderby ends
                select (session, t, news)).ToList();
    }

    private static DateTime? EndOf(Slot slot, Cohort cohort) => LocalTime.ToUtc(slot.Date, slot.Start, cohort.TimeZone).AddMinutes(slot.Minutes);

    private static Task<List<Guid>> SeatedAsync(EngagementDb db, Guid cohortId) =>
        db.Enrollments.Where(e => e.CohortId == cohortId && e.Stage == Stage.Enrolled).Select(e => e.PersonId).ToListAsync();

    private async Task<List<Enrollment>> NotWelcomedAsync(EngagementDb db, Cohort cohort)
    {
        if (cohort.Status != CohortStatus.Published || !cohort.ToCome(Now).Any()) return [];
        var open = await db.Enrollments.AsNoTracking().Where(e => e.CohortId == cohort.Id && e.Stage == Stage.Enrolled
            && !db.MailPeople.Any(p => p.PersonId == e.PersonId && db.Outbox.Any(m => m.Id == p.MailId && m.Kind == MailKind.Enrolled && m.About == cohort.Id))).ToListAsync();
        var addresses = await Household.LoadAsync(db, open.ConvertAll(e => e.PersonId));
        return open.FindAll(e => addresses.Contains(e.PersonId));
    }

    private static string Title(Session s) => s.Topic is null ? s.Number > 0 ? $"Session {s.Number}" : "Session" : s.Number > 0 ? $"Session {s.Number}: {s.Topic}" : s.Topic;
}
