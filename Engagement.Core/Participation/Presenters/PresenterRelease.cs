using System.Text.Json;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>What the mail to a presenter who is called off must know: nothing of it can be looked up when the session is removed.</summary>
internal sealed record ReleaseFacts(Guid SessionId, Guid PresenterId, int Sequence, DateTime StartsUtc, int Minutes, string? Topic);

/// <summary>Finds presenters who expect to present and will not.</summary>
internal static class PresenterRelease
{
    /// <summary>
    /// Queues a mail to each whose session was cancelled, removed for good or given to somebody else before it began, and forgets that they were asked: should the session come back
    /// to them, they are asked anew. Who never got the question gets no mail either; nor does anybody while a cohort is a draft again. Saves.
    /// </summary>
    public static async Task<int> QueueAsync(EngagementDb db, DateTime now, CancellationToken cancel)
    {
        var over = await (from r in db.PresenterRequests
                          where r.StartsUtc > now && !db.Sessions.Any(s => s.Id == r.SessionId && s.CancelledAt == null && s.Presenters.Any(p => p.Id == r.PresenterId)
                              && db.Cohorts.Any(c => c.Id == s.CohortId && c.Status != CohortStatus.Cancelled))
                              && !db.Cohorts.Any(c => c.Id == r.CohortId && c.Status == CohortStatus.Draft)
                          orderby r.Sequence
                          select r).ToListAsync(cancel);
        if (over.Count == 0) return 0;
        var (ids, sessionIds) = (over.ConvertAll(r => r.Id), over.Select(r => r.SessionId).Distinct().ToList());
        var questions = (await db.Outbox.Where(m => m.Kind == MailKind.PresenterConfirmation && ids.Contains(m.About)).ToListAsync(cancel)).ToDictionary(m => m.About);
        var sequences = await db.Sessions.Where(s => sessionIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Sequence, cancel);
        var written = 0;
        foreach (var asked in over.GroupBy(r => (r.SessionId, r.PresenterId)))
        {
            foreach (var waiting in asked.Select(r => questions.GetValueOrDefault(r.Id)).OfType<OutgoingMail>().Where(m => m.State == MailState.Queued)) waiting.Cancel("The session is cancelled, or somebody else presents.");
            if (asked.LastOrDefault(r => questions.GetValueOrDefault(r.Id)?.State is MailState.Sent or MailState.Sending or MailState.Unclear) is not { } last) continue;
            // Of a session that is removed nothing newer can follow.
            var facts = new ReleaseFacts(last.SessionId, last.PresenterId, sequences.TryGetValue(last.SessionId, out var sequence) ? sequence : last.Sequence + 1, last.StartsUtc, last.Minutes, last.Topic);
            await db.QueueMailAsync(new MailOrder(MailKind.PresenterReleased, last.Id, questions[last.Id].Recipient)
            {
                CohortId = last.CohortId,
                SessionId = last.SessionId,
                Facts = JsonSerializer.Serialize(facts),
                NotAfter = last.StartsUtc,
            }, cancel);
            written++;
        }
        db.PresenterRequests.RemoveRange(over);
        await db.SaveChangesAsync(cancel);
        return written;
    }
}
