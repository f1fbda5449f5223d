namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Welch's t test of two groups of different people with their own spreads (Welch 1947, Biometrika 34, 28–35), for stayers against leavers on the pre-survey.
/// </summary>
/// <param name="One">The first group.</param>
/// <param name="Two">The second group.</param>
/// <param name="Difference">Mean of the first − mean of the second; null when one is empty.</param>
/// <param name="Interval">Its interval at <paramref name="Level"/>.</param>
/// <param name="Level">Level of the interval.</param>
/// <param name="T">t.</param>
/// <param name="Df">Welch's and Satterthwaite's degrees of freedom; not whole.</param>
/// <param name="P">Two-sided p.</param>
/// <param name="Effect">d_s and Hedges' g over the pooled SD, J with n₁ + n₂ − 2 degrees of freedom (Hedges 1981).</param>
/// <param name="Gap">What the nulls are due to.</param>
public sealed record Welch(
    Summary One, Summary Two, double? Difference, Interval? Interval, double Level, double? T, double? Df, double? P, EffectSize? Effect, Gap Gap)
{
    /// <summary>Compares two groups of different people.</summary>
    public static Welch Of(IReadOnlyList<double> one, IReadOnlyList<double> two, double level = Analysis.Interval.UsualLevel)
    {
        Summary a = Summary.Of(one), b = Summary.Of(two);
        var difference = a.Mean - b.Mean;
        if (a.Sd is not { } sd1 || b.Sd is not { } sd2) return Without(Gap.TooFew);
        double v1 = sd1 * sd1 / a.N, v2 = sd2 * sd2 / b.N, error = Math.Sqrt(v1 + v2);
        if (error <= 10 * Pairs.Epsilon * Math.Max(Pairs.Largest(one), Pairs.Largest(two))) return Without(Gap.NoSpread);
        var df = Math.Pow(v1 + v2, 2) / (v1 * v1 / (a.N - 1) + v2 * v2 / (b.N - 1));
        double mean = difference!.Value, t = mean / error, half = Analysis.Interval.T(level, df) * error;
        var all = a.N + b.N - 2;
        var pooled = Math.Sqrt(((a.N - 1) * sd1 * sd1 + (b.N - 1) * sd2 * sd2) / all);
        return new(a, b, mean, new(mean - half, mean + half), level, t, df, StudentT.TwoSided(t, df), EffectSize.Of(mean / pooled, all, Denominator.PooledSd), Gap.None);

        Welch Without(Gap gap) => new(a, b, difference, null, level, null, null, null, null, gap);
    }
}
