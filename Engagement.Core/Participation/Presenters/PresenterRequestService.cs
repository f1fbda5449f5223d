using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>A presenter of a session, and what they said.</summary>
public sealed record PresenterReply(Guid PresenterId, string Name, string? Email, DateTime? AskedAt, bool Outdated, PresenterAnswer? Answer, string? Note, DateTime? AnsweredAt);

/// <summary>A question as its page shows it.</summary>
public sealed record PresenterQuestion(string Name, string Program, string Cohort, string? Topic, Slot Slot, string? Place, bool Stands, PresenterAnswer? Answer);

/// <summary>Asks presenters whether a session stands for them, by a link without an account.</summary>
public sealed class PresenterRequestService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Days before a session on which its presenters are asked by themselves.</summary>
    public const int AskDays = 14;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The presenters of a session with their latest answers; an answer from before the session moved is outdated.</summary>
    public async Task<Result<IReadOnlyList<PresenterReply>>> ListAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Sessions.AsNoTracking().Include(s => s.Presenters).SingleOrDefaultAsync(s => s.Id == sessionId) is not { } session) return new NotFound("The session");
        var asked = (await db.PresenterRequests.AsNoTracking().Where(r => r.SessionId == sessionId).OrderBy(r => r.Sequence).ToListAsync()).ToLookup(r => r.PresenterId);
        return session.Presenters.OrderBy(p => p.Name).Select(p => asked[p.Id].LastOrDefault() is { } r
            ? new PresenterReply(p.Id, p.Name, p.Email, r.AskedAt, r.Sequence != session.Sequence, r.Answer, r.Note, r.AnsweredAt)
            : new PresenterReply(p.Id, p.Name, p.Email, null, false, null, null, null)).ToList();
    }

    /// <summary>Asks the presenters of a session who were not asked since it last moved, and who have an address. Answers how many.</summary>
    public async Task<Result<int>> AskAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await AskAsync(db, s => s.Id == sessionId);
    }

    /// <summary>
    /// Calls off who was asked for a session that is cancelled, removed or somebody else's now, and asks for all sessions of the next <see cref="AskDays"/> days.
    /// A job runs it; twice changes nothing. Answers how many are written to.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var until = Now.AddDays(AskDays);
        return await PresenterRelease.QueueAsync(db, Now, cancel) + await AskAsync(db, s => s.StartsUtc < until);
    }

    /// <summary>The question of a link.</summary>
    [AnyoneMay("The secret of the link is the right; it tells the presenter's own session.")]
    public async Task<Result<PresenterQuestion>> FindAsync(string? token)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        if (await OfAsync(db, token) is not { } request) return new NotFound("This question");
        if ((await SessionFacts.LoadAsync(db, s => s.Id == request.SessionId)).SingleOrDefault() is not { } s) return new NotFound("This question");
        var name = await db.Presenters.Where(p => p.Id == request.PresenterId).Select(p => p.Name).SingleAsync();
        return new PresenterQuestion(name, s.Program, s.Cohort.Name, s.Session.Topic, s.Session.Slot, s.Place ?? s.Session.OnlineLink, s.Stands && request.Sequence == s.Session.Sequence && s.Session.EndsUtc > Now, request.Answer);
    }

    /// <summary>Takes the answer; it counts once. A second one changes nothing and tells the first.</summary>
    [AnyoneMay("The secret of the link is the right.")]
    public async Task<Result<PresenterAnswer>> AnswerAsync(string? token, PresenterAnswer answer, string? note)
    {
        note = Text.CleanLines(note);
        if (new Check().That(!Enum.IsDefined(answer), "Answer", "Choose an answer.").That(answer == PresenterAnswer.AnotherTime && note is null, "Note", "Write which times would suit you.").Fits(note, "Note", "The text", 2000).Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        if (await OfAsync(db, token) is not { } request) return new NotFound("This question");
        if (request.Answer is { } before) return before;
        request.Take(answer, note, Now);
        return await db.TrySaveAsync("The answer") is { } stale ? stale : answer;
    }

    private async Task<int> AskAsync(EngagementDb db, System.Linq.Expressions.Expression<Func<Session, bool>> which)
    {
        var now = Now;
        var open = await (from s in db.Sessions.Where(which)
                          from p in s.Presenters
                          where s.CancelledAt == null && s.StartsUtc > now && db.Cohorts.Any(c => c.Id == s.CohortId && c.Status == CohortStatus.Published)
                              && p.Email != null && p.Email != "" && !db.PresenterRequests.Any(r => r.SessionId == s.Id && r.PresenterId == p.Id && r.Sequence == s.Sequence)
                          select new { Session = s, Presenter = p.Id, p.Email }).AsNoTracking().ToListAsync();
        foreach (var o in open)
        {
            var (token, hash) = OneTimeToken.New();
            var request = new PresenterRequest(o.Session, o.Presenter, hash, now);
            db.PresenterRequests.Add(request);
            await db.QueueMailAsync(new MailOrder(MailKind.PresenterConfirmation, request.Id, o.Email!)
            {
                CohortId = o.Session.CohortId,
                SessionId = o.Session.Id,
                Facts = JsonSerializer.Serialize(new OfferFacts(token)),
                Secret = true,
                NotAfter = o.Session.StartsUtc,
            });
        }
        await db.SaveChangesAsync();
        return open.Count;
    }

    private static async Task<PresenterRequest?> OfAsync(EngagementDb db, string? token)
    {
        if (token is not { Length: > 10 and < 60 }) return null;
        var hash = OneTimeToken.HashOf(token);
        return await db.PresenterRequests.SingleOrDefaultAsync(r => r.TokenHash == hash);
    }
}
