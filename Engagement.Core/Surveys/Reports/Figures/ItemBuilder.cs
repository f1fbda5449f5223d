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
        var (before, after, _, _) = Sides(tables, cohorts);
        return (before, after);
    }

    private (ReportSide? Before, ReportSide? After, ReportChange? Change, int LeftOut) Sides(ItemTables tables, IReadOnlySet<int> cohorts)
    {
        var sums = tables.For(audience).Select(t => t.Of(cohorts)).ToList();
        var leftOut = sums.Max(s => s.LeftOut);
        if (tables.Item.Kind == QuestionKind.Number)
        {
            var numbers = NumberFigures.Of(tables, data, sums.SelectMany(s => s.In).ToHashSet(), threshold);
            return (numbers.Before, numbers.After, numbers.Change, leftOut);
        }
        if (tables.Basis == Basis.Once)
        {
            var side = Side(tables, sums.ConvertAll(s => s.Rows[0]));
            return tables.Only == Wave.Before ? (side, null, null, leftOut) : (null, side, null, leftOut);
        }
        var sets = tables.Cells.Sets;
        var matched = tables.Basis == Basis.Matched;
        var (was, now) = matched ? (sums.ConvertAll(s => s.Rows[0]), sums.ConvertAll(s => s.Rows[1])) : (sums[..sets].ConvertAll(s => s.Rows[0]), sums[sets..].ConvertAll(s => s.Rows[0]));
        var (before, after) = (Side(tables, was), Side(tables, now));
        if (before is null || after is null) return (before, after, null, leftOut);
        var change = (tables.Cells.IsShare, tables.Item.Kind, matched) switch
        {
            (true, _, true) => ShareFigures.Matched(was[0], now[0], tables.JointFor(audience)!.Of(sums[0].In)),
            (true, _, false) => ShareFigures.Apart(was[0], now[0]),
            (_, QuestionKind.Scale, true) => ScaleFigures.Matched(before, after, tables.Pairs!, sums[0].In),
            (_, QuestionKind.Scale, false) => ScaleFigures.Apart(before, after),
            _ => null,
        };
        return (before, after, change, leftOut);
    }

    private static ReportSide? Side(ItemTables tables, List<Row> rows) => rows[0].N == 0 ? null
        : tables.Cells.IsShare ? ShareFigures.Side(rows[0])
        : tables.Item.Kind == QuestionKind.Scale ? ScaleFigures.Side(rows[0])
        : new(rows[0].N, tables.Cells.Sets > 1 ? [.. rows.Select(r => r.Cells[0])] : rows[0].Cells);

    private ReportSide? Leavers(ItemTables tables, IReadOnlySet<int> cohorts) =>
        tables.Item.Kind != QuestionKind.Number && tables.LeaversFor(audience) is { } left && left.Of(cohorts) is { } sum ? Side(tables, [sum.Rows[0]]) : null;
}
