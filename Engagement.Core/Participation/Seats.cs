using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Engagement.Core.Participation;

/// <summary>
/// The seats of one cohort, locked for one transaction: the cohort's row is updated first, so that whoever comes second waits,
/// and only then are the taken seats read. The unique index over cohort and seat is the last guard.
/// </summary>
internal sealed class Seats : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;
    private readonly SortedSet<int> taken;
    private readonly List<SeatOffer> offers;

    private Seats(IDbContextTransaction transaction, Cohort cohort, IEnumerable<int> taken, List<SeatOffer> offers) =>
        (this.transaction, Cohort, this.taken, this.offers) = (transaction, cohort, [.. taken], offers);

    /// <summary>The cohort as it is under the lock, not tracked.</summary>
    public Cohort Cohort { get; }

    /// <summary>True while enrollments may change.</summary>
    public bool Open => Cohort.Status is CohortStatus.Draft or CohortStatus.Published;

    /// <summary>Offers that were not answered: each holds a seat.</summary>
    public IReadOnlyList<SeatOffer> Offers => offers;

    /// <summary>Seats that nobody has and that are held for nobody, never negative.</summary>
    public int Free => Math.Max(0, Cohort.Capacity - taken.Count - offers.Count);

    /// <summary>Begins a transaction and locks; null when there is no such cohort. Dispose without <see cref="CommitAsync"/> takes everything back.</summary>
    public static async Task<Seats?> LockAsync(EngagementDb db, Guid cohortId)
    {
        var begun = await db.Database.BeginTransactionAsync();
        var locked = await db.Cohorts.Where(c => c.Id == cohortId).ExecuteUpdateAsync(s => s.SetProperty(c => c.SeatLock, c => c.SeatLock + 1));
        if (locked == 0)
        {
            await begun.DisposeAsync();
            return null;
        }
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(c => c.Id == cohortId);
        var held = await db.Enrollments.Where(e => e.CohortId == cohortId && e.Seat != null).Select(e => e.Seat!.Value).ToListAsync();
        return new Seats(begun, cohort, held, await db.SeatOffers.Where(o => o.CohortId == cohortId && o.Answer == null).ToListAsync());
    }

    /// <summary>Takes the smallest free number; null when all are taken. <paramref name="beyond"/> adds a chair to a full room, as a coordinator may decide.</summary>
    public int? Take(bool beyond = false)
    {
        if (Free == 0 && !beyond) return null;
        var seat = 1;
        foreach (var t in taken)
        {
            if (t > seat) break;
            if (t == seat) seat++;
        }
        taken.Add(seat);
        return seat;
    }

    /// <summary>First place of somebody new: a seat, else the waitlist.</summary>
    public Enrollment Place(Enrollment enrollment, DateTime utcNow, string by, bool beyond = false)
    {
        if (Take(beyond) is { } seat) enrollment.Admit(seat, utcNow, by);
        else enrollment.Wait(utcNow, by);
        return enrollment;
    }

    /// <summary>Carries a decision out on one enrollment, or says why not.</summary>
    public Result Decide(Enrollment enrollment, Decision decision, DateTime utcNow, string by, string? reason)
    {
        var held = enrollment.Seat;
        // Who decides about somebody with an offer answers it.
        var offer = offers.Find(o => o.EnrollmentId == enrollment.Id);
        if (offer is not null) offers.Remove(offer);
        var result = decision switch
        {
            Decision.Admit or Decision.AdmitBeyond => Admit(enrollment, decision == Decision.AdmitBeyond, utcNow, by, reason),
            Decision.Wait => enrollment.Wait(utcNow, by, reason),
            Decision.Deny => enrollment.Deny(utcNow, by, reason ?? ""),
            _ => enrollment.Withdraw(utcNow, by, reason ?? ""),
        };
        if (held is { } number && enrollment.Seat is null) taken.Remove(number);
        if (offer is null) return result;
        if (result.Ok) offer.End(OfferAnswer.Withdrawn, utcNow);
        else offers.Add(offer);
        return result;
    }

    /// <summary>Holds a seat for an offer.</summary>
    public void Hold(SeatOffer offer) => offers.Add(offer);

    /// <summary>The offer has ended.</summary>
    public void Release(SeatOffer offer) => offers.RemoveAll(o => o.Id == offer.Id);

    public Task CommitAsync() => transaction.CommitAsync();

    public ValueTask DisposeAsync() => transaction.DisposeAsync();

    private Result Admit(Enrollment enrollment, bool beyond, DateTime utcNow, string by, string? reason)
    {
        if (enrollment.HasSeat) return new WrongStage(enrollment.Stage, Stage.Enrolled);
        return Take(beyond) is { } seat ? enrollment.Admit(seat, utcNow, by, reason) : new NoSeat();
    }
}
