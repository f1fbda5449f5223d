using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Invites liaisons to make their account: one, several, a cohort. Sending again makes a new link; the one before does not count any more.</summary>
public sealed class LiaisonInvitationService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IAccountMail mail)
{
    /// <summary>Most liaisons invited at once.</summary>
    public const int Most = 1000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Liaisons without an account who may have one, in the order of their numbers.</summary>
    public async Task<Result<Page<LiaisonInvitationRow>>> ListAsync(Actor actor, InvitationFilter filter, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var (now, waiting) = (Now, await WaitingAsync(db, filter));
        var rows = await waiting.OrderBy(w => w.Liaison.Number.Length).ThenBy(w => w.Liaison.Number).Skip(page.Skip).Take(page.Take)
            .Select(w => new LiaisonInvitationRow(w.Liaison.Id, w.Liaison.Number, Person.WholeName(w.Person.GivenName, w.Person.FamilyName),
                w.Person.Email,
                w.Invitation == null ? InvitationState.None : w.Invitation.WithdrawnAt != null ? InvitationState.Withdrawn : w.Invitation.ExpiresAt > now ? InvitationState.Open : InvitationState.RunOut,
                w.Invitation == null ? null : w.Invitation.InvitedBy, w.Invitation == null ? null : w.Invitation.ExpiresAt)).ToListAsync();
        return new Page<LiaisonInvitationRow>(rows, await waiting.CountAsync());
    }

    /// <summary>Invites these liaisons, or renews their links. Who may have no account now is left out and named.</summary>
    public async Task<Result<InvitationOutcome>> SendAsync(Actor actor, IReadOnlyCollection<Guid> liaisonIds)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await SendAsync(db, actor, await db.Liaisons.Where(l => liaisonIds.Contains(l.Id)).Join(db.People, l => l.PersonId, p => p.Id, (l, p) => new Waiting { Liaison = l, Person = p }).ToListAsync());
    }

    /// <summary>Invites everybody of a filter, as a whole cohort.</summary>
    public async Task<Result<InvitationOutcome>> SendAllAsync(Actor actor, InvitationFilter filter)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await SendAsync(db, actor, await (await WaitingAsync(db, filter)).OrderBy(w => w.Liaison.Number.Length).ThenBy(w => w.Liaison.Number).Take(Most).ToListAsync());
    }

    /// <summary>Takes invitations back; their links do not count any more. Answers how many there were.</summary>
    public async Task<Result<int>> WithdrawAsync(Actor actor, IReadOnlyCollection<Guid> liaisonIds)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var open = await db.Invitations.Where(i => i.HolderId != null && liaisonIds.Contains(i.HolderId.Value) && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync();
        foreach (var invitation in open) invitation.Withdraw(Now);
        return await db.TrySaveAsync("The invitation") is { } stale ? stale : open.Count;
    }

    private async Task<Result<InvitationOutcome>> SendAsync(EngagementDb db, Actor actor, List<Waiting> chosen)
    {
        if (chosen.Count is 0 or > Most) return new Invalid("", $"Choose liaisons to invite, at most {Most} at once.");
        var today = await db.OfficeTodayAsync(clock);
        var book = await InvitationBook.LoadAsync(db, [.. chosen.Select(c => c.Liaison.Id)], chosen.Select(c => c.Person.Email));
        var (links, leftOut) = (new List<LiaisonLink>(), new List<(string, string)>());
        foreach (var (liaison, person) in chosen.OrderBy(c => c.Liaison.Number, StringComparer.Ordinal).Select(c => (c.Liaison, c.Person)))
        {
            if (WhyNot(liaison, person, book, today) is { } why) leftOut.Add((person.FullName, why));
            else links.Add(await book.IssueAsync(actor, mail, liaison.Id, liaison.Number, person.FullName, person.Email, Now));
        }
        return await db.TrySaveAsync("An invitation", new Stale("An invitation")) is { } stale ? stale : new InvitationOutcome(links, leftOut);
    }

    private static string? WhyNot(Liaison liaison, Person person, InvitationBook book, DateOnly today) =>
        liaison.UserId is not null ? new HasAccount(liaison.Number).Message
        : !liaison.MayJoinOn(today) ? $"{liaison.Number} is {liaison.StandingOn(today).ToString().ToLowerInvariant()}."
        : person.IsMinor ? new MinorsHaveNoAccount().Message
        : person.Email is { } email && !book.IsFree(email, liaison.Id) ? new AddressInUse(email).Message : null;

    private async Task<IQueryable<Waiting>> WaitingAsync(EngagementDb db, InvitationFilter filter)
    {
        var (now, today) = (Now, await db.OfficeTodayAsync(clock));
        var all = from l in db.WithoutAccount(today).Matching(db, filter.Search)
                  join p in db.People on l.PersonId equals p.Id
                  join i in db.Invitations on l.Id equals i.HolderId into invitations
                  from i in invitations.DefaultIfEmpty()
                  select new Waiting { Liaison = l, Person = p, Invitation = i };
        if (filter.CohortId is { } cohort) all = all.Where(w => db.Enrollments.Any(e => e.Id == w.Liaison.EnrollmentId && e.CohortId == cohort));
        return filter.State switch
        {
            InvitationState.None => all.Where(w => w.Invitation == null),
            InvitationState.Open => all.Where(w => w.Invitation != null && w.Invitation.WithdrawnAt == null && w.Invitation.ExpiresAt > now),
            InvitationState.RunOut => all.Where(w => w.Invitation != null && w.Invitation.WithdrawnAt == null && w.Invitation.ExpiresAt <= now),
            InvitationState.Withdrawn => all.Where(w => w.Invitation != null && w.Invitation.WithdrawnAt != null),
            _ => all,
        };
    }

    private sealed class Waiting
    {
        public required Liaison Liaison { get; init; }

        public required Person Person { get; init; }

        public Invitation? Invitation { get; init; }
    }
}
