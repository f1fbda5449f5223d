using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Shares of "yes" and of right answers, and how they changed.</summary>
internal static class ShareFigures
{
    // Beyond this many pairs of possible counts nothing useful would be left to say.
    private const int MostPairs = 900;

    /// <summary>One time.</summary>
    public static ReportSide Side(Row row) => new(row.N, row.Cells) { Wilson = row is { N: > 0, Exact: true } ? Proportion.Of(row.Cells[0].Low, row.N).Interval : null };

    /// <summary>
    /// The change of the same people. With all four counts told these are Newcombe's interval and McNemar's mid-p. Else they are bounds over everything that agrees with
    /// what is told of both times, so they tell nothing new: with the difference given, mid-p grows with the number of those who changed, and so does the interval;
    /// but where as many came as went, nobody (p = 1) comes before one each way.
    /// </summary>
    public static ReportChange Matched(Row before, Row after, int[]? joint)
    {
        var n = before.N;
        if (joint is [var stayed, var gained, var lost, var never] && joint.Sum() == n)
        {
            var test = McNemar.Of(gained, lost);
            return new()
            {
                Difference = ToldNumber.Of((gained - lost) / (double)n),
                Interval = ProportionDifference.Paired(stayed, gained, lost, never).Interval,
                P = test.P is { } p ? ToldNumber.Of(p) : null,
                McNemar = new(gained, lost, test.Corrected, test.CorrectedP),
            };
        }
        var (x, y) = (before.Cells[0], after.Cells[0]);
        var change = new ReportChange { Difference = new((y.Low - x.High) / (double)n, (y.High - x.Low) / (double)n) };
        if ((long)(x.High - x.Low + 1) * (y.High - y.Low + 1) > MostPairs) return change;
        double low = 1, high = -1, least = 1, most = 0;
        for (var was = x.Low; was <= x.High; was++)
            for (var now = y.Low; now <= y.High; now++)
                foreach (var both in (int[])[Math.Max(0, was + now - n), Math.Max(Math.Max(0, was + now - n), Math.Min(was, now) - 1), Math.Min(was, now)])
                {
                    var interval = ProportionDifference.Paired(both, now - both, was - both, n - was - now + both).Interval!.Value;
                    var p = McNemar.Of(now - both, was - both).P ?? 1;
                    (low, high, least, most) = (Math.Min(low, interval.Low), Math.Max(high, interval.High), Math.Min(least, p), Math.Max(most, p));
                }
        return change with { Interval = new(low, high), P = new(least, most) };
    }

    /// <summary>The difference of two groups that may be different people; no test.</summary>
    public static ReportChange Apart(Row before, Row after) => new()
    {
        Difference = new(after.Cells[0].Low / (double)after.N - before.Cells[0].High / (double)before.N, after.Cells[0].High / (double)after.N - before.Cells[0].Low / (double)before.N),
        Interval = before.Exact && after.Exact ? ProportionDifference.Independent(after.Cells[0].Low, after.N, before.Cells[0].Low, before.N).Interval : null,
    };
}
