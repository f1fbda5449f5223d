using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Windows of cohorts: reading here, making and changing in the other part.</summary>
public sealed partial class SurveyWindowService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The surveys of a cohort: what is promised, its windows, what is missing. As many queries for one window as for ten.</summary>
    public async Task<Result<CohortSurveys>> OfCohortAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await LoadAsync(db, cohortId) is { } found ? found : new NotFound("The cohort");
    }

    /// <summary>The windows of all cohorts that take answers at this moment, the last to open first; at most twenty, and in one query.</summary>
    public async Task<Result<IReadOnlyList<OpenWindow>>> OpenNowAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var now = Now;
        return await (from w in db.SurveyWindows
                      join c in db.Cohorts on w.CohortId equals c.Id
                      join s in db.Surveys on w.SurveyId equals s.Id
                      where w.OpensAt <= now && (w.ClosesAt == null || w.ClosesAt > now)
                      orderby w.OpensAt descending, w.Id
                      select new OpenWindow(w.Id, c.Id, c.Name, s.Name, db.SurveyResponses.Count(r => r.WindowId == w.Id && r.Progress == Progress.Done))).Take(20).ToListAsync();
    }

    /// <summary>One window with its cohort.</summary>
    public async Task<Result<WindowView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await db.SurveyWindows.AsNoTracking().Where(w => w.Id == id).Join(db.SurveyVersions, w => w.VersionId, v => v.Id, (w, v) => new { w.CohortId, v.Content }).FirstOrDefaultAsync();
        if (found is null || await LoadAsync(db, found.CohortId) is not { } cohort) return new NotFound("The window");
        return new WindowView(cohort, cohort.Windows.First(w => w.Id == id), found.Content.Languages);
    }

    /// <summary>What can be chosen for a window of a cohort.</summary>
    public async Task<Result<WindowChoices>> ChoicesAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var cohort = await db.Cohorts.Where(c => c.Id == cohortId).Select(c => new { c.Name, c.ProgramId }).FirstOrDefaultAsync();
        if (cohort is null) return new NotFound("The cohort");
        // Surveys made for this program come first.
        var surveys = await Ready(db, cohort.ProgramId).OrderBy(s => s.ProgramId == null).ThenBy(s => s.Name)
            .Select(s => new { s.Id, s.Name, Versions = s.Versions.Where(v => v.PublishedAt != null).OrderByDescending(v => v.Number).Select(v => new { v.Id, v.Number }).ToList() }).ToListAsync();
        var sessions = await db.Sessions.Where(s => s.CohortId == cohortId && s.CancelledAt == null).OrderBy(s => s.Number).Select(s => new { s.Id, s.Number, s.Date }).ToListAsync();
        return new WindowChoices(cohort.Name, await db.SurveyPlans.AnyAsync(p => p.CohortId == cohortId),
            [.. surveys.Select(s => (s.Id, s.Name))], [.. surveys.SelectMany(s => s.Versions.Select(v => (s.Id, v.Id, v.Number)))], [.. sessions.Select(s => (s.Id, Label(s.Number, s.Date)))]);
    }

    private async Task<CohortSurveys?> LoadAsync(EngagementDb db, Guid cohortId)
    {
        var cohort = await db.Cohorts.Where(c => c.Id == cohortId)
            .Join(db.Programs, c => c.ProgramId, p => p.Id, (c, p) => new { c.Name, c.TimeZone, ProgramId = p.Id, p.ForMinors, p.Rule }).AsNoTracking().FirstOrDefaultAsync();
        if (cohort is null) return null;
        var plan = await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == cohortId);
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.CohortId == cohortId)
            .Select(s => new { s.Id, s.Number, s.Date, s.StartsUtc, s.EndsUtc, Stands = s.CancelledAt == null }).OrderBy(s => s.StartsUtc).ToListAsync();
        var windows = await db.SurveyWindows.AsNoTracking().Where(w => w.CohortId == cohortId).Select(w => new
        {
            Window = w,
            Survey = db.Surveys.Where(s => s.Id == w.SurveyId).Select(s => s.Name).First(),
            Number = db.SurveyVersions.Where(v => v.Id == w.VersionId).Select(v => v.Number).First(),
            Newest = db.SurveyVersions.Where(v => v.SurveyId == w.SurveyId && v.PublishedAt != null).Max(v => v.Number),
            Begun = db.SurveyResponses.Count(r => r.WindowId == w.Id && r.Progress != Progress.Done),
            Done = db.SurveyResponses.Count(r => r.WindowId == w.Id && r.Progress == Progress.Done),
            Tickets = db.SurveyCodes.Count(c => c.WindowId == w.Id),
        }).ToListAsync();
        var standing = sessions.Where(s => s.Stands).ToList();
        var spans = standing.ConvertAll(s => (s.StartsUtc, s.EndsUtc));
        var rows = windows.OrderBy(w => w.Window.OpensAt ?? DateTime.MaxValue).ThenBy(w => w.Window.Kind).ThenBy(w => w.Window.Id).Select(w =>
        {
            int? newer = w.Newest > w.Number ? w.Newest : null;
            return new WindowRow(w.Window.Id, w.Survey, w.Number, newer, w.Window.Kind,
                sessions.Find(s => s.Id == w.Window.SessionId) is { } s ? Label(s.Number, s.Date) : null, w.Window.PromiseUnder(plan), w.Window.StateAt(Now),
                Local(w.Window.OpensAt), Local(w.Window.ClosesAt), w.Window.WithSession, w.Window.ClassCode, w.Begun, w.Done, w.Tickets,
                [.. WindowWarnings.Of(w.Window, spans, newer, Now)]);
        }).ToList();
        return new CohortSurveys(cohortId, cohort.Name, cohort.ForMinors, cohort.TimeZone, plan, await SurveyPlanService.AnsweredAsync(db, cohortId), rows,
            [.. WindowWarnings.OfAll(plan, windows.ConvertAll(w => w.Window), cohort.Rule.SurveyRequired, Now)],
            await db.Enrollments.CountAsync(e => e.CohortId == cohortId && e.Seat != null),
            await SurveyConsents.Missing(db, cohortId, await db.OfficeTodayAsync(clock)).CountAsync(e => e.Seat != null),
            await Ready(db, cohort.ProgramId).CountAsync(), standing.FirstOrDefault()?.Id, standing.LastOrDefault()?.Id, cohort.ProgramId);

        DateTime? Local(DateTime? utc) => utc is { } time ? LocalTime.FromUtc(time, cohort.TimeZone) : null;
    }

    private static IQueryable<Survey> Ready(EngagementDb db, Guid programId) =>
        db.Surveys.Where(s => s.ArchivedAt == null && (s.ProgramId == null || s.ProgramId == programId) && s.Versions.Any(v => v.PublishedAt != null));

    private static string Label(int number, DateOnly date) => $"{(number == 0 ? "Cancelled session" : $"Session {number}")}, {When.Day(date)}";
}
