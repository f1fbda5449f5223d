using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>What a cohort is promised about its answers, and the end of the list that ties codes to names.</summary>
public sealed class SurveyPlanService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Days after the last session on which the list is destroyed, unless staff choose another day.</summary>
    public const int ListDays = 60;

    /// <summary>The form: as saved, or as it is proposed for a cohort without a plan.</summary>
    public async Task<Result<PlanInput>> InputAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == cohortId) is { } plan) return PlanInput.From(plan);
        var cohort = await db.Cohorts.Where(c => c.Id == cohortId).Select(c => new
        {
            c.StartDate,
            ForMinors = db.Programs.Any(p => p.Id == c.ProgramId && p.ForMinors),
            Last = db.Sessions.Where(s => s.CohortId == cohortId).Max(s => (DateOnly?)s.Date),
        }).FirstOrDefaultAsync();
        if (cohort is null) return new NotFound("The cohort");
        var (end, today) = (cohort.Last ?? cohort.StartDate, await db.OfficeTodayAsync(clock));
        return new PlanInput { ConsentNeeded = cohort.ForMinors, ListUntil = (end > today ? end : today).AddDays(ListDays) };
    }

    /// <summary>Saves the plan. Once somebody has answered only what promises more is taken: an earlier end of the list, and asking for consent.</summary>
    public async Task<Result> SaveAsync(Actor actor, Guid cohortId, PlanInput input)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(cohortId) is null) return new NotFound("The cohort");
        var plan = await db.SurveyPlans.FirstOrDefaultAsync(p => p.CohortId == cohortId);
        if ((plan?.Version ?? 0) != input.Version) return new Stale("The plan");
        if (plan is { ListGone: true }) return new ListIsGone();
        if (input.Problems(await db.OfficeTodayAsync(clock)) is { } invalid) return invalid;
        if (plan is not null && !input.Keeps(plan) && await AnsweredAsync(db, cohortId)) return new PromiseGiven();
        if (input.Promise == Promise.Identified && await ClashesAsync(db, cohortId)) return new PromiseClash();
        if (plan is null) db.Add(plan = new SurveyPlan(cohortId, input.Promise, input.ConsentNeeded));
        (plan.Promise, plan.ConsentNeeded) = (input.Promise, input.ConsentNeeded);
        plan.ListUntil = input.Promise == Promise.Confidential ? input.ListUntil : null;
        return await db.CommitAsync(transaction, "The plan");
    }

    /// <summary>Destroys the list before its day; it can't be brought back.</summary>
    public async Task<Result> DestroyListAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var plan = await db.SurveyPlans.FirstOrDefaultAsync(p => p.CohortId == cohortId);
        if (plan is null) return new NotFound("The plan");
        if (plan.Promise == Promise.Identified) return new ListIsKept();
        await CodeList.DestroyAsync(db, plan, clock);
        return Result.Success;
    }

    /// <summary>Whether somebody has answered with a pairing code: then the promise holds.</summary>
    internal static Task<bool> AnsweredAsync(EngagementDb db, Guid cohortId) =>
        db.SurveyResponses.AnyAsync(r => db.SurveyWindows.Any(w => w.Id == r.WindowId && w.CohortId == cohortId && !w.Anonymous));

    // The same survey with names and without them.
    private static Task<bool> ClashesAsync(EngagementDb db, Guid cohortId) =>
        db.SurveyWindows.AnyAsync(w => w.CohortId == cohortId && w.Anonymous && db.SurveyWindows.Any(o => o.CohortId == cohortId && !o.Anonymous && o.SurveyId == w.SurveyId));
}
