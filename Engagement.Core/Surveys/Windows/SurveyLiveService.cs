using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Where a respondent stands.</summary>
public enum LiveState
{
    /// <summary>Has not come.</summary>
    Missing,

    /// <summary>Has opened the survey.</summary>
    Joined,

    /// <summary>Is answering.</summary>
    Answering,

    /// <summary>Has begun and given no sign of life for a while.</summary>
    Stuck,

    /// <summary>Has handed in.</summary>
    Done,
}

/// <summary>One line of the live view: a name where staff may see who answered, else a code as on the card.</summary>
public sealed record LiveRow(string Label, LiveState State);

/// <summary>What happens in a window at this moment; never what anybody answered.</summary>
/// <param name="Title">Name of the survey.</param>
/// <param name="CohortId">The cohort.</param>
/// <param name="Cohort">Its name.</param>
/// <param name="Promise">What is promised: names, codes or counts alone.</param>
/// <param name="State">Whether the window takes answers.</param>
/// <param name="Counts">How many are in which state.</param>
/// <param name="Rows">One line each; none in anonymous windows.</param>
/// <param name="NotAsked">People who are not asked for want of consent; in no count.</param>
public sealed record SurveyLive(
    string Title, Guid CohortId, string Cohort, Promise Promise, WindowState State, IReadOnlyDictionary<LiveState, int> Counts, IReadOnlyList<LiveRow> Rows, int NotAsked)
{
    /// <summary>How many are in a state.</summary>
    public int Of(LiveState state) => Counts.GetValueOrDefault(state);

    /// <summary>How many are expected; those who have begun in an anonymous window.</summary>
    public int All => Counts.Values.Sum();
}

/// <summary>The coordinator's view while a class answers.</summary>
public sealed class SurveyLiveService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Without a sign of life for this long somebody is stuck.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(3);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The window as it is now; no answers are read.</summary>
    public async Task<Result<SurveyLive>> GetAsync(Actor actor, Guid windowId)
    {
        if ((actor.Lacks(Permission.ManageSurveys) ?? actor.Lacks(Permission.ReadPeople)) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await (from w in db.SurveyWindows.AsNoTracking()
                           join c in db.Cohorts on w.CohortId equals c.Id
                           join s in db.Surveys on w.SurveyId equals s.Id
                           where w.Id == windowId
                           select new { w, Cohort = c.Name, s.Name, Plan = db.SurveyPlans.FirstOrDefault(p => p.CohortId == c.Id) }).FirstOrDefaultAsync();
        if (found is null) return new NotFound("The window");
        var (window, promise) = (found.w, found.w.PromiseUnder(found.Plan));
        var responses = await db.SurveyResponses.Where(r => r.WindowId == windowId).Select(r => new { r.CodeId, r.Progress, r.TouchedAt }).ToListAsync();
        var states = responses.ConvertAll(r => (r.CodeId, State: StateOf(r.Progress, r.TouchedAt)));
        var rows = new List<LiveRow>();
        var notAsked = 0;
        if (promise != Promise.Anonymous)
        {
            var missing = SurveyConsents.Missing(db, window.CohortId, await db.OfficeTodayAsync(clock));
            var asked = await AskedAsync(db, window.CohortId, promise, missing);
            var byCode = states.Where(s => s.CodeId is not null).ToDictionary(s => s.CodeId!.Value, s => s.State);
            rows = asked.ConvertAll(a => new LiveRow(a.Label, byCode.GetValueOrDefault(a.CodeId)));
            // Who left after answering is no line, but counts as done.
            states = [.. asked.Select(a => ((Guid?)a.CodeId, byCode.GetValueOrDefault(a.CodeId))), .. states.Where(s => s.State == LiveState.Done && asked.TrueForAll(a => a.CodeId != s.CodeId))];
            notAsked = await missing.CountAsync(e => e.Seat != null);
        }
        return new SurveyLive(found.Name, window.CohortId, found.Cohort, promise, window.StateAt(Now), states.GroupBy(s => s.State).ToDictionary(g => g.Key, g => g.Count()), rows, notAsked);
    }

    // By name where names may be seen; by code else, in an order that says nothing. Without the list, all codes that are left.
    private static async Task<List<(Guid CodeId, string Label)>> AskedAsync(EngagementDb db, Guid cohortId, Promise promise, IQueryable<Participation.Enrollment> missing)
    {
        if (promise == Promise.Identified)
        {
            var names = await (from e in db.Enrollments
                               join h in db.CodeHolders on e.Id equals h.EnrollmentId
                               join p in db.People on e.PersonId equals p.Id
                               where e.CohortId == cohortId && e.Seat != null && !missing.Any(m => m.Id == e.Id)
                               orderby p.SortName, e.Id
                               select new { h.CodeId, p.GivenName, p.FamilyName }).ToListAsync();
            return names.ConvertAll(n => (n.CodeId, $"{n.GivenName} {n.FamilyName}".TrimEnd()));
        }
        var codes = await db.SurveyCodes.Where(c => c.CohortId == cohortId && c.WindowId == null
                && (db.SurveyPlans.Any(p => p.CohortId == cohortId && p.ListDestroyedAt != null)
                    || db.CodeHolders.Any(h => h.CodeId == c.Id && db.Enrollments.Any(e => e.Id == h.EnrollmentId && e.Seat != null && !missing.Any(m => m.Id == e.Id)))))
            .OrderBy(c => c.Code).Select(c => new { c.Id, c.Code }).ToListAsync();
        return codes.ConvertAll(c => (c.Id, CheckedCode.Print(c.Code)));
    }

    private LiveState StateOf(Progress progress, DateTime? touched) => progress switch
    {
        Progress.Done => LiveState.Done,
        _ when touched is null || Now - touched > StuckAfter => LiveState.Stuck,
        Progress.Joined => LiveState.Joined,
        _ => LiveState.Answering,
    };
}
