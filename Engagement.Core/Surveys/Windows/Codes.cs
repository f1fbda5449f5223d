using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Gives codes to those who have none.</summary>
internal static class Codes
{
    /// <summary>
    /// Sees to it that everyone with a seat has a pairing code, late comers included; called wherever codes are printed, listed or needed.
    /// Does nothing without a plan or once its list is destroyed. Two at the same time: the unique index lets one of them through, for both.
    /// </summary>
    public static async Task EnsureAsync(EngagementDb db, Guid cohortId)
    {
        if (!await db.SurveyPlans.AnyAsync(p => p.CohortId == cohortId && p.ListDestroyedAt == null)) return;
        var without = await db.Enrollments.Where(e => e.CohortId == cohortId && e.Seat != null && !db.CodeHolders.Any(h => h.EnrollmentId == e.Id))
            .Select(e => e.Id).ToArrayAsync();
        if (without.Length == 0) return;
        Random.Shared.Shuffle(without);
        foreach (var enrollment in without)
        {
            var code = SurveyCode.ForPair(cohortId);
            db.AddRange(code, new CodeHolder(code.Id, enrollment));
        }
        if (await db.TrySaveAsync("The codes", taken: new NotFound("A code")) is not null) db.ChangeTracker.Clear();
    }

    /// <summary>A new code on a new card; the row stays, and with it the pair. Its version stays too: it would tell later whose card was lost.</summary>
    public static async Task<string> ReplaceAsync(EngagementDb db, Guid codeId)
    {
        var code = CheckedCode.New(SurveyCode.Length);
        await db.SurveyCodes.Where(c => c.Id == codeId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Code, code));
        return code;
    }
}
