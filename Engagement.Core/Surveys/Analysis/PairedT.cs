namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Student's t test of pairs, with the mean difference after − before (positive: higher after), its interval and effect size.
/// Student (1908), Biometrika 6, 1–25; d_z = mean / SD of the differences = t/√n: Lakens (2013), Frontiers in Psychology 4:863.
/// </summary>
/// <param name="N">Pairs.</param>
/// <param name="Difference">Mean difference; null without pairs.</param>
/// <param name="Sd">SD of the differences (n − 1); null below two pairs.</param>
/// <param name="Interval">Interval of the mean difference at <paramref name="Level"/>.</param>
/// <param name="Level">Level of the interval, 0.95 for 95 %.</param>
/// <param name="T">t.</param>
/// <param name="Df">Degrees of freedom, n − 1.</param>
/// <param name="P">Two-sided p.</param>
/// <param name="Effect">d_z and g, both over the SD of the differences.</param>
/// <param name="Gap">What the nulls are due to.</param>
public sealed record PairedT(
    int N, double? Difference, double? Sd, Interval? Interval, double Level, double? T, int? Df, double? P, EffectSize? Effect, Gap Gap)
{
    /// <summary>Tests pairs; <paramref name="before"/> and <paramref name="after"/> are of one length and in one order.</summary>
    public static PairedT Of(IReadOnlyList<double> before, IReadOnlyList<double> after, double level = Analysis.Interval.UsualLevel)
    {
        var differences = Pairs.Differences(before, after);
        var summary = Summary.Of(differences);
        var n = summary.N;
        if (summary.Sd is not { } sd) return new(n, summary.Mean, null, null, level, null, null, null, null, Gap.TooFew);
        var mean = summary.Mean!.Value;
        var error = sd / Math.Sqrt(n);
        // Differences like 0.3 − 0.1 are equal on paper and differ in the last digit.
        if (error <= 10 * Pairs.Epsilon * Math.Max(Pairs.Largest(before), Pairs.Largest(after)))
            return new(n, mean, 0, null, level, null, n - 1, null, null, Gap.NoSpread);
        var t = mean / error;
        var half = Analysis.Interval.T(level, n - 1) * error;
        return new(n, mean, sd, new(mean - half, mean + half), level, t, n - 1, StudentT.TwoSided(t, n - 1),
            EffectSize.Of(mean / sd, n - 1, Denominator.SdOfDifferences), Gap.None);
    }
}
