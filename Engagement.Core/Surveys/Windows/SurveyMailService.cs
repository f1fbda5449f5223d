using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Queues the mails about surveys that have opened. A job runs it; twice changes nothing.</summary>
public sealed class SurveyMailService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>
    /// For closing surveys and those some time later. One that belongs to a session is answered in class, with cards; so the mail goes out when the session is over, to who has not
    /// handed in. Feedback on a session and what comes before the program is answered there and nowhere else: nobody knows who has, so a mail would only confuse.
    /// Answers how many people are written to.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var asked = await (from w in db.SurveyWindows
                           join e in db.Enrollments on w.CohortId equals e.CohortId
                           where (w.Kind == WindowKind.Post || w.Kind == WindowKind.FollowUp) && w.OpensAt <= now && (w.ClosesAt == null || w.ClosesAt > now)
                               && (w.SessionId == null || db.Sessions.Any(s => s.Id == w.SessionId && s.CancelledAt == null && s.EndsUtc <= now))
                               && e.Seat != null && !(w.Kind == WindowKind.Post && e.SurveyHandedIn)
                               && !db.MailPeople.Any(p => p.PersonId == e.PersonId && db.Outbox.Any(m => m.Id == p.MailId && m.Kind == MailKind.SurveyOpen && m.About == w.Id))
                           select new { w.Id, w.CohortId, w.ClosesAt, e.PersonId }).ToListAsync(cancel);
        var written = await db.QueueNoticesAsync([.. asked.Select(a => new MailNotice(MailKind.SurveyOpen, a.Id, a.PersonId) { CohortId = a.CohortId, NotAfter = a.ClosesAt })], cancel);
        await db.SaveChangesAsync(cancel);
        return written;
    }
}
