namespace Engagement.Core.Surveys.Analysis;

/// <summary>Ranks from 1 up; equal values share the average of their ranks.</summary>
/// <param name="Of">The rank of each value, in the order in which the values came.</param>
/// <param name="Tied">How many values share a rank, for each rank that is shared.</param>
internal sealed record Ranks(double[] Of, IReadOnlyList<int> Tied)
{
    /// <summary>
    /// Ranks the values. Values that differ by no more than rounding does (2⁻⁴⁰ of the larger) are tied: 0.3 − 0.1 and 0.8 − 0.6 are the same difference on paper.
    /// </summary>
    public static Ranks From(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        var tied = new List<int>();
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from + 1;
            while (to < order.Length && Same(values[order[from]], values[order[to]])) to++;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2d;
            if (to - from > 1) tied.Add(to - from);
        }
        return new(ranks, tied);
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) <= Math.ScaleB(Math.Max(Math.Abs(a), Math.Abs(b)), -40);
}
