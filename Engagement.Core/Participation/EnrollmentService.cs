using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Gives out seats and moves people between the stages of a cohort. Each operation holds the lock on the cohort's seats.</summary>
public sealed class EnrollmentService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Puts people into a cohort, in the given order: seats first, then the waitlist. One transaction, and as many SELECTs for one person as for a thousand.
    /// People who are unknown, erased or merged into others fail the whole.
    /// </summary>
    public async Task<Result<EnrollOutcome>> EnrollManyAsync(Actor actor, Guid cohortId, IReadOnlyList<Guid> personIds)
    {
        if (actor.Lacks(Permission.ManageEnrollments) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var seats = await Seats.LockAsync(db, cohortId);
        if (seats is null) return new NotFound("The cohort");
        if (!seats.Open) return new CohortEnded();
        var wanted = personIds.Distinct().ToList();
        foreach (var some in wanted.Chunk(1000))
            if (await db.LivePeople.CountAsync(p => some.Contains(p.Id)) != some.Length) return new NotFound("A person of the list");
        var present = (await db.Enrollments.Where(e => e.CohortId == cohortId).Select(e => e.PersonId).ToListAsync()).ToHashSet();
        var (enrolled, waitlisted) = (0, 0);
        var fresh = new List<Enrollment>();
        foreach (var id in wanted.Where(id => !present.Contains(id)))
        {
            // A microsecond apart, so that the line keeps the given order.
            var enrollment = seats.Place(new Enrollment(cohortId, id, Now.AddMicroseconds(enrolled + waitlisted)), Now, actor.Name);
            if (enrollment.HasSeat) enrolled++; else waitlisted++;
            fresh.Add(enrollment);
        }
        await DrawCardsAsync(db, fresh);
        db.AddRange(fresh);
        await db.SaveChangesAsync();
        await EnrollmentMail.QueueAsync(db, seats.Cohort, fresh);
        await seats.CommitAsync();
        return new EnrollOutcome(enrolled, waitlisted, wanted.Count - enrolled - waitlisted);
    }

    /// <summary>Makes a person and puts them into the cohort: a seat, or the waitlist, or with <paramref name="beyond"/> a chair more than there are seats.
    /// The same form sent twice answers the first enrollment.</summary>
    public async Task<Result<Enrollment>> EnrollNewAsync(Actor actor, Guid cohortId, NewParticipant input, bool beyond = false)
    {
        if (actor.Lacks(Permission.ManageEnrollments) is { } no) return no;
        if (input.Problems() is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        await using var seats = await Seats.LockAsync(db, cohortId);
        if (seats is null) return new NotFound("The cohort");
        if (!seats.Open) return new CohortEnded();
        var key = input.FormId?.ToString("n");
        if (key is not null && await db.Enrollments.AsNoTracking().FirstOrDefaultAsync(e => e.FormKey == key && e.CohortId == cohortId) is { } before) return before;
        var person = input.ToPerson(Now);
        var enrollment = seats.Place(new Enrollment(cohortId, person.Id, Now) { FormKey = key }, Now, actor.Name, beyond);
        await DrawCardsAsync(db, [enrollment]);
        db.AddRange(person, enrollment);
        await EnrollmentMail.QueueAsync(db, seats.Cohort, [enrollment]);
        await seats.CommitAsync();
        return enrollment;
    }

    /// <summary>
    /// Decides on people of one cohort at once. Those for whom there is no seat, or who can't take the step, stay as they are and are counted.
    /// Seats that become free go to the first waiting when that is the cohort's rule; never to someone whom this decision has just made wait.
    /// </summary>
    public async Task<Result<DecisionOutcome>> DecideAsync(Actor actor, Guid cohortId, IReadOnlyList<Guid> enrollmentIds, Decision decision, string? reason = null)
    {
        if (actor.Lacks(Permission.ManageEnrollments) is { } no) return no;
        reason = Text.Clean(reason);
        var needsReason = decision is Decision.Deny or Decision.Withdraw;
        if (new Check().That(needsReason && reason is null, "Reason", "A reason is missing.").Fits(reason, "Reason", "The reason").Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        await using var seats = await Seats.LockAsync(db, cohortId);
        if (seats is null) return new NotFound("The cohort");
        if (!seats.Open) return new CohortEnded();
        var chosen = await db.Enrollments.Where(e => e.CohortId == cohortId && enrollmentIds.Contains(e.Id)).OrderBy(e => e.AppliedAt).ThenBy(e => e.Id).ToListAsync();
        var (done, noSeat) = (new List<Enrollment>(), 0);
        foreach (var enrollment in chosen)
        {
            var result = seats.Decide(enrollment, decision, Now, actor.Name, reason);
            if (result.Ok) done.Add(enrollment);
            else if (result.Error is NoSeat) noSeat++;
        }
        // Saved before the next in line is read, because the freed seat numbers are unique in the database too.
        await db.SaveChangesAsync();
        await EnrollmentMail.QueueAsync(db, seats.Cohort, done);
        var promoted = seats.Cohort.Waitlist == WaitlistRule.FirstInLine && decision is Decision.Wait or Decision.Withdraw
            ? await PromoteAsync(db, seats, actor.Name, except: enrollmentIds) : 0;
        if (decision is Decision.Wait or Decision.Withdraw or Decision.Deny) await OfferService.PassOnAsync(db, seats, Now);
        await seats.CommitAsync();
        return new DecisionOutcome(done.Count, noSeat, chosen.Count - done.Count - noSeat, promoted);
    }

    /// <summary>Gives all free seats to the first waiting, for example after the capacity was raised; answers how many got one.</summary>
    public async Task<Result<DecisionOutcome>> FillAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageEnrollments) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var seats = await Seats.LockAsync(db, cohortId);
        if (seats is null) return new NotFound("The cohort");
        if (!seats.Open) return new CohortEnded();
        var promoted = await PromoteAsync(db, seats, actor.Name, except: []);
        await seats.CommitAsync();
        return new DecisionOutcome(0, 0, 0, promoted);
    }

    private async Task<int> PromoteAsync(EngagementDb db, Seats seats, string by, IReadOnlyList<Guid> except)
    {
        if (seats.Free == 0) return 0;
        var next = await db.Enrollments
            .Where(e => e.CohortId == seats.Cohort.Id && e.Stage == Stage.Waitlisted && !except.Contains(e.Id))
            .OrderBy(e => e.AppliedAt).ThenBy(e => e.Id).Take(seats.Free).ToListAsync();
        foreach (var enrollment in next) seats.Decide(enrollment, Decision.Admit, Now, by, "first on the waitlist");
        await db.SaveChangesAsync();
        await EnrollmentMail.QueueAsync(db, seats.Cohort, next);
        return next.Count;
    }

    // Card codes are short, so that they can be typed: of tens of thousands two are alike now and then, and the second is drawn again.
    internal static async Task DrawCardsAsync(EngagementDb db, IReadOnlyList<Enrollment> fresh)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in fresh.Select(e => e.CardCode).Chunk(1000))
            known.UnionWith(await db.Enrollments.Where(e => some.Contains(e.CardCode)).Select(e => e.CardCode).ToListAsync());
        foreach (var enrollment in fresh)
            while (!known.Add(enrollment.CardCode)) enrollment.DrawCard();
    }
}
