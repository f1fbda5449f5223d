namespace Engagement.Core.Surveys.Analysis;

/// <summary>How a p value of the signed-rank test came about.</summary>
public enum SignedRankMethod
{
    /// <summary>Not at all: no difference was other than zero.</summary>
    None,

    /// <summary>From the exact distribution of V.</summary>
    Exact,

    /// <summary>From the normal approximation, corrected for continuity and ties.</summary>
    Normal,
}

/// <summary>
/// Wilcoxon's signed-rank test of pairs (Wilcoxon 1945, Biometrics Bulletin 1, 80–83), for ordinal items. Zero differences are dropped, ties get average ranks.
/// Exact without ties up to 50 differences, else normal with continuity and tie correction (Hollander and Wolfe 1973, 3.1).
/// </summary>
/// <param name="Pairs">All pairs.</param>
/// <param name="Zeros">Pairs without a difference, which the test leaves out.</param>
/// <param name="V">Sum of the ranks of the differences above zero (higher after).</param>
/// <param name="P">Two-sided p.</param>
/// <param name="PHigher">One-sided p against "higher after".</param>
/// <param name="PLower">One-sided p against "lower after".</param>
/// <param name="Method">What the p values come from.</param>
/// <param name="Ties">Whether ranks were shared.</param>
public sealed record SignedRank(
    int Pairs, int Zeros, double V, double? P, double? PHigher, double? PLower, SignedRankMethod Method, bool Ties)
{
    /// <summary>The most differences for which the exact distribution is used.</summary>
    public const int MostExact = 50;

    /// <summary>Differences that count.</summary>
    public int N => Pairs - Zeros;

    /// <summary>Tests pairs; <paramref name="before"/> and <paramref name="after"/> are of one length and in one order.</summary>
    public static SignedRank Of(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        var all = Analysis.Pairs.Differences(before, after);
        // What rounding leaves of a difference is none.
        var nothing = 4 * Analysis.Pairs.Epsilon * Math.Max(Analysis.Pairs.Largest(before), Analysis.Pairs.Largest(after));
        var differences = all.Where(d => Math.Abs(d) > nothing).ToArray();
        var n = differences.Length;
        if (n == 0) return new(all.Length, all.Length, 0, null, null, null, SignedRankMethod.None, false);
        var ranks = Ranks.From([.. differences.Select(Math.Abs)]);
        var v = differences.Select((d, i) => d > 0 ? ranks.Of[i] : 0).Sum();
        var exact = ranks.Tied.Count == 0 && n <= MostExact;
        var (p, higher, lower) = exact ? Exact((int)v, n) : Approximate(v, n, ranks.Tied);
        return new(all.Length, all.Length - n, v, p, higher, lower, exact ? SignedRankMethod.Exact : SignedRankMethod.Normal, ranks.Tied.Count > 0);
    }

    private static (double Two, double Higher, double Lower) Exact(int v, int n)
    {
        // V and n(n + 1)/2 − V have one distribution, so the upper tail is a lower tail too, and keeps its accuracy.
        var lower = SignedRankDistribution.AtMost(v, n);
        var higher = SignedRankDistribution.AtMost(n * (n + 1) / 2 - v, n);
        return (Math.Min(1, 2 * Math.Min(lower, higher)), higher, lower);
    }

    private static (double Two, double Higher, double Lower) Approximate(double v, int n, IReadOnlyList<int> tied)
    {
        var z = v - n * (n + 1) / 4d;
        var sigma = Math.Sqrt(n * (n + 1) * (2d * n + 1) / 24 - tied.Sum(t => (double)t * t * t - t) / 48);
        var two = 2 * Normal.Tail((Math.Abs(z) - 0.5) / sigma);
        return (Math.Min(1, two), Normal.Tail((z - 0.5) / sigma), Normal.Cdf((z + 0.5) / sigma));
    }
}
