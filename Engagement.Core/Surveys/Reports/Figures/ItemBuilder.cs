using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>One item of a report, from what its tables tell of the chosen cohorts.</summary>
internal sealed class ItemBuilder(ReportData data, Audience audience)
{
    private readonly int threshold = audience == Audience.Public ? SmallCells.Public : SmallCells.Inside;

    /// <summary>The item; null when none of the chosen cohorts was asked, or too few answered to tell anything.</summary>
    public ReportItem? Build(ItemTables tables, IReadOnlySet<int> cohorts)
    {
        var (before, after, change, leftOut) = Sides(tables, cohorts);
        if (before is null && after is null) return null;
        return new()
        {
            Key = tables.Item.Key,
            Kind = tables.Item.Kind,
            Text = tables.Item.Statement?.Text ?? tables.Item.Question.Text,
            Heading = tables.Item.Statement is null ? null : tables.Item.Question.Text,
            Basis = tables.Basis,
            Options = tables.Cells.Labels,
            Before = before,
            After = after,
            Change = change,
            LeftOut = leftOut,
            Leavers = Leavers(tables, cohorts),
        };
    }

    /// <summary>Before and after of a group of cohorts, for a split; nulls where too few answered.</summary>
    public (ReportSide? Before, ReportSide? After) Group(ItemTables tables, IReadOnlySet<int> cohorts)
    {
        var (before, after, _, _) = Sides(tables, cohorts, changes: false);
        return (before, after);
    }

    private (ReportSide? Before, ReportSide? After, ReportChange? Change, int LeftOut) Sides(ItemTables tables, IReadOnlySet<int> cohorts, bool changes = true) =>
        tables.Cells.IsScale ? OfScale(tables, cohorts, changes) : OfCounts(tables, cohorts, changes);

    private (ReportSide? Before, ReportSide? After, ReportChange? Change, int LeftOut) OfScale(ItemTables tables, IReadOnlySet<int> cohorts, bool changes)
    {
        var sums = tables.For(audience).Scales.Select(s => s.Of(cohorts)).ToList();
        var leftOut = sums.Max(s => s.LeftOut);
        if (tables.Basis == Basis.Once) return Once(tables, sums[0].Sides.Count == 0 ? null : sums[0].Sides[0], leftOut);
        var sides = sums.SelectMany(s => s.Sides).ToList();
        if (sides.Count < 2) return (null, null, null, leftOut);
        if (!changes) return (sides[0], sides[1], null, leftOut);
        return (sides[0], sides[1], tables.Basis == Basis.Matched ? ScaleFiguresOf.Matched(sums[0], tables.Pairs!) : ScaleFiguresOf.Apart(sides[0], sides[1]), leftOut);
    }

    private (ReportSide? Before, ReportSide? After, ReportChange? Change, int LeftOut) OfCounts(ItemTables tables, IReadOnlySet<int> cohorts, bool changes)
    {
        var told = tables.For(audience);
        var sums = told.Tables.Select(t => t.Of(cohorts)).ToList();
        var leftOut = sums.Max(s => s.LeftOut);
        if (tables.Item.Kind == QuestionKind.Number)
        {
            var numbers = NumberFigures.Of(tables, data, sums.SelectMany(s => s.In).ToHashSet(), threshold);
            return (numbers.Before, numbers.After, numbers.Change, leftOut);
        }
        if (tables.Basis == Basis.Once) return Once(tables, Side(tables, sums.ConvertAll(s => s.Rows[0])), leftOut);
        var (sets, matched) = (tables.Cells.Sets, tables.Basis == Basis.Matched);
        var (was, now) = matched ? (sums.ConvertAll(s => s.Rows[0]), sums.ConvertAll(s => s.Rows[1])) : (sums[..sets].ConvertAll(s => s.Rows[0]), sums[sets..].ConvertAll(s => s.Rows[0]));
        var (before, after) = (Side(tables, was), Side(tables, now));
        if (before is null || after is null || !tables.Cells.IsShare || !changes) return (before, after, null, leftOut);
        return (before, after, matched ? ShareFigures.Matched(was[0], now[0], told.Joint!.Of(sums[0].In)) : ShareFigures.Apart(was[0], now[0]), leftOut);
    }

    private static (ReportSide? Before, ReportSide? After, ReportChange? Change, int LeftOut) Once(ItemTables tables, ReportSide? side, int leftOut) =>
        tables.Only == Wave.Before ? (side, null, null, leftOut) : (null, side, null, leftOut);

    private static ReportSide? Side(ItemTables tables, List<Row> rows) => rows[0].N == 0 ? null
        : tables.Cells.IsShare ? ShareFigures.Side(rows[0])
        : new(rows[0].N, tables.Cells.Sets > 1 ? [.. rows.Select(r => r.Cells[0])] : rows[0].Cells);

    private ReportSide? Leavers(ItemTables tables, IReadOnlySet<int> cohorts)
    {
        var told = tables.For(audience);
        if (told.ScaleLeavers?.Of(cohorts).Sides is [var scale, ..]) return scale;
        return tables.Item.Kind != QuestionKind.Number && told.Leavers?.Of(cohorts) is { } left ? Side(tables, [left.Rows[0]]) : null;
    }
}
