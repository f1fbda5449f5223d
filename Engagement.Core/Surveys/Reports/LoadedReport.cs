using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.People;
using Engagement.Core.Surveys.Analysis;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>A choice with everything that its report, texts and exports are made of.</summary>
internal sealed class LoadedReport
{
    private LoadedReport(ReportData data, IReadOnlySet<int> chosen) => (Data, Chosen, Builder) = (data, chosen, new ReportBuilder(data));

    /// <summary>All final cohorts of the program.</summary>
    public ReportData Data { get; }

    /// <summary>Those of them that were chosen.</summary>
    public IReadOnlySet<int> Chosen { get; }

    /// <summary>Its tables.</summary>
    public ReportBuilder Builder { get; }

    /// <summary>What is known before anything is counted.</summary>
    public required SurveyReport Head { get; init; }

    /// <summary>Loads a choice. Staff who run surveys get a look at a single cohort before its closing survey; everybody else only what is final.</summary>
    public static async Task<Result<LoadedReport>> LoadAsync(IDbContextFactory<EngagementDb> dbs, Actor actor, ReportChoice choice, TimeProvider clock)
    {
        await using var db = await dbs.OpenAsync(actor);
        var now = clock.GetUtcNow().UtcDateTime;
        var program = await db.Programs.Where(p => p.Id == choice.ProgramId).Select(p => new { p.Name, p.ForMinors }).FirstOrDefaultAsync();
        if (program is null) return new NotFound("This program");
        var all = await new ReportReader(db, now).CohortsAsync(choice.ProgramId, choice.Kind);
        var wanted = all.Where(c => (choice.Cohorts.Count == 0 || choice.Cohorts.Contains(c.Id)) && (choice.SiteId is null || c.SiteId == choice.SiteId) && (choice.SchoolYear is null || c.Year == choice.SchoolYear)).ToList();
        var final = all.Where(c => c.Final(choice.Kind, now)).ToList();
        var preview = wanted is [var one] && !final.Contains(one) && actor.May(Permission.ManageSurveys);
        if (preview) final = [wanted[0] with { Windows = [.. wanted[0].Windows.Where(w => w.StateAt(now) == WindowState.Closed)] }];
        var ids = wanted.Select(c => c.Id).ToHashSet();
        var chosen = final.Index().Where(c => ids.Contains(c.Item.Id)).Select(c => c.Index).ToHashSet();
        if (chosen.Count == 0) return new NothingToReport();
        var data = await ReportData.ReadAsync(dbs, actor, final, now);
        return new LoadedReport(data, chosen)
        {
            Head = new()
            {
                Audience = Audience.Inside,
                Kind = choice.Kind,
                Threshold = SmallCells.Inside,
                Program = program.Name,
                Students = program.ForMinors,
                Cohorts = [.. chosen.Select(c => final[c]).OrderBy(c => c.Start).ThenBy(c => c.Name, StringComparer.Ordinal).Select(c => new ReportedCohort(c.Id, c.Name, c.Site, c.Start))],
                Site = choice.SiteId is null ? null : final[chosen.First()].Site,
                SchoolYear = choice.SchoolYear is { } year ? SchoolYears.Name(year) : null,
                Whole = chosen.Count == final.Count && !preview,
                MadeOn = await db.OfficeTodayAsync(clock),
                Preview = preview,
                NotYet = preview ? [] : [.. wanted.Where(c => !final.Contains(c)).Select(c => c.Name)],
                Versions = [],
                Flow = null!,
                Items = [],
            },
        };
    }

    /// <summary>The report for an audience.</summary>
    public SurveyReport For(Audience audience)
    {
        var items = Builder.Items(Chosen, audience);
        return Head with
        {
            Audience = audience,
            Threshold = audience == Audience.Public ? SmallCells.Public : SmallCells.Inside,
            Items = items,
            Score = ReportBuilder.Score(items),
            Flow = new FlowBuilder(Data, audience).Build(Chosen),
            Versions = Builder.Versions(Chosen, items),
        };
    }
}
