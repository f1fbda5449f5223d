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

    private Seats(IDbContextTransaction transaction, Cohort cohort, IEnumerable<int> taken) =>
        (this.transaction, Cohort, this.taken) = (transaction, cohort, [.. taken]);

    /// <summary>The cohort as it is under the lock, not tracked.</summary>
    public Cohort Cohort { get; }

    /// <summary>True while enrollments may change.</summary>
    public bool Open => Cohort.Status is CohortStatus.Draft or CohortStatus.Published;

    /// <summary>Seats that nobody has, never negative.</summary>
    public int Free => Math.Max(0, Cohort.Capacity - taken.Count);

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
        return new Seats(begun, cohort, held);
    }

    /// <summary>Takes the smallest free number; null when all are taken. <paramref name="beyond"/> adds a chair to a full room, as a coordinator may decide.</summary>
    public int? Take(bool beyond = false)
    {
        if (taken.Count >= Cohort.Capacity && !beyond) return null;
        var seat = 1;
        foreach (var t in taken)
        {
            if (t > seat) break;
            if (t == seat) seat++;
        }
        taken.Add(seat);
        return seat;
    }

    /// <summary>Gives a seat back.</summary>
    public void GiveBack(int? seat)
    {
        if (seat is { } number) taken.Remove(number);
    }

    public Task CommitAsync() => transaction.CommitAsync();

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
