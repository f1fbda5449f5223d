using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>The office's instruments: listed, made, copied, put away, deleted while nobody used them. What they ask is edited by <see cref="InstrumentDraftService"/>.</summary>
public sealed class InstrumentService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    internal const string What = "The survey";

    /// <summary>A page of instruments by name; those that were put away only when asked for.</summary>
    public async Task<Result<Page<InstrumentRow>>> ListAsync(Actor actor, PageRequest request, bool archived = false)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Surveys.Where(s => s.ArchivedAt != null == archived).Matching(request.Search, s => s.Name, s => s.Notes)
            .OrderByText(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new InstrumentRow(s.Id, s.Name, db.Programs.Where(p => p.Id == s.ProgramId).Select(p => p.Name).FirstOrDefault(), s.ForMinors, s.ArchivedAt != null,
                s.Versions.Where(v => v.PublishedAt != null).Max(v => (int?)v.Number), s.Versions.Any(v => v.PublishedAt == null), db.SurveyWindows.Count(w => w.SurveyId == s.Id)))
            .PageAsync(request);
    }

    /// <summary>Published instruments to choose for a window, by name; not those that were put away.</summary>
    public async Task<Result<IReadOnlyList<InstrumentChoice>>> ListForChoiceAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var rows = await db.SurveyVersions.AsNoTracking()
            .Where(v => v.PublishedAt != null && !db.SurveyVersions.Any(o => o.SurveyId == v.SurveyId && o.PublishedAt != null && o.Number > v.Number))
            .Join(db.Surveys.Where(s => s.ArchivedAt == null), v => v.SurveyId, s => s.Id, (v, s) => new { v, s.Name, s.ProgramId, s.ForMinors })
            .OrderBy(r => r.Name).ToListAsync();
        return rows.ConvertAll(r => new InstrumentChoice(r.v.SurveyId, r.Name, r.ProgramId, r.ForMinors, r.v.Id, r.v.Number, r.v.MayAskMinors));
    }

    /// <summary>An instrument with its versions.</summary>
    public async Task<Result<InstrumentView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.AsNoTracking().Include(s => s.Versions).FirstOrDefaultAsync(s => s.Id == id) is not { } survey) return new NotFound(What);
        var program = await db.Programs.Where(p => p.Id == survey.ProgramId).Select(p => p.Name).FirstOrDefaultAsync();
        var windows = await db.SurveyWindows.Where(w => w.SurveyId == id).GroupBy(w => w.VersionId).ToDictionaryAsync(g => g.Key, g => g.Count());
        var responses = await db.SurveyResponses.Where(r => db.SurveyVersions.Any(v => v.SurveyId == id && v.Id == r.VersionId)).GroupBy(r => r.VersionId).ToDictionaryAsync(g => g.Key, g => g.Count());
        return new InstrumentView(id, survey.Name, survey.Notes, program, survey.ForMinors, survey.ArchivedAt is not null,
        [
            .. survey.Versions.OrderByDescending(v => v.Number).Select(v => new VersionRow(v.Id, v.Number, v.PublishedAt, v.Content.Questions.Count(q => q.Asks), v.Content.Languages,
                PublishRules.Sensitive(v.Content).Count, v.SensitiveReason, windows.GetValueOrDefault(v.Id), responses.GetValueOrDefault(v.Id))),
        ]);
    }

    /// <summary>What a form says about an instrument.</summary>
    public async Task<Result<InstrumentInput>> InputAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Surveys.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id) is { } s
            ? new InstrumentInput { Version = s.Version, Name = s.Name, Notes = s.Notes, ProgramId = s.ProgramId, ForMinors = s.ForMinors }
            : new NotFound(What);
    }

    /// <summary>Makes an instrument with an empty draft, or with <paramref name="content"/>, and answers its id.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, InstrumentInput input, SurveyContent? content = null)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        var name = Text.Clean(input.Name)!;
        var tidy = (content ?? new SurveyContent { Title = Words.Of("en", name) }).Tidy();
        if (ContentRules.Problems(tidy) is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.Called(name, s => s.Name).AnyAsync()) return InstrumentInput.Taken;
        var survey = new Survey(name, input.ForMinors, QuestionKeys.Settle(tidy, new HashSet<string>()));
        if (await FillAsync(db, survey, input) is { } gone) return gone;
        db.Add(survey);
        return await db.TrySaveAsync(What, InstrumentInput.Taken) is { } error ? error : survey.Id;
    }

    /// <summary>
    /// Changes what is said about an instrument. It can be made one for minors only when its newest published version has no sensitive
    /// questions, or has an administrator's word on them.
    /// </summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, InstrumentInput input)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.Include(s => s.Versions).FirstOrDefaultAsync(s => s.Id == id) is not { } survey) return new NotFound(What);
        if (survey.Version != input.Version) return new Stale(What);
        if (input.ForMinors && !survey.ForMinors && survey.Newest is { MayAskMinors: false } newest)
            return new SensitiveItems([.. PublishRules.Sensitive(newest.Content).Select(newest.Content.NameOf)]);
        survey.Name = Text.Clean(input.Name)!;
        survey.ForMinors = input.ForMinors;
        if (await FillAsync(db, survey, input) is { } gone) return gone;
        if (await db.Surveys.Called(survey.Name, s => s.Name).AnyAsync(s => s.Id != id)) return InstrumentInput.Taken;
        return await db.TrySaveAsync(What, InstrumentInput.Taken) is { } error ? error : Result.Success;
    }

    /// <summary>Puts an instrument away, or takes it out again. Windows that hold it go on.</summary>
    public async Task<Result> ArchiveAsync(Actor actor, Guid id, bool archived)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.FirstOrDefaultAsync(s => s.Id == id) is not { } survey) return new NotFound(What);
        survey.ArchivedAt = archived ? survey.ArchivedAt ?? clock.GetUtcNow().UtcDateTime : null;
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    /// <summary>Deletes an instrument that no window ever held.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.Include(s => s.Versions).FirstOrDefaultAsync(s => s.Id == id) is not { } survey) return new NotFound(What);
        if (await db.SurveyWindows.AnyAsync(w => w.SurveyId == id)) return new SurveyInUse();
        db.Remove(survey);
        return await db.TrySaveAsync(What, used: new SurveyInUse()) is { } error ? error : Result.Success;
    }

    /// <summary>
    /// A new instrument with a draft that starts from the newest version of another, draft included. Questions keep their keys,
    /// so that a copy made for the end of a program can be compared with the survey of its beginning.
    /// </summary>
    public async Task<Result<Guid>> CopyAsync(Actor actor, Guid id, string? name)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.AsNoTracking().Include(s => s.Versions).FirstOrDefaultAsync(s => s.Id == id) is not { } s) return new NotFound(What);
        var input = new InstrumentInput { Name = name, Notes = s.Notes, ProgramId = s.ProgramId, ForMinors = s.ForMinors };
        return await CreateAsync(actor, input, s.Versions.MaxBy(v => v.Number)!.Content);
    }

    /// <summary>Makes an instrument of the office's own from a ready-made one, as a draft that can be published as it is; a number is added to a name that is taken.</summary>
    public async Task<Result<Guid>> UseAsync(Actor actor, string key)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        if (ReadyMade.Find(key) is not { } ready) return new NotFound(What);
        await using var db = await dbs.OpenAsync(actor);
        var program = await db.Programs.Where(p => p.Slug == ready.Program).Select(p => (Guid?)p.Id).FirstOrDefaultAsync();
        var taken = (await db.Surveys.Select(s => s.Name).ToListAsync()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Enumerable.Range(1, 10_000).Select(n => n == 1 ? ready.Name : $"{ready.Name} ({n})").First(n => !taken.Contains(n));
        return await CreateAsync(actor, new InstrumentInput { Name = name, Notes = ready.About, ProgramId = program, ForMinors = ready.ForMinors }, ready.Content);
    }

    private static async Task<Invalid?> FillAsync(EngagementDb db, Survey survey, InstrumentInput input)
    {
        survey.Notes = Text.CleanLines(input.Notes);
        survey.ProgramId = input.ProgramId;
        return input.ProgramId is { } program && !await db.Programs.AnyAsync(p => p.Id == program)
            ? new Invalid(nameof(InstrumentInput.ProgramId), "This program is gone. Choose another one, or none.") : null;
    }
}
