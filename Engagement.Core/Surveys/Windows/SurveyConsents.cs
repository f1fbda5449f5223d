using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Whom a plan does not allow to ask: minors without a guardian's consent to surveys that holds today.</summary>
internal static class SurveyConsents
{
    /// <summary>Enrollments with a seat whose consent is missing; none where the plan does not ask for it.</summary>
    public static IQueryable<Enrollment> Missing(EngagementDb db, Guid cohortId, DateOnly today)
    {
        var held = db.Consents.Holding(today).Where(c => c.Purpose == ConsentPurpose.Survey);
        return from e in db.Enrollments
               join p in db.People on e.PersonId equals p.Id
               where e.CohortId == cohortId && e.Seat != null && p.Age != AgeBand.Adult && db.SurveyPlans.Any(x => x.CohortId == cohortId && x.ConsentNeeded)
                   && !held.Any(c => c.PersonId == p.Id)
               select e;
    }

    /// <summary>
    /// Whether the holder of a pairing code may be asked today. Once the list is destroyed all codes that are left belong to people who might be asked
    /// (<see cref="CodeList.DestroyAsync"/>).
    /// </summary>
    public static async Task<bool> MayAskAsync(EngagementDb db, Guid cohortId, Guid codeId, TimeProvider clock)
    {
        var today = await db.OfficeTodayAsync(clock);
        return !await Missing(db, cohortId, today).AnyAsync(e => db.CodeHolders.Any(h => h.CodeId == codeId && h.EnrollmentId == e.Id));
    }
}
