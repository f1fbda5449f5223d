using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Takes out what people answered, as long as the list still says which answers are theirs; afterwards nobody can tell.</summary>
internal static class ResponseRemoval
{
    /// <summary>Deletes the answers of some people in all windows, after a consent to surveys was withdrawn. Their codes stay, for a new consent.</summary>
    public static Task<int> AnswersAsync(EngagementDb db, IReadOnlyCollection<Guid> personIds) =>
        db.SurveyResponses.Where(r => Codes(db, personIds).Any(c => c.Id == r.CodeId)).ExecuteDeleteAsync();

    /// <summary>Deletes answers, codes and the lines of the list, when people are erased.</summary>
    public static async Task EverythingAsync(EngagementDb db, IReadOnlyCollection<Guid> personIds)
    {
        await AnswersAsync(db, personIds);
        await Codes(db, personIds).ExecuteDeleteAsync();
    }

    private static IQueryable<SurveyCode> Codes(EngagementDb db, IReadOnlyCollection<Guid> personIds) =>
        db.SurveyCodes.Where(c => db.CodeHolders.Any(h => h.CodeId == c.Id && db.Enrollments.Any(e => e.Id == h.EnrollmentId && personIds.Contains(e.PersonId))));
}
