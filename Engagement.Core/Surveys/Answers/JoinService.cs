using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>What a browser holds while somebody answers, protected: which response, of which window and version.</summary>
public readonly record struct SurveyPass(Guid ResponseId, Guid WindowId, Guid VersionId);

/// <summary>Somebody came to the door of a survey.</summary>
/// <param name="Pass">To go on with; null: there is nothing to answer (any more), and the thank-you page is due.</param>
/// <param name="VersionId">What is asked, for the words of the thank-you page.</param>
/// <param name="Language">Language of what follows.</param>
public sealed record Joined(SurveyPass? Pass, Guid VersionId, string Language);

/// <summary>The door of a survey: a code is let in, and goes on where it was.</summary>
public sealed class JoinService(IDbContextFactory<EngagementDb> dbs, SurveyFacts facts, GroupCommit writer, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Lets a code in. With the class code one mistyped character is put right where only one code of the class fits;
    /// without it the code must be exact, and the cohort's open window that is not handed in yet is meant.
    /// A minor who may not be asked gets what everybody gets at the end, and nothing is kept.
    /// </summary>
    /// <param name="classCode">Six characters; null or empty: not given.</param>
    /// <param name="typed">The code of the card or ticket as it was typed.</param>
    /// <param name="languages">Languages that the respondent reads, the best first (BCP 47).</param>
    [AnyoneMay("It needs a code that only one participant and staff know; wrong ones are limited, and nothing tells which codes exist.")]
    public async Task<Result<Joined>> JoinAsync(string? classCode, string? typed, IReadOnlyList<string> languages)
    {
        if (CheckedCode.Bare(typed) is not { Length: SurveyCode.Length } bare) return new NotACode();
        var exact = CheckedCode.Read(bare);
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var found = string.IsNullOrWhiteSpace(classCode) ? await AnyWindowAsync(db, exact) : await InClassAsync(db, CheckedCode.Read(classCode), exact, bare);
        if (found is not var (place, codeId)) return new WrongSurveyCode();
        if (place.Shut(Now) is { } shut) return shut;
        var version = await facts.VersionAsync(place.Window.VersionId) ?? throw new InvalidOperationException("The window's version is gone.");
        var language = SurveyLanguage.Choose(version.Content, languages);
        if (!await MayAskAsync(db, place.Plan, codeId)) return new Joined(null, place.Window.VersionId, language);
        if (await writer.WriteAsync(Actor.Anyone, w => FindOrAddAsync(w, place, version, codeId, language, repaired: exact is null)) is not { } response) return new WrongSurveyCode();
        var pass = new SurveyPass(response.Id, place.Window.Id, response.VersionId);
        return new Joined(response.Progress == Progress.Done ? null : pass, response.VersionId, response.Language);
    }

    private static async Task<(WindowFacts Place, Guid CodeId)?> InClassAsync(EngagementDb db, string? classCode, string? exact, string typed)
    {
        if (classCode is null || await SurveyFacts.Windows(db, w => w.ClassCode == classCode).SingleOrDefaultAsync() is not { } place) return null;
        var codes = exact is not null ? [exact] : CheckedCode.OneCharacterOff(typed, SurveyCode.Length);
        var (cohort, ticketsOf) = (place.Window.CohortId, place.Window.Anonymous ? place.Window.Id : (Guid?)null);
        var fitting = await db.SurveyCodes.Where(c => codes.Contains(c.Code) && c.CohortId == cohort && c.WindowId == ticketsOf && !c.Used).Select(c => c.Id).ToListAsync();
        return fitting is [var id] ? (place, id) : null;
    }

    private async Task<(WindowFacts Place, Guid CodeId)?> AnyWindowAsync(EngagementDb db, string? code)
    {
        if (code is null || await db.SurveyCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Code == code && !c.Used) is not { } found) return null;
        var places = await SurveyFacts.Windows(db, w => found.WindowId == null ? w.CohortId == found.CohortId && !w.Anonymous : w.Id == found.WindowId).ToListAsync();
        if (places.Count == 0) return null;
        var done = await db.SurveyResponses.Where(r => r.CodeId == found.Id && r.Progress == Progress.Done).Select(r => r.WindowId).ToListAsync();
        // Open ones first, and of these what is still to be answered; else the next one to open; else the one that closed last.
        var place = places.OrderBy(p => p.Window.StateAt(Now) switch { WindowState.Open => 0, WindowState.Ahead => 1, _ => 2 })
            .ThenBy(p => done.Contains(p.Window.Id))
            .ThenBy(p => ((p.Window.StateAt(Now) == WindowState.Closed ? p.Window.ClosesAt : p.Window.OpensAt) - Now)?.Duration() ?? TimeSpan.MaxValue).First();
        return (place, found.Id);
    }

    // Where consent is needed and the list of codes and names is gone, nobody can say whose the code is: then it is not asked.
    private async Task<bool> MayAskAsync(EngagementDb db, SurveyPlan? plan, Guid codeId)
    {
        if (plan?.ConsentNeeded != true || await db.SurveyCodes.AnyAsync(c => c.Id == codeId && c.WindowId != null)) return true;
        var held = db.Consents.Holding(await db.OfficeTodayAsync(clock)).Where(c => c.Purpose == ConsentPurpose.Survey);
        return await (from h in db.CodeHolders
                      where h.CodeId == codeId
                      join e in db.Enrollments on h.EnrollmentId equals e.Id
                      join p in db.People on e.PersonId equals p.Id
                      where p.Age == AgeBand.Adult || held.Any(c => c.PersonId == p.Id)
                      select p.Id).AnyAsync();
    }

    private async Task<SurveyResponse?> FindOrAddAsync(EngagementDb w, WindowFacts place, VersionFacts version, Guid codeId, string language, bool repaired)
    {
        // A ticket may be handed in on another device at this moment: its row is locked, and looked at once more.
        if (place.Window.Anonymous && await w.SurveyCodes.Where(c => c.Id == codeId && !c.Used).ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, c => c.Used)) == 0) return null;
        if (await w.SurveyResponses.AsNoTracking().FirstOrDefaultAsync(r => r.WindowId == place.Window.Id && r.CodeId == codeId) is { } known) return known;
        var response = new SurveyResponse(place.Window.Id, place.Window.VersionId, codeId, language, AnswerSource.Screen, Now) { CodeRepaired = repaired };
        w.Add(response);
        var handIn = new HandIn(w);
        // A survey that asks nothing is done at once.
        if (version.Layout(place.Window.Paging).Pages.Count == 0) handIn.Add(response, place.Window, place.Plan);
        await handIn.SaveAsync();
        return response;
    }
}
