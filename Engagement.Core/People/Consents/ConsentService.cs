using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>The consent ledger: recording, withdrawing, and what holds today.</summary>
public sealed class ConsentService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>A person's ledger, newest first, with what holds today.</summary>
    public async Task<Result<ConsentLedger>> OfPersonAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var lines = await db.Consents.AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.SignedOn).ThenByDescending(c => c.Id).ToListAsync();
        return new ConsentLedger(lines, lines.Where(c => c.Holds(today)).Select(c => c.Purpose).ToHashSet(), today);
    }

    /// <summary>What the people of a cohort have consented to today: everybody who applied, waits, is enrolled or has completed, by name.</summary>
    public async Task<Result<ConsentState>> ForCohortAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var cohort = await db.Cohorts.AsNoTracking().Where(c => c.Id == cohortId)
            .Select(c => new { c.Name, ForMinors = db.Programs.Any(p => p.Id == c.ProgramId && p.ForMinors) }).SingleOrDefaultAsync();
        if (cohort is null) return new NotFound("The cohort");
        var today = await db.OfficeTodayAsync(clock);
        var people = await Members(db, cohortId).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.GivenName, p.FamilyName, p.Age, Guardian = p.Guardians.OrderBy(g => g.Id).Select(g => g.Name).FirstOrDefault() }).ToListAsync();
        var held = (await db.Consents.AsNoTracking().Holding(today).Where(c => Members(db, cohortId).Any(p => p.Id == c.PersonId))
            .Select(c => new { c.PersonId, c.Purpose }).ToListAsync()).ToLookup(c => c.PersonId, c => c.Purpose);
        return new ConsentState(cohort.Name, cohort.ForMinors, today,
            [.. people.Select(p => new ConsentRow(p.Id, Person.WholeName(p.GivenName, p.FamilyName), p.Age != AgeBand.Adult, p.Guardian, held[p.Id].ToHashSet()))]);
    }

    /// <summary>How many of those with a seat lack which consent on the day of the first session; null once that has begun, or when nothing is missing.</summary>
    public async Task<Result<MissingConsents?>> MissingAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var now = clock.GetUtcNow().UtcDateTime;
        var first = await db.Sessions.AsNoTracking().Where(s => s.CohortId == cohortId && s.CancelledAt == null).OrderBy(s => s.StartsUtc)
            .Select(s => new { s.Date, s.StartsUtc, ForMinors = db.Cohorts.Any(c => c.Id == cohortId && db.Programs.Any(p => p.Id == c.ProgramId && p.ForMinors)) }).FirstOrDefaultAsync();
        if (first is null || first.StartsUtc <= now) return (MissingConsents?)null;
        var today = await db.OfficeTodayAsync(clock);
        var enrolled = db.Enrollments.Where(e => e.CohortId == cohortId && e.Stage == Stage.Enrolled);
        var people = await enrolled.CountAsync();
        // What is signed later than today can't be known; what is signed must still hold on the day.
        var held = await db.Consents.Where(c => c.WithdrawnAt == null && c.SignedOn <= today && (c.ExpiresOn == null || c.ExpiresOn >= first.Date) && enrolled.Any(e => e.PersonId == c.PersonId))
            .Select(c => new { c.PersonId, c.Purpose }).Distinct().GroupBy(c => c.Purpose).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var missing = Enum.GetValues<ConsentPurpose>().Select(p => (Purpose: p, Count: people - held.GetValueOrDefault(p))).Where(m => m.Count > 0).ToList();
        return missing.Count == 0 ? null : new MissingConsents(first.Date, people, first.ForMinors, missing);
    }

    /// <summary>Records one signature for one person and one or more purposes.</summary>
    public async Task<Result> RecordAsync(Actor actor, Guid personId, IReadOnlyCollection<ConsentPurpose> purposes, SignatureInput signature)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        if (signature.Problems(today, purposes.Count == 0, signerNeeded: true) is { } invalid) return invalid;
        var person = await db.LivePeople.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId);
        if (person is null) return new NotFound("This person");
        if (person.IsMinor && signature.BySelf) return new Invalid(nameof(SignatureInput.Relation), $"{person.FullName} is a minor: a parent or guardian must sign.");
        await WriteAsync(db, purposes.Select(p => (personId, p, signature.SignedBy!)), signature);
        return Result.Success;
    }

    /// <summary>
    /// Records what a signed class list of a cohort says: one relation and day for all. The signer is the person, or the first known guardian.
    /// All or nothing; what is held already is not written again.
    /// </summary>
    public async Task<Result<int>> RecordListAsync(Actor actor, Guid cohortId, IReadOnlyCollection<(Guid PersonId, ConsentPurpose Purpose)> ticked, SignatureInput signature)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        var state = await ForCohortAsync(actor, cohortId);
        if (!state.Ok) return state.Error;
        var people = state.Value.People.ToDictionary(p => p.PersonId);
        if (signature.Problems(state.Value.Today, ticked.Count == 0, signerNeeded: false) is { } invalid) return invalid;
        if (ticked.Any(t => !people.ContainsKey(t.PersonId))) return new NotFound("Somebody of the list");
        if (signature.BySelf && ticked.Select(t => people[t.PersonId]).FirstOrDefault(p => p.Minor) is { } minor)
            return new Invalid(nameof(SignatureInput.Relation), $"{minor.Name} is a minor: a parent or guardian must sign.");
        var lines = ticked.Distinct().Where(t => !people[t.PersonId].Held.Contains(t.Purpose))
            .Select(t => (t.PersonId, t.Purpose, signature.BySelf ? people[t.PersonId].Name : people[t.PersonId].Guardian ?? "as on the signed list")).ToList();
        await using var db = await dbs.OpenAsync(actor);
        await WriteAsync(db, lines, signature);
        return lines.Count;
    }

    /// <summary>
    /// Withdraws a consent; it ends at once. With the last consent to surveys go the answers, as long as anybody can tell which they are.
    /// </summary>
    public async Task<Result> WithdrawAsync(Actor actor, Guid consentId)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var consent = await db.Consents.SingleOrDefaultAsync(c => c.Id == consentId);
        if (consent is null) return new NotFound("This consent");
        consent.Withdraw(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        var today = await db.OfficeTodayAsync(clock);
        if (consent.Purpose == ConsentPurpose.Survey && !await db.Consents.Holding(today).AnyAsync(c => c.PersonId == consent.PersonId && c.Purpose == ConsentPurpose.Survey))
            await ResponseRemoval.AnswersAsync(db, await Erasure.WithMergedAsync(db, consent.PersonId));
        await transaction.CommitAsync();
        return Result.Success;
    }

    private static IQueryable<Person> Members(EngagementDb db, Guid cohortId) =>
        db.LivePeople.Where(p => db.Enrollments.Any(e => e.CohortId == cohortId && e.PersonId == p.Id && e.Stage != Stage.Withdrawn && e.Stage != Stage.Denied));

    private async Task WriteAsync(EngagementDb db, IEnumerable<(Guid PersonId, ConsentPurpose Purpose, string Signer)> lines, SignatureInput signature)
    {
        await ConsentTextService.EnsureAsync(db, clock);
        var versions = await ConsentTextService.InForceAsync(db, signature.SignedOn!.Value);
        foreach (var (personId, purpose, signer) in lines)
            db.Add(new Consent(personId, purpose, versions.GetValueOrDefault(purpose, 1), Text.Clean(signer)!, Text.Clean(signature.Relation)!, signature.SignedOn.Value, signature.ExpiresOn));
        await db.SaveChangesAsync();
    }
}
