using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

public sealed partial class CohortService
{
    /// <summary>The sessions before and after, were the changed plan applied to those to come; nothing is changed.</summary>
    public async Task<Result<PlanChange>> PreviewEditAsync(Actor actor, Guid id, CohortInput input)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Cohorts.AsNoTracking().Include(c => c.Sessions).FirstOrDefaultAsync(c => c.Id == id) is { } cohort
            ? await ReplannedAsync(db, cohort, input)
            : new NotFound("The cohort");
    }

    /// <summary>
    /// Saves the form. There can't be fewer seats than are given out. With <see cref="CohortInput.Replan"/> the sessions to come
    /// get new dates, exactly as in <paramref name="shown"/>; else the sessions stay where they are.
    /// </summary>
    public async Task<Result> EditAsync(Actor actor, Guid id, CohortInput input, PlanChange? shown = null)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (input.Wrong() is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        if (await WrongPlaceAsync(db, input) is { } nowhere) return nowhere;
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(id) is not { } cohort) return new NotFound("The cohort");
        if (cohort.Version != input.Version) return new Stale("The cohort");
        if (cohort.Over is { } over) return over;
        var taken = await db.Enrollments.CountAsync(e => e.CohortId == id && e.Seat != null);
        if (input.Capacity < taken) return new Invalid(nameof(CohortInput.Capacity), $"{taken} seats are given out already, so there can't be fewer than {taken}.");
        if (input.Replan)
        {
            var change = await ReplannedAsync(db, cohort, input);
            if (!change.Ok) return change.Error;
            if (shown is not null && !change.Value.Same(shown)) return new PlanIsStale();
            cohort.Apply(change.Value);
        }
        cohort.Take(input, UtcNow);
        return await db.CommitAsync(transaction, "The cohort");
    }

    private async Task<Result<PlanChange>> ReplannedAsync(EngagementDb db, Cohort cohort, CohortInput input)
    {
        var localNow = LocalTime.FromUtc(UtcNow, cohort.TimeZone);
        var change = Replan.Plan(cohort.States(), cohort.Minutes, input.Plan(cohort.TimeZone), localNow, await ClosedDays.LoadAsync(db, input.StartDate));
        if (!change.Ok) return change;
        var moving = change.Value.Sessions.Where(c => c.After != c.Session.Slot).Select(c => c.Session.Id).ToHashSet();
        return await db.AttendanceAtAsync([.. cohort.Sessions.Where(s => moving.Contains(s.Id))]) is { } taken ? taken : change;
    }
}
