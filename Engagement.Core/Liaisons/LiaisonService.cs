using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>One liaison: everything that is kept, and the steps of the standing. The account follows by itself (<see cref="LiaisonCredentials"/>).</summary>
public sealed class LiaisonService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const string What = "The liaison";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Everything about one.</summary>
    public async Task<Result<LiaisonView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await LiaisonReading.ViewAsync(db, id, await db.OfficeTodayAsync(clock), Now) is { } view ? view : new NotFound(What);
    }

    /// <summary>The liaison that a person is; null for none.</summary>
    public async Task<Result<PersonLiaison>> OfPersonAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        return await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.PersonId == personId) is { } liaison
            ? new PersonLiaison(liaison.Id, liaison.Number, liaison.StandingOn(today)) : new PersonLiaison(null, "", default);
    }

    /// <summary>Corrects dates and areas.</summary>
    public async Task<Result> EditAsync(Actor actor, Guid id, LiaisonInput input)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var names = await AreaNames.LoadAsync(db);
        if ((input.Problems(await db.OfficeTodayAsync(clock)) ?? names.Problems(input.Areas, nameof(input.Areas))) is { } invalid) return invalid;
        if (await db.Liaisons.Include(l => l.Areas).SingleOrDefaultAsync(l => l.Id == id) is not { } liaison) return new NotFound(What);
        if (liaison.Version != input.Version) return new Stale(What);
        (liaison.Since, liaison.TrainedOn, liaison.ExpiresOn) = (input.Since!.Value, input.TrainedOn!.Value, input.ExpiresOn);
        liaison.Serve(names.Read(input.Areas));
        // Areas are rows of their own; the liaison's version guards them too.
        db.Entry(liaison).Property(l => l.Version).IsModified = true;
        return await db.TrySaveAsync(What) is { } stale ? stale : Result.Success;
    }

    /// <summary>Stops the standing for a reason; the account is out within a minute.</summary>
    public async Task<Result> SuspendAsync(Actor actor, Guid id, string? reason)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        if (new Check().Required(reason, "Reason", "The reason", 300).Failed is { } invalid) return invalid;
        return await ChangeAsync(actor, id, l => l.Suspend(Text.Clean(reason)!, Now), endsSessions: true);
    }

    /// <summary>Ends a suspension.</summary>
    public async Task<Result> ReinstateAsync(Actor actor, Guid id) =>
        actor.Lacks(Permission.ManageLiaisons) is { } no ? no : await ChangeAsync(actor, id, l => l.Reinstate());

    /// <summary>Writes down that the liaison has given it up; the account is out within a minute.</summary>
    public async Task<Result> ResignAsync(Actor actor, Guid id) =>
        actor.Lacks(Permission.ManageLiaisons) is { } no ? no : await ChangeAsync(actor, id, l => l.Resign(Now), endsSessions: true);

    /// <summary>Takes a resignation back.</summary>
    public async Task<Result> ReturnAsync(Actor actor, Guid id) =>
        actor.Lacks(Permission.ManageLiaisons) is { } no ? no : await ChangeAsync(actor, id, l => l.Return());

    /// <summary>Makes the code on the card worthless, where a card was lost; the next printed card has a new one.</summary>
    public async Task<Result> RenewCardAsync(Actor actor, Guid id) =>
        actor.Lacks(Permission.ManageLiaisons) is { } no ? no : await ChangeAsync(actor, id, l =>
        {
            l.RenewCard();
            return Result.Success;
        }, told: "renewed the card");

    /// <summary>Names the adult under whose name a youth liaison's requests are entered: a liaison's number or the e-mail address of staff.</summary>
    public async Task<Result> PutUnderAsync(Actor actor, Guid id, string? adult)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await LiaisonReading.AdultAsync(db, adult, await db.OfficeTodayAsync(clock));
        return found is null ? new NoSuchAdult(adult?.Trim() ?? "") : await ChangeAsync(actor, id, l => l.PutUnder(found.Value));
    }

    /// <summary>
    /// Makes somebody a liaison without training, for a written reason that stays on the record. Only an administrator may; there is no other way around training.
    /// </summary>
    public async Task<Result<Guid>> ExceptAsync(Actor actor, Guid personId, string? reason)
    {
        if (actor.Lacks(Permission.ExceptTraining) is { } no) return no;
        if (new Check().Required(reason, "Reason", "The reason", 300).Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LivePeople.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId) is not { } person) return new NotFound("This person");
        if (person.IsMinor) return new MinorsHaveNoAccount();
        if (await db.Liaisons.Where(l => l.PersonId == personId).Select(l => l.Number).SingleOrDefaultAsync() is { } number) return new IsLiaison(number);
        var today = await db.OfficeTodayAsync(clock);
        var months = await db.Programs.Where(p => p.Active && p.Grants == Programs.Grants.CertificateAndLiaisonAccount).MinAsync(p => p.LiaisonMonths);
        var areas = await AreaNames.LoadAsync(db);
        var made = await LiaisonIssue.AddAsync(db, [new(personId, today, LiaisonIssue.End(today, months), areas.Of(person)) { ExceptionReason = Text.Clean(reason) }], Now);
        if (await db.TrySaveAsync(What, new Stale("This person")) is { } error) return error;
        await transaction.CommitAsync();
        return made[0].Id;
    }

    /// <summary>Writes down that dormant liaisons were asked whether all is well. Answers how many.</summary>
    public async Task<Result<int>> NudgedAsync(Actor actor, IReadOnlyCollection<Guid> ids)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var chosen = await db.Liaisons.Where(l => ids.Contains(l.Id)).ToListAsync();
        foreach (var liaison in chosen) liaison.Nudge(Now);
        return await db.TrySaveAsync(What) is { } stale ? stale : chosen.Count;
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid id, Func<Liaison, Result> verb, bool endsSessions = false, string? told = null)
    {
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Liaisons.SingleOrDefaultAsync(l => l.Id == id) is not { } liaison) return new NotFound(What);
        if (verb(liaison).Error is { } forbidden) return forbidden;
        if (told is not null) db.AddAudit(liaison.PersonId, nameof(Liaison), told);
        if (endsSessions && await db.Invitations.SingleOrDefaultAsync(i => i.HolderId == id && i.AcceptedAt == null && i.WithdrawnAt == null) is { } open) open.Withdraw(Now);
        if (await db.TrySaveAsync(What) is { } stale) return stale;
        if (endsSessions && liaison.UserId is { } user) await db.EndSessionsAsync(user);
        await transaction.CommitAsync();
        return Result.Success;
    }
}

/// <summary>What a person's page says; without an id the person is none.</summary>
public sealed record PersonLiaison(Guid? Id, string Number, Standing Standing);
