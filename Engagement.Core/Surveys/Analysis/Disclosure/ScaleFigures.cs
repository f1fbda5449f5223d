namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Mean and SD of a scale question as they may be shown where its counts may not. Either all counts of a question are shown, or figures without any count: with some counts hidden,
/// mean and SD are two equations that give them back.
/// </summary>
/// <param name="N">Those who answered.</param>
/// <param name="Mean">Rounded mean of the points 1, 2, 3 …</param>
/// <param name="Sd">Rounded SD (n − 1); null where it would say too much beside the mean.</param>
public sealed record ScaleFigures(int N, double Mean, double? Sd)
{
    /// <summary>
    /// Mean and SD rounded to so many decimals, else the mean alone, else null: for each option that fewer than the threshold chose, the figures must allow at least
    /// <paramref name="threshold"/> different counts. "Mean 1.0, SD 0.0" says what everybody answered; so does a mean near an end of the scale.
    /// </summary>
    /// <param name="counts">Counts of the points from the lowest up.</param>
    /// <param name="threshold">Smallest count that is shown.</param>
    /// <param name="digits">Decimals that are shown. Show no more, also in exports.</param>
    public static ScaleFigures? Of(IReadOnlyList<int> counts, int threshold, int digits)
    {
        var n = counts.Sum();
        if (n < Math.Max(2, threshold)) return null;
        var sums = ScaleSums.Of(counts);
        if (Free(sd: true)) return new(n, sums.Mean(digits), sums.Sd(digits));
        return Free(sd: false) ? new(n, sums.Mean(digits), null) : null;

        bool Free(bool sd) => ScaleFreedom.IsEnough(counts, threshold, new SameFigures(sums, digits, sd));
    }
}

/// <summary>Whole-number sums of a scale, so that equal distributions give equal figures.</summary>
/// <param name="N">Persons.</param>
/// <param name="Sum">Sum of the points.</param>
/// <param name="Squares">Sum of their squares.</param>
internal readonly record struct ScaleSums(long N, long Sum, long Squares)
{
    public static ScaleSums Of(IReadOnlyList<int> counts)
    {
        var sums = default(ScaleSums);
        for (var o = 0; o < counts.Count; o++) sums = new(sums.N + counts[o], sums.Sum + counts[o] * (o + 1L), sums.Squares + counts[o] * (o + 1L) * (o + 1));
        return sums;
    }

    public double Mean(int digits) => Math.Round(Sum / (double)N, digits, MidpointRounding.AwayFromZero);

    public double Sd(int digits) => Math.Round(Math.Sqrt((N * Squares - Sum * Sum) / (N * (N - 1d))), digits, MidpointRounding.AwayFromZero);
}
