using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Whom a plan does not allow to ask: minors without a guardian's consent to surveys that holds today.</summary>
internal static class SurveyConsents
{
    /// <summary>Enrollments whose consent is missing; none where the plan does not ask for it.</summary>
    public static IQueryable<Enrollment> Missing(EngagementDb db, Guid cohortId, DateOnly today)
    {
        var held = db.Consents.Holding(today).Where(c => c.Purpose == ConsentPurpose.Survey);
        return from e in db.Enrollments
               join p in db.People on e.PersonId equals p.Id
               where e.CohortId == cohortId && p.Age != AgeBand.Adult && db.SurveyPlans.Any(x => x.CohortId == cohortId && x.ConsentNeeded)
                   && !held.Any(c => c.PersonId == p.Id)
               select e;
    }

    /// <summary>Whether the holder of a pairing code may be asked today. Where consent is needed and the list is gone nobody can say, so nobody is asked.</summary>
    public static async Task<bool> MayAskAsync(EngagementDb db, SurveyPlan plan, Guid codeId, TimeProvider clock)
    {
        if (!plan.ConsentNeeded) return true;
        var missing = Missing(db, plan.CohortId, await db.OfficeTodayAsync(clock));
        return await db.CodeHolders.AnyAsync(h => h.CodeId == codeId && !missing.Any(e => e.Id == h.EnrollmentId));
    }
}
