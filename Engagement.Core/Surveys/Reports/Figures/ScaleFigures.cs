using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Means of scales (points 1 and up), and how they changed.</summary>
internal static class ScaleFigures
{
    /// <summary>One time: mean and SD where every count is told, else the bounds of the mean that the told counts leave.</summary>
    public static ReportSide Side(Row row)
    {
        if (row.N == 0) return new(0, row.Cells);
        if (!row.Exact) return new(row.N, row.Cells, new ToldNumber(Bound(row, fromBelow: true), Bound(row, fromBelow: false)));
        var summary = Summary.Of(Points(row.Cells.Select(c => c.Low)));
        return new(row.N, row.Cells, ToldNumber.Of(summary.Mean!.Value), summary.Sd);
    }

    /// <summary>The change of the same people, from how many went from which point to which; tests only where every count of both times is told.</summary>
    public static ReportChange Matched(ReportSide before, ReportSide after, Table pairs, IReadOnlySet<int> cohorts)
    {
        if (before.Sd is null && before.N > 1 || after.Sd is null && after.N > 1 || before.N < 2)
            return new() { Difference = new(after.Mean!.Value.Low - before.Mean!.Value.High, after.Mean.Value.High - before.Mean.Value.Low) };
        var (was, now) = (new List<double>(before.N), new List<double>(before.N));
        foreach (var cohort in cohorts)
            for (var part = 0; part < pairs.Parts; part++)
                for (var option = 0; option < pairs.Options; option++)
                    for (var count = pairs.Part(cohort, part)[option]; count > 0; count--)
                    {
                        was.Add(part + 1);
                        now.Add(option + 1);
                    }
        var (t, wilcoxon) = (PairedT.Of(was, now), SignedRank.Of(was, now));
        return new()
        {
            Difference = ToldNumber.Of(t.Difference!.Value),
            Interval = t.Interval,
            P = wilcoxon.P is { } p ? ToldNumber.Of(p) : null,
            T = t is { T: { } value, Df: { } df, P: { } tp, Effect: { } effect } ? new(value, df, tp, effect.D, effect.G) : null,
            Wilcoxon = wilcoxon.P is { } wp ? new(wilcoxon.V, wilcoxon.N, wp, wilcoxon.Method == SignedRankMethod.Exact) : null,
        };
    }

    /// <summary>The difference of two groups that may be different people; no test.</summary>
    public static ReportChange? Apart(ReportSide before, ReportSide after) => before.Mean is { } was && after.Mean is { } now
        ? new() { Difference = new(now.Low - was.High, now.High - was.Low) }
        : null;

    private static List<double> Points(IEnumerable<int> counts) => [.. counts.SelectMany((c, o) => Enumerable.Repeat(o + 1d, c))];

    // The rest that the low bounds leave goes to the lowest points, or to the highest.
    private static double Bound(Row row, bool fromBelow)
    {
        var rest = row.N - row.Cells.Sum(c => c.Low);
        double sum = row.Cells.Select((c, o) => c.Low * (o + 1d)).Sum();
        foreach (var (option, cell) in fromBelow ? row.Cells.Index() : row.Cells.Index().Reverse())
        {
            var more = Math.Min(rest, cell.High - cell.Low);
            sum += more * (option + 1d);
            rest -= more;
        }
        return sum / row.N;
    }
}
