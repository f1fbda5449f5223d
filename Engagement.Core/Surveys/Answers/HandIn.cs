using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>
/// What happens when answers are handed in, on a screen or typed from paper: the one place that keeps the promises of that moment.
/// Runs inside the caller's transaction and saves.
/// </summary>
internal static class HandIn
{
    /// <summary>
    /// Marks a tracked response as done. Its time is dropped unless staff may see who answered; an anonymous response lets go of its ticket, which is used up;
    /// after a closing survey the participant's enrollment says that it was handed in. Handing in twice changes nothing.
    /// </summary>
    /// <param name="db">The caller's unit of work, in a transaction.</param>
    /// <param name="response">The response, tracked; its answers are set already.</param>
    /// <param name="window">Its window.</param>
    /// <param name="plan">The cohort's plan; null where it has none, as beside anonymous windows.</param>
    public static async Task RunAsync(EngagementDb db, SurveyResponse response, SurveyWindow window, SurveyPlan? plan)
    {
        if (response.Progress == Progress.Done) return;
        var code = response.CodeId;
        response.Progress = Progress.Done;
        if (window.PromiseUnder(plan) != Promise.Identified) response.TouchedAt = null;
        // Rows are updated past the change tracker: their versions must not tell who has handed in, and the trail no time.
        if (window.Anonymous)
        {
            response.CodeId = null;
            // Of two at the same moment one takes the ticket; the other's whole work is taken back, looks again and finds it used.
            if (code is not null && await db.SurveyCodes.Where(c => c.Id == code && !c.Used).ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, true)) == 0)
                throw new DbUpdateConcurrencyException("The ticket was used at the same moment.");
        }
        else if (window.Kind == WindowKind.Post)
        {
            // The list is asked for the one enrollment first; asked for each enrollment whether it is the one, a city's would all be read.
            var holders = db.CodeHolders.Where(h => h.CodeId == code).Select(h => h.EnrollmentId);
            await db.Enrollments.Where(e => holders.Contains(e.Id) && !e.SurveyHandedIn).ExecuteUpdateAsync(s => s.SetProperty(e => e.SurveyHandedIn, true));
        }
        // What comes after the rows were put in random order waits for the next time that they are.
        if (window.ShuffledAt is not null)
            await db.SurveyWindows.Where(w => w.Id == window.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ShuffledAt, (DateTime?)null));
        await db.SaveChangesAsync();
    }
}
