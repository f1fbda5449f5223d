using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>Clashes of sessions with presenters, rooms, closures, participants and rules: saved ones, and those of a form before it is saved.</summary>
public sealed class ClashService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>A page of all clashes from now on, in order of time; names of participants only for those who may read people.</summary>
    public async Task<Result<Page<Clash>>> ListAsync(Actor actor, PageRequest page, ClashKind? kind = null)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var all = await FindAsync(db, actor, await BusySessions.BetweenAsync(db, UtcNow, DateTime.MaxValue), null, null);
        var wanted = all.Where(c => kind is null || c.Kind == kind).ToList();
        return new Page<Clash>([.. wanted.Skip(page.Skip).Take(page.Take)], wanted.Count);
    }

    /// <summary>The clashes of one cohort's sessions from now on.</summary>
    public async Task<Result<Clashes>> OfCohortAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var ends = await db.Sessions.Where(s => s.CohortId == cohortId && s.CancelledAt == null).MaxAsync(s => (DateTime?)s.EndsUtc);
        if (ends is null) return new Clashes([]);
        var sessions = await BusySessions.BetweenAsync(db, UtcNow, ends.Value);
        return new Clashes(await FindAsync(db, actor, sessions, cohortId, s => s.CohortId == cohortId));
    }

    /// <summary>The clashes that sessions would have, were they saved as in the question.</summary>
    public async Task<Result<Clashes>> CheckAsync(Actor actor, ClashQuestion question)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        // What is wrong with a date or a length is the form's to say.
        if (question.Sessions.Count == 0 || !question.Sessions.All(s => s.Slot.Possible)) return new Clashes([]);
        var proposed = await ProposedSessions.ReadAsync(db, question);
        var ids = question.Sessions.Select(s => s.Id).OfType<Guid>().ToHashSet();
        var others = await BusySessions.BetweenAsync(db, proposed.Min(s => s.StartsUtc), proposed.Max(s => s.EndsUtc));
        var mine = proposed.ToHashSet(ReferenceEqualityComparer.Instance);
        return new Clashes(await FindAsync(db, actor, [.. proposed, .. others.Where(o => !ids.Contains(o.Id!.Value))], question.CohortId, mine.Contains));
    }

    private static async Task<IReadOnlyList<Clash>> FindAsync(EngagementDb db, Actor actor, List<BusySession> sessions, Guid? cohortId, Func<BusySession, bool>? asked)
    {
        if (sessions.Count == 0) return [];
        var closed = await ClosedDays.LoadAsync(db, sessions.Min(s => s.Slot.Date));
        var cohorts = sessions.Select(s => s.CohortId).Distinct().ToList();
        // A cohort that is only being planned has no participants.
        var shared = asked is not null && cohortId is null ? [] : await BusySessions.SharedAsync(db, cohorts, cohortId, actor.May(Permission.ReadPeople));
        return ClashFinder.Find(sessions, closed, shared, asked);
    }
}

/// <summary>Clashes in order of time.</summary>
public sealed record Clashes(IReadOnlyList<Clash> All)
{
    /// <summary>Those of one session.</summary>
    public IEnumerable<Clash> Of(Guid sessionId) => All.Where(c => c.Session.Id == sessionId);
}
