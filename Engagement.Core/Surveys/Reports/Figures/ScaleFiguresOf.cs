using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Means of scales (points 1 and up), and how they changed.</summary>
internal static class ScaleFiguresOf
{
    /// <summary>Mean and SD of counts that are told.</summary>
    public static ReportSide Whole(IReadOnlyList<int> counts)
    {
        var summary = Summary.Of([.. counts.SelectMany((c, o) => Enumerable.Repeat(o + 1d, c))]);
        return new(summary.N, [.. counts.Select(Told.Of)], ToldNumber.Of(summary.Mean!.Value), summary.Sd);
    }

    /// <summary>Bounds of the mean that the told counts leave: the rest goes to the lowest points, or to the highest.</summary>
    public static ReportSide Bounds(Row row) => new(row.N, row.Cells, new ToldNumber(Bound(row, row.Cells.Index()), Bound(row, row.Cells.Index().Reverse())));

    /// <summary>Bounds of the mean of groups together; no counts.</summary>
    public static ReportSide Spans(IReadOnlyList<(int N, ToldNumber Mean)> groups)
    {
        var n = groups.Sum(g => g.N);
        return new(n, [], new ToldNumber(groups.Sum(g => g.N * g.Mean.Low) / n, groups.Sum(g => g.N * g.Mean.High) / n));
    }

    /// <summary>
    /// The change of the same people. With means told: paired t and Wilcoxon, rounded where the counts are not told; they speak of differences, of which no count is told.
    /// With bounds of means: bounds of the difference, and no test.
    /// </summary>
    public static ReportChange Matched(ScaleSum sum, Table pairs)
    {
        var (before, after) = (sum.Sides[0].Mean!.Value, sum.Sides[1].Mean!.Value);
        if (!before.Exact || !after.Exact || sum.Sides[0].N < 2) return new() { Difference = new(after.Low - before.High, after.High - before.Low) };
        var (was, now) = Expanded(pairs, sum.In);
        var (t, wilcoxon) = (PairedT.Of(was, now), SignedRank.Of(was, now));
        double Rounded(double value, int digits) => sum.Counted ? value : Math.Round(value, digits);
        return new()
        {
            Difference = ToldNumber.Of(Rounded(t.Difference!.Value, ScaleRow.Digits)),
            Interval = t.Interval is { } i ? new(Rounded(i.Low, ScaleRow.Digits), Rounded(i.High, ScaleRow.Digits)) : null,
            P = wilcoxon.P is { } p ? ToldNumber.Of(Rounded(p, 4)) : null,
            T = t is { T: { } value, Df: { } df, P: { } tp, Effect: { } effect } ? new(Rounded(value, 2), df, Rounded(tp, 4), Rounded(effect.D, 2), Rounded(effect.G, 2)) : null,
            Wilcoxon = wilcoxon.P is { } wp ? new(sum.Counted ? wilcoxon.V : null, sum.Counted ? wilcoxon.N : null, Rounded(wp, 4), wilcoxon.Method == SignedRankMethod.Exact) : null,
        };
    }

    /// <summary>The difference of two groups that may be different people; no test.</summary>
    public static ReportChange Apart(ReportSide before, ReportSide after) =>
        new() { Difference = new(after.Mean!.Value.Low - before.Mean!.Value.High, after.Mean.Value.High - before.Mean.Value.Low) };

    // Parts are what was said before, options what was said after.
    private static (List<double> Was, List<double> Now) Expanded(Table pairs, IReadOnlySet<int> cohorts)
    {
        var (was, now) = (new List<double>(), new List<double>());
        foreach (var cohort in cohorts)
            for (var part = 0; part < pairs.Parts; part++)
                for (var option = 0; option < pairs.Options; option++)
                    for (var count = pairs.Part(cohort, part)[option]; count > 0; count--)
                    {
                        was.Add(part + 1);
                        now.Add(option + 1);
                    }
        return (was, now);
    }

    private static double Bound(Row row, IEnumerable<(int Index, Told Item)> fromOneEnd)
    {
        var rest = row.N - row.Cells.Sum(c => c.Low);
        double sum = row.Cells.Select((c, o) => c.Low * (o + 1d)).Sum();
        foreach (var (option, cell) in fromOneEnd)
        {
            var more = Math.Min(rest, cell.High - cell.Low);
            sum += more * (option + 1d);
            rest -= more;
        }
        return sum / row.N;
    }
}
