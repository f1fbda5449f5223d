namespace Engagement.Core.Surveys.Analysis;

/// <summary>What describes a list of numbers.</summary>
/// <param name="N">How many.</param>
/// <param name="Mean">Arithmetic mean; null without values.</param>
/// <param name="Sd">Standard deviation with n − 1 in the denominator; null below two values.</param>
/// <param name="Median">The middle value, or the mean of the two middle ones; null without values.</param>
public sealed record Summary(int N, double? Mean, double? Sd, double? Median)
{
    /// <summary>Describes the values. The SD comes from squared deviations from the mean (two passes), so a large common part does no harm.</summary>
    public static Summary Of(IReadOnlyList<double> values)
    {
        var n = values.Count;
        if (n == 0) return new(0, null, null, null);
        var mean = values.Average();
        // Exact zero where all are the same: the mean of equal values may be off in the last digit.
        var same = values.All(v => v == values[0]);
        if (same) mean = values[0];
        double? sd = n < 2 ? null : same ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1));
        var sorted = values.Order().ToArray();
        return new(n, mean, sd, (sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }
}
