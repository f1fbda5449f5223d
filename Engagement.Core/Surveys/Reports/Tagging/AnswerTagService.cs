using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Puts tags on free answers and takes them off: for who runs surveys and may read what people wrote.</summary>
public sealed class AnswerTagService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>Puts a tag on an answer. What names somebody of the answer's cohort is refused.</summary>
    public async Task<Result> TagAsync(Actor actor, AnswerRef answer, string? tag)
    {
        if (Lacks(actor) is { } no) return no;
        var spelled = AnswerTag.Spelled(tag);
        if (new Check().Required(spelled, nameof(AnswerTag.Tag), "The tag", AnswerTag.Most).Failed is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        var names = await (
            from r in db.SurveyResponses
            where r.Id == answer.Response
            join w in db.SurveyWindows on r.WindowId equals w.Id
            join e in db.Enrollments on w.CohortId equals e.CohortId
            join p in db.People on e.PersonId equals p.Id
            select p.GivenName + " " + p.FamilyName).ToListAsync();
        if (new NameMask(names).Masked(spelled!) != spelled) return new TagNamesSomebody();
        db.AnswerTags.Add(new(answer.Response, answer.Question, spelled!));
        return await db.TrySaveAsync("This answer", taken: new TaggedAlready(), used: new NotFound("This answer")) is { } problem ? problem : Result.Success;
    }

    /// <summary>Takes a tag off an answer; a second time changes nothing.</summary>
    public async Task<Result> UntagAsync(Actor actor, AnswerRef answer, string tag)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await db.AnswerTags.Where(t => t.ResponseId == answer.Response && t.Question == answer.Question && t.Tag == tag).ExecuteDeleteAsync();
        return Result.Success;
    }

    private static Error? Lacks(Actor actor) => actor.Lacks(Permission.ManageSurveys) ?? actor.Lacks(Permission.ReadPeople);
}
