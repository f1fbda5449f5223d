using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

public sealed partial class SurveyWindowService
{
    /// <summary>The form of a window.</summary>
    public async Task<Result<WindowInput>> InputAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await db.SurveyWindows.AsNoTracking().Where(w => w.Id == id).Join(db.Cohorts, w => w.CohortId, c => c.Id, (w, c) => new { w, c.TimeZone }).FirstOrDefaultAsync();
        return found is null ? new NotFound("The window") : WindowInput.From(found.w, found.TimeZone);
    }

    /// <summary>Adds a window that asks the newest published version of a survey, or the one that is named.</summary>
    public async Task<Result<Guid>> AddAsync(Actor actor, Guid cohortId, WindowInput input)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        if (input.Problems() is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(cohortId) is not { } cohort) return new NotFound("The cohort");
        var survey = await db.Surveys.AsNoTracking().Include(s => s.Versions).FirstOrDefaultAsync(s => s.Id == input.SurveyId && s.ArchivedAt == null);
        if (survey is null) return new Invalid(nameof(input.SurveyId), "This survey is not there any more. Choose another.");
        var forMinors = await db.Programs.Where(p => p.Id == cohort.ProgramId).Select(p => p.ForMinors).SingleAsync();
        var version = input.VersionId is null ? survey.Newest : survey.Versions.FirstOrDefault(v => v.Id == input.VersionId && v.Published);
        if (Unfit(version, forMinors) is { } unfit) return unfit;
        var window = new SurveyWindow(cohortId, version!, input.Kind);
        if (await TakeAsync(db, cohort, window, input) is { } problem) return problem;
        db.Add(window);
        var done = await db.CommitAsync(transaction, "The cohort");
        return done.Ok ? window.Id : done.Error;
    }

    /// <summary>Changes layout, session and times; what is promised only before there are tickets or answers, the layout before there are answers.</summary>
    public Task<Result> EditAsync(Actor actor, Guid id, WindowInput input) => ChangeAsync(actor, id, async (db, cohort, window) =>
    {
        if (window.Version != input.Version) return new Stale("The window");
        (input.SurveyId, input.Kind) = (window.SurveyId, window.Kind);
        if (input.Problems() is { } invalid) return invalid;
        var answers = await db.SurveyResponses.AnyAsync(r => r.WindowId == id);
        if (answers && input.Paging != window.Paging) return new WindowIsUsed();
        if (input.Anonymous != window.Anonymous && (answers || await db.SurveyCodes.AnyAsync(c => c.WindowId == id))) return new WindowIsUsed();
        return await TakeAsync(db, cohort, window, input);
    });

    /// <summary>Opens by hand, now; also one that was closed.</summary>
    public Task<Result> OpenAsync(Actor actor, Guid id) => ChangeAsync(actor, id, async (db, cohort, window) =>
    {
        if (cohort.Status == CohortStatus.Cancelled) return new NobodyToAsk();
        if (!window.Anonymous && await db.SurveyPlans.AnyAsync(p => p.CohortId == cohort.Id && p.ConsentNeeded && p.ListDestroyedAt != null)) return new NobodyCanBeAsked();
        window.OpenNow(Now);
        if (!window.Anonymous) await Codes.EnsureAsync(db, cohort.Id);
        return null;
    });

    /// <summary>Closes by hand, now.</summary>
    public Task<Result> CloseAsync(Actor actor, Guid id) => ChangeAsync(actor, id, (_, _, window) =>
    {
        window.CloseNow(Now);
        return Task.FromResult<Error?>(null);
    });

    /// <summary>Asks the newest published version from now on; who has begun keeps the one of the beginning.</summary>
    public Task<Result> UseNewestAsync(Actor actor, Guid id) => ChangeAsync(actor, id, async (db, cohort, window) =>
    {
        var newest = await db.SurveyVersions.AsNoTracking().Where(v => v.SurveyId == window.SurveyId && v.PublishedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync();
        if (Unfit(newest, await db.Programs.Where(p => p.Id == cohort.ProgramId).Select(p => p.ForMinors).SingleAsync()) is { } unfit) return unfit;
        window.VersionId = newest!.Id;
        return null;
    });

    /// <summary>Deletes a window in which nobody has answered, with its tickets.</summary>
    public Task<Result> RemoveAsync(Actor actor, Guid id) => ChangeAsync(actor, id, async (db, _, window) =>
    {
        if (await db.SurveyResponses.AnyAsync(r => r.WindowId == id)) return new WindowHasAnswers();
        db.Remove(window);
        return null;
    });

    private async Task<Result> ChangeAsync(Actor actor, Guid id, Func<EngagementDb, Cohort, SurveyWindow, Task<Error?>> change)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var cohortId = await db.SurveyWindows.Where(w => w.Id == id).Select(w => w.CohortId).FirstOrDefaultAsync();
        if (await db.LockCohortAsync(cohortId) is not { } cohort) return new NotFound("The window");
        if (await db.SurveyWindows.FirstOrDefaultAsync(w => w.Id == id) is not { } window) return new NotFound("The window");
        if (await change(db, cohort, window) is { } error) return error;
        return await db.CommitAsync(transaction, "The window");
    }

    // Takes a checked form over, under the cohort's lock.
    private async Task<Error?> TakeAsync(EngagementDb db, Cohort cohort, SurveyWindow window, WindowInput input)
    {
        var session = cohort.Sessions.FirstOrDefault(s => s.Id == input.SessionId);
        if (input.SessionId is not null && session is not { Stands: true }) return new Invalid(nameof(input.SessionId), "This session was cancelled or removed. Choose another.");
        var plan = await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == cohort.Id);
        if (!input.Anonymous && plan is null) return new PlanMissing();
        var others = await db.SurveyWindows.AsNoTracking().Where(w => w.CohortId == cohort.Id && w.SurveyId == window.SurveyId && w.Id != window.Id).ToListAsync();
        if (plan?.Promise == Promise.Identified && others.Exists(w => w.Anonymous != input.Anonymous)) return new PromiseClash();
        if (others.Exists(w => w.Kind == window.Kind && w.SessionId == input.SessionId && w.StateAt(Now) != WindowState.Closed)) return new WindowExists();
        (window.Anonymous, window.Paging) = (input.Anonymous, input.Paging);
        input.SetTimes(window, session, cohort.TimeZone, Now);
        return null;
    }

    private static Invalid? Unfit(SurveyVersion? version, bool forMinors) => new Check()
        .That(version is null, nameof(WindowInput.SurveyId), "This survey has no published version yet. Publish it first.")
        .That(version is not null && !version.Content.Questions.Any(q => q.Asks), nameof(WindowInput.SurveyId), "This survey asks nothing. Add a question and publish it again.")
        .That(forMinors && version?.SensitiveReason is null && version?.Content.Questions.Any(q => q.Sensitive is not null) == true, nameof(WindowInput.SurveyId),
            "This survey has sensitive questions. Minors are asked those only after an administrator has confirmed prior written consent in the survey.").Failed;
}
