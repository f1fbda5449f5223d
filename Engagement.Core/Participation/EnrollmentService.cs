using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>What became of people who were put into a cohort.</summary>
/// <param name="Enrolled">Got a seat.</param>
/// <param name="Waitlisted">Found all seats taken.</param>
/// <param name="Already">Were in the cohort before, in whatever stage; left as they are.</param>
public sealed record EnrollOutcome(int Enrolled, int Waitlisted, int Already);

/// <summary>Gives out seats and moves people between the stages of a cohort.</summary>
public sealed class EnrollmentService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Puts people into a cohort, in the given order: seats first, then the waitlist. One transaction; three SELECTs for any number of people.
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
        foreach (var id in wanted.Where(id => !present.Contains(id)))
        {
            var enrollment = new Enrollment(cohortId, id, Now);
            if (seats.Take() is { } seat) { enrollment.Admit(seat, Now, actor.Name); enrolled++; }
            else { enrollment.Wait(Now, actor.Name); waitlisted++; }
            db.Add(enrollment);
        }
        await db.SaveChangesAsync();
        await seats.CommitAsync();
        return new EnrollOutcome(enrolled, waitlisted, wanted.Count - enrolled - waitlisted);
    }
}
