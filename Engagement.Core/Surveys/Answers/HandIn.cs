using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>
/// What happens when answers are handed in, on a screen or typed from paper: the one place that keeps the promises of that moment.
/// Several that are handed in at the same time share their statements.
/// </summary>
/// <param name="db">The caller's unit of work, in a transaction.</param>
internal sealed class HandIn(EngagementDb db)
{
    private readonly List<Guid> tickets = [], pairs = [];
    private readonly HashSet<Guid> shuffled = [];

    /// <summary>
    /// Marks a tracked response as done. Its time is dropped unless staff may see who answered; an anonymous response lets go of its ticket, which is used up;
    /// after a closing survey the participant's enrollment says that it was handed in. Handing in twice changes nothing.
    /// </summary>
    /// <param name="response">The response, tracked; its answers are set already.</param>
    /// <param name="window">Its window.</param>
    /// <param name="plan">The cohort's plan; null where it has none, as beside anonymous windows.</param>
    public void Add(SurveyResponse response, SurveyWindow window, SurveyPlan? plan)
    {
        if (response.Progress == Progress.Done) return;
        response.Progress = Progress.Done;
        if (window.PromiseUnder(plan) != Promise.Identified) response.TouchedAt = null;
        if (response.CodeId is { } code && (window.Anonymous ? tickets : window.Kind == WindowKind.Post ? pairs : null) is { } codes) codes.Add(code);
        if (window.Anonymous) response.CodeId = null;
        // What comes after the rows were put in random order waits for the next time that they are.
        if (window.ShuffledAt is not null) shuffled.Add(window.Id);
    }

    /// <summary>Saves all that were added, and whatever else the unit of work holds.</summary>
    public async Task SaveAsync()
    {
        // Rows are updated past the change tracker: their versions must not tell who has handed in, and the trail no time.
        // Of two at the same moment one takes the ticket; the other's whole work is taken back, looks again and finds it used.
        if (tickets.Count > 0 && await db.SurveyCodes.Where(c => tickets.Contains(c.Id) && !c.Used).ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, true)) < tickets.Count)
            throw new DbUpdateConcurrencyException("A ticket was used at the same moment.");
        if (pairs.Count > 0)
        {
            // The list is asked for these enrollments first; asked for each enrollment whether it is one of them, a city's would all be read.
            var holders = db.CodeHolders.Where(h => pairs.Contains(h.CodeId)).Select(h => h.EnrollmentId);
            await db.Enrollments.Where(e => holders.Contains(e.Id) && !e.SurveyHandedIn).ExecuteUpdateAsync(s => s.SetProperty(e => e.SurveyHandedIn, true));
        }
        if (shuffled.Count > 0)
            await db.SurveyWindows.Where(w => shuffled.Contains(w.Id)).ExecuteUpdateAsync(s => s.SetProperty(w => w.ShuffledAt, (DateTime?)null));
        await db.SaveChangesAsync();
    }
}
