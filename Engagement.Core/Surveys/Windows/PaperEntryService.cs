using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>A window for which sheets are typed.</summary>
/// <param name="CohortId">The cohort.</param>
/// <param name="Cohort">Its name.</param>
/// <param name="Survey">Name of the survey.</param>
/// <param name="Versions">Published versions, the one that the window asks first.</param>
/// <param name="Typed">Sheets typed so far.</param>
public sealed record PaperWindow(Guid CohortId, string Cohort, string Survey, IReadOnlyList<SurveyVersion> Versions, int Typed);

/// <summary>A sheet as it was typed.</summary>
public sealed class PaperInput
{
    /// <summary>The code on the sheet.</summary>
    public string? Code { get; set; }

    /// <summary>The version that was printed.</summary>
    public Guid VersionId { get; set; }

    /// <summary>The language that was printed.</summary>
    public string Language { get; set; } = "en";

    /// <summary>What was typed, by item.</summary>
    public IReadOnlyDictionary<string, string?> Typed { get; set; } = new Dictionary<string, string?>();

    /// <summary>True when it was typed twice and the differences were settled.</summary>
    public bool Twice { get; set; }

    /// <summary>True when answers that were begun on a screen, or a sheet typed before, may be replaced.</summary>
    public bool Replace { get; set; }
}

/// <summary>Sheets of paper become responses. Nothing that was answered can be read back here.</summary>
public sealed class PaperEntryService(IDbContextFactory<EngagementDb> dbs, GroupCommit writer, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The window, with what its sheets ask. Sheets may be typed after it has closed.</summary>
    public async Task<Result<PaperWindow>> GetAsync(Actor actor, Guid windowId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await (from w in db.SurveyWindows.AsNoTracking()
                           join c in db.Cohorts on w.CohortId equals c.Id
                           join s in db.Surveys on w.SurveyId equals s.Id
                           where w.Id == windowId
                           select new { w, Cohort = c.Name, s.Name, Typed = db.SurveyResponses.Count(r => r.WindowId == w.Id && r.Source == AnswerSource.Paper) }).FirstOrDefaultAsync();
        if (found is null) return new NotFound("The window");
        if (found.w.StateAt(Now) == WindowState.Ahead) return new WindowIsAhead();
        var versions = await db.SurveyVersions.AsNoTracking().Where(v => v.SurveyId == found.w.SurveyId && v.PublishedAt != null).OrderByDescending(v => v.Number).ToListAsync();
        return new PaperWindow(found.w.CohortId, found.Cohort, found.Name, [.. versions.OrderByDescending(v => v.Id == found.w.VersionId)], found.Typed);
    }

    /// <summary>Whether a sheet with this code can be typed; the error says plainly why not.</summary>
    public async Task<Result> CheckAsync(Actor actor, Guid windowId, string? code)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var sheet = await FindAsync(db, windowId, code);
        return sheet.Ok ? sheet.Value.Before is { } before ? new ReplacesAnswers(before.Source == AnswerSource.Paper) : Result.Success : sheet.Error;
    }

    /// <summary>Keeps a sheet as handed in. Nothing is required of paper; answers to questions that a skip rule hides are left out, as on the screen.</summary>
    public async Task<Result> SaveAsync(Actor actor, Guid windowId, PaperInput input)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        return await writer.WriteAsync<Result>(actor, async db =>
        {
            var found = await FindAsync(db, windowId, input.Code);
            if (!found.Ok) return found.Error;
            var sheet = found.Value;
            var version = await db.SurveyVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Id == input.VersionId && v.SurveyId == sheet.Window.SurveyId && v.PublishedAt != null);
            if (version is null || !version.Content.Languages.Contains(input.Language)) return new NotFound("The printed version");
            var read = PaperSheet.Items(version.Content).Select(i => (i.Item, Answer: PaperSheet.Read(i, input.Typed.GetValueOrDefault(i.Item)))).ToList();
            var problems = read.Where(r => !r.Answer.Ok).SelectMany(r => ((Invalid)r.Answer.Error!).Problems).ToList();
            if (problems.Count > 0) return new Invalid(problems);
            if (sheet.Before is { } before)
            {
                if (!input.Replace) return new ReplacesAnswers(before.Source == AnswerSource.Paper);
                await db.SurveyResponses.Where(r => r.Id == before.Id).ExecuteDeleteAsync();
            }
            var answers = read.Where(r => r.Answer.Value is not null).ToDictionary(r => r.Item, r => r.Answer.Value!);
            var response = new SurveyResponse(windowId, version.Id, sheet.CodeId, input.Language, AnswerSource.Paper, Now)
            {
                Answers = AnswerSheet.Write(new SurveyLayout(version.Content, Paging.AllOnOne).Shown(answers)),
                EnteredTwice = input.Twice,
            };
            db.Add(response);
            var handIn = new HandIn(db);
            handIn.Add(response, sheet.Window, sheet.Plan);
            await handIn.SaveAsync();
            return Result.Success;
        });
    }

    private async Task<Result<Sheet>> FindAsync(EngagementDb db, Guid windowId, string? typed)
    {
        if (await db.SurveyWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == windowId) is not { } window) return new NotFound("The window");
        if (window.StateAt(Now) == WindowState.Ahead) return new WindowIsAhead();
        if (CheckedCode.Read(typed) is not { Length: SurveyCode.Length } code
            || await db.SurveyCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Code == code && c.CohortId == window.CohortId) is not { } found
            || found.WindowId != (window.Anonymous ? window.Id : null)) return new WrongCode();
        if (found.Used) return new CodeIsUsed();
        var plan = await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == window.CohortId);
        if (!window.Anonymous && !await SurveyConsents.MayAskAsync(db, plan!, found.Id, clock)) return plan!.ListGone ? new NobodyCanBeAsked() : new NoConsent();
        var before = await db.SurveyResponses.Where(r => r.WindowId == windowId && r.CodeId == found.Id).Select(r => new Before(r.Id, r.Source, r.Progress)).FirstOrDefaultAsync();
        return before is { Source: AnswerSource.Screen, Progress: Progress.Done } ? new CodeIsUsed() : new Sheet(window, plan, found.Id, before);
    }

    private sealed record Before(Guid Id, AnswerSource Source, Progress Progress);

    private sealed record Sheet(SurveyWindow Window, SurveyPlan? Plan, Guid CodeId, Before? Before);
}
