using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>
/// Edits and publishes what an instrument asks. Edits always go to a draft, which nobody is asked. Publishing a draft makes a version;
/// while the version before has no answers, it is replaced and its windows move along, so that numbers don't grow with every typing error.
/// What was once published never changes: a replaced version's row is gone, not altered.
/// </summary>
public sealed class InstrumentDraftService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const string What = "The survey";

    /// <summary>What is asked, as it is edited: the draft, or the newest version when there is none.</summary>
    public async Task<Result<DraftView>> OpenAsync(Actor actor, Guid surveyId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await LoadAsync(db, surveyId) is not { } survey) return new NotFound(What);
        var published = survey.Newest is { } v ? new PublishedContent(v.Id, v.Number, v.Content, v.SensitiveReason) : null;
        var answered = published is not null && await db.SurveyResponses.AnyAsync(r => r.VersionId == published.Id);
        var number = survey.Draft?.Number ?? published!.Number + 1;
        return new DraftView(survey.Id, survey.Name, survey.ForMinors, answered || published is null ? number : published.Number, survey.Draft?.Version ?? 0,
            QuestionKeys.Settle(survey.Draft?.Content ?? published!.Content, KeysOf(survey)), published, answered);
    }

    /// <summary>What one version asks.</summary>
    public async Task<Result<PublishedContent>> VersionAsync(Actor actor, Guid surveyId, int number)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.SurveyVersions.AsNoTracking().FirstOrDefaultAsync(v => v.SurveyId == surveyId && v.Number == number) is { } v
            ? new PublishedContent(v.Id, v.Number, v.Content, v.SensitiveReason) : new NotFound("This version of the survey");
    }

    /// <summary>
    /// Stores the draft, however unfinished; makes one when there is none. <paramref name="token"/> is the one of <see cref="DraftView"/> or of the last save:
    /// somebody else's save in between answers <see cref="Stale"/>.
    /// </summary>
    public async Task<Result<DraftSaved>> SaveAsync(Actor actor, Guid surveyId, int token, SurveyContent content)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        var tidy = content.Tidy();
        if (ContentRules.Problems(tidy) is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await LoadAsync(db, surveyId, track: true) is not { } survey) return new NotFound(What);
        if (token != (survey.Draft?.Version ?? 0)) return new Stale(What);
        if (await WrongPictureAsync(db, tidy) is { } wrong) return wrong;
        var draft = survey.Draft ?? survey.Revise();
        draft.Content = tidy;
        // Two first saves at the same moment make the same number; the index lets one of them through.
        return await db.TrySaveAsync(What, taken: new Stale(What)) is { } error ? error : new DraftSaved(draft.Version, tidy);
    }

    /// <summary>
    /// Publishes the draft and answers the number of the version. Sensitive questions for minors need <paramref name="reason"/> and an actor who may give
    /// that word, unless they are the same as in the version before and its word stands.
    /// </summary>
    public async Task<Result<int>> PublishAsync(Actor actor, Guid surveyId, int token, string? reason = null)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await LoadAsync(db, surveyId, track: true) is not { } survey) return new NotFound(What);
        if (survey.Draft is not { } draft) return new NoDraft();
        if (draft.Version != token) return new Stale(What);
        var (before, content) = (survey.Newest, QuestionKeys.Settle(draft.Content, KeysOf(survey)));
        if (PublishRules.Problems(content, before?.Content) is { } problems) return problems;
        var word = WordOn(actor, survey, content, reason);
        if (!word.Ok) return word.Error;
        (draft.Content, draft.SensitiveReason, draft.PublishedAt) = (content, word.Value, clock.GetUtcNow().UtcDateTime);
        if (before is not null && !await db.SurveyResponses.AnyAsync(r => r.VersionId == before.Id))
        {
            await db.SurveyWindows.Where(w => w.VersionId == before.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.VersionId, draft.Id).SetProperty(w => w.Version, w => w.Version + 1));
            db.Remove(before);
            draft.Number = before.Number;
        }
        if (await db.TrySaveAsync(What, used: new AnsweredMeanwhile()) is { } error) return error;
        await transaction.CommitAsync();
        return draft.Number;
    }

    /// <summary>Gives the word on prior written consent for the newest published version, so that minors can be asked what it asks.</summary>
    public async Task<Result> ConfirmAsync(Actor actor, Guid surveyId, string? reason)
    {
        if (actor.Lacks(Permission.AllowSensitiveItems) is { } no) return no;
        var word = Reason(reason);
        if (!word.Ok) return word.Error;
        await using var db = await dbs.OpenAsync(actor);
        if (await LoadAsync(db, surveyId, track: true) is not { Newest: { } newest }) return new NotFound(What);
        newest.SensitiveReason = word.Value;
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    /// <summary>Throws the draft away; the newest published version is what counts again.</summary>
    public async Task<Result> DiscardAsync(Actor actor, Guid surveyId, int token)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await LoadAsync(db, surveyId, track: true) is not { } survey) return new NotFound(What);
        if (survey.Draft is not { } draft) return new NoDraft();
        if (survey.Newest is null) return new OnlyDraft();
        if (draft.Version != token) return new Stale(What);
        db.Remove(draft);
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    private static Task<Survey?> LoadAsync(EngagementDb db, Guid id, bool track = false) =>
        (track ? db.Surveys : db.Surveys.AsNoTracking()).Include(s => s.Versions).FirstOrDefaultAsync(s => s.Id == id);

    // Keys that mean something already, in whichever version.
    private static HashSet<string> KeysOf(Survey survey) => [.. survey.Versions.Where(v => v.Published).SelectMany(v => v.Content.Questions).Select(q => q.Key)];

    private static Result<string?> WordOn(Actor actor, Survey survey, SurveyContent content, string? reason)
    {
        var sensitive = PublishRules.Sensitive(content);
        if (!survey.ForMinors || sensitive.Count == 0) return (string?)null;
        if (survey.Newest is { SensitiveReason: { } word } before && PublishRules.SensitiveAsBefore(content, before.Content)) return word;
        return reason is null || !actor.May(Permission.AllowSensitiveItems) ? new SensitiveItems([.. sensitive.Select(content.NameOf)]) : Reason(reason);
    }

    private static Result<string?> Reason(string? typed) =>
        new Check().Required(typed, nameof(Reason), "The reason", 1000).Failed is { } wrong ? wrong : Text.Clean(typed);

    private static async Task<Invalid?> WrongPictureAsync(EngagementDb db, SurveyContent content)
    {
        var wanted = content.Questions.Select(q => q.Picture).OfType<Guid>().Distinct().ToList();
        if (wanted.Count == 0) return null;
        var there = await db.Files.Where(f => wanted.Contains(f.Id) && (f.ContentType == "image/png" || f.ContentType == "image/jpeg")).Select(f => f.Id).ToListAsync();
        return content.Questions.FirstOrDefault(q => q.Picture is { } id && !there.Contains(id)) is { } q ? new Invalid(q.Key, "The picture of a section is gone. Upload it again, or take it out.") : null;
    }
}
