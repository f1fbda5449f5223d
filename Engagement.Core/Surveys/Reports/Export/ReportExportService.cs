using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Surveys.Analysis;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>How rows of single people are laid out.</summary>
public enum RowShape
{
    /// <summary>One row an answer.</summary>
    Tidy,

    /// <summary>One row a pair, one column for each question and time.</summary>
    Wide,
}

/// <summary>Reports as CSV: figures for all who read reports, rows of single people for those who run surveys, and the codebook.</summary>
public sealed class ReportExportService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Every figure of the report, one row each; exactly what its page shows.</summary>
    public async Task<Result<byte[]>> FiguresAsync(Actor actor, ReportChoice choice)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        var loaded = await LoadedReport.LoadAsync(dbs, actor, choice, clock);
        return loaded.Ok ? FigureRows.Csv(loaded.Value.For(Audience.Inside)) : loaded.Error;
    }

    /// <summary>
    /// Rows of single people, with a number that is new in every file and in no order. No name, code, time, cohort, site, language or attendance is in it, and no free text;
    /// answers are withheld where the report tells their counts only as bounds, unless everybody was told that staff see their answers. Leaves a line in the audit trail.
    /// </summary>
    public async Task<Result<byte[]>> RowsAsync(Actor actor, ReportChoice choice, RowShape shape)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        var loaded = await LoadedReport.LoadAsync(dbs, actor, choice, clock);
        if (!loaded.Ok) return loaded.Error;
        var rows = new AnswerRows(loaded.Value);
        if (rows.People < SmallCells.Inside) return new TooFewToExport(SmallCells.Inside);
        await using var db = await dbs.OpenAsync(actor);
        db.AddAudit(choice.ProgramId, "SurveyReport", "rows exported", string.Create(CultureInfo.InvariantCulture, $"{rows.People} people, {shape}"));
        await db.SaveChangesAsync();
        return shape == RowShape.Tidy ? rows.Tidy() : rows.Wide();
    }

    /// <summary>What the columns and codes of the other files mean.</summary>
    public async Task<Result<byte[]>> CodebookAsync(Actor actor, ReportChoice choice)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        var loaded = await LoadedReport.LoadAsync(dbs, actor, choice, clock);
        return loaded.Ok ? Codebook.Csv(loaded.Value.Data) : loaded.Error;
    }
}
