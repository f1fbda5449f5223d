using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>The end of the list that ties codes to people.</summary>
internal static class CodeList
{
    /// <summary>
    /// Destroys a plan's list in one transaction. The pairs stay, with the number of attended sessions (<see cref="Dosage"/>). A list that is gone stays gone.
    /// </summary>
    public static async Task DestroyAsync(EngagementDb db, SurveyPlan plan, TimeProvider clock)
    {
        if (plan.ListGone) return;
        await RowOrder.OverwriteDeletedAsync(db);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await KeepDosageAsync(db, plan.CohortId);
            await db.CodeHolders.Where(h => db.SurveyCodes.Any(c => c.Id == h.CodeId && c.CohortId == plan.CohortId)).ExecuteDeleteAsync();
            // Late comers' codes are the last rows of the table: their order goes, too.
            await RowOrder.ShuffleAsync(db, "SurveyCodes", await db.SurveyCodes.Where(c => c.CohortId == plan.CohortId && c.WindowId == null).Select(c => c.Id).ToListAsync());
            plan.ListDestroyedAt = clock.GetUtcNow().UtcDateTime;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        await RowOrder.ForgetDeletedAsync(db);
    }

    private static async Task KeepDosageAsync(EngagementDb db, Guid cohortId)
    {
        var attended = await (from h in db.CodeHolders
                              join e in db.Enrollments on h.EnrollmentId equals e.Id
                              where e.CohortId == cohortId
                              select new
                              {
                                  h.CodeId,
                                  Count = db.Attendance.Count(a => a.EnrollmentId == e.Id && (a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late)),
                              }).ToListAsync();
        var pooled = Dosage.Pooled(attended.ConvertAll(a => a.Count));
        foreach (var pool in attended.GroupBy(a => pooled[a.Count], a => a.CodeId))
        {
            var ids = pool.ToList();
            await db.SurveyCodes.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Attended, pool.Key));
        }
    }
}
