using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Reports on surveys. Nobody's answers and nobody's name: counts that keep the rule for small ones.</summary>
public sealed class SurveyReportService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Programs that have surveys, the latest first.</summary>
    public async Task<Result<IReadOnlyList<ReportProgram>>> ListAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var rows = await (
            from c in db.Cohorts
            where db.SurveyWindows.Any(w => w.CohortId == c.Id)
            join p in db.Programs on c.ProgramId equals p.Id
            group c.StartDate by new { p.Id, p.Name } into program
            select new ReportProgram(program.Key.Id, program.Key.Name, program.Count(), program.Max())).ToListAsync();
        return rows.OrderByDescending(r => r.Latest).ThenBy(r => r.Name, StringComparer.CurrentCulture).ToList();
    }

    /// <summary>What can be chosen for a program and a kind.</summary>
    public async Task<Result<ReportMenu>> MenuAsync(Actor actor, Guid programId, ReportKind kind = ReportKind.BeforeAfter)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var program = await db.Programs.Where(p => p.Id == programId).Select(p => p.Name).FirstOrDefaultAsync();
        if (program is null) return new NotFound("This program");
        var now = clock.GetUtcNow().UtcDateTime;
        var cohorts = await new ReportReader(db, now).CohortsAsync(programId, kind);
        var kinds = await db.SurveyWindows.Where(w => db.Cohorts.Any(c => c.Id == w.CohortId && c.ProgramId == programId)).Select(w => w.Kind).Distinct().ToListAsync();
        return new ReportMenu(program,
            [.. cohorts.OrderByDescending(c => c.Start).ThenBy(c => c.Name, StringComparer.CurrentCulture).Select(c => new ReportMenuCohort(c.Id, c.Name, c.SiteId, c.Site, c.Start, c.Final(kind, now)))],
            [.. kinds.Select(KindOf).Distinct().Order()]);
    }

    /// <summary>
    /// The report of a choice; a number of queries that does not grow with the answers. Leadership sees what is final; who runs surveys also gets a look at one cohort
    /// before its closing survey, and at what the public would read.
    /// </summary>
    public async Task<Result<SurveyReport>> GetAsync(Actor actor, ReportChoice choice, Audience audience = Audience.Inside)
    {
        if (actor.Lacks(audience == Audience.Public ? Permission.ManageSurveys : Permission.ReadReports) is { } no) return no;
        var loaded = await LoadedReport.LoadAsync(dbs, actor, choice, clock);
        return loaded.Ok ? loaded.Value.For(audience) : loaded.Error;
    }

    /// <summary>
    /// Free answers, with the names of the cohorts' people masked; in random order, and only of cohorts in which enough wrote something.
    /// Words and a tag narrow the list. People write more than they are asked, so this is for those who may read personal data.
    /// </summary>
    public async Task<Result<WrittenTexts>> TextsAsync(Actor actor, ReportChoice choice, string? search = null, string? tag = null)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        var loaded = await LoadedReport.LoadAsync(dbs, actor, choice, clock);
        if (!loaded.Ok) return loaded.Error;
        await using var db = await dbs.OpenAsync(actor);
        var (data, chosen) = (loaded.Value.Data, loaded.Value.Chosen);
        var ids = chosen.Select(c => data.Cohorts[c].Id).ToList();
        var names = await db.Enrollments.Where(e => ids.Contains(e.CohortId)).Join(db.People, e => e.PersonId, p => p.Id, (e, p) => p.GivenName + " " + p.FamilyName).ToListAsync();
        var tags = await new ReportReader(db, clock.GetUtcNow().UtcDateTime).TagsAsync(choice.ProgramId);
        var texts = new FreeTexts(new NameMask(names), tags.ToLookup(t => new AnswerRef(t.ResponseId, t.Question), t => t.Tag));
        return new WrittenTexts([.. texts.Of(data, chosen, search, tag)], [.. tags.Select(t => t.Tag).Distinct().Order(StringComparer.CurrentCulture)]);
    }

    private static ReportKind KindOf(WindowKind kind) => kind switch
    {
        WindowKind.Feedback => ReportKind.Feedback,
        WindowKind.FollowUp => ReportKind.FollowUp,
        _ => ReportKind.BeforeAfter,
    };
}
