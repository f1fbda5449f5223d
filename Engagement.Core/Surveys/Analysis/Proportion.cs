namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// A share with Wilson's score interval (Wilson 1927, JASA 22, 209–212), which stays within 0 … 1 and keeps its level in small classes and near 0 and 1,
/// where p ± z·√(p(1 − p)/n) does not (Newcombe 1998, Statistics in Medicine 17, 857–872, method 3). Shares are fractions, 0.25 for 25 %.
/// </summary>
/// <param name="Count">Those who said so.</param>
/// <param name="N">Those who answered.</param>
/// <param name="Share">Count / N; null when nobody answered.</param>
/// <param name="Interval">Wilson's interval at <paramref name="Level"/>; null when nobody answered.</param>
/// <param name="Level">Level of the interval.</param>
public sealed record Proportion(int Count, int N, double? Share, Interval? Interval, double Level)
{
    /// <summary>A share of <paramref name="n"/>; 0 ≤ count ≤ n.</summary>
    public static Proportion Of(int count, int n, double level = Analysis.Interval.UsualLevel)
    {
        if (count < 0 || count > n) throw new ArgumentOutOfRangeException(nameof(count), count, $"Not within 0 and {n}.");
        return n == 0 ? new(0, 0, null, null, level) : new(count, n, count / (double)n, Wilson(count, n, level), level);
    }

    /// <summary>Wilson's interval; exactly 0 and 1 at the ends where nobody or everybody said so.</summary>
    internal static Interval Wilson(int count, int n, double level)
    {
        var z2 = Math.Pow(Analysis.Interval.Z(level), 2);
        double p = count / (double)n, center = count + z2 / 2, half = Math.Sqrt(z2 * (n * p * (1 - p) + z2 / 4));
        return new(count == 0 ? 0 : (center - half) / (n + z2), count == n ? 1 : (center + half) / (n + z2));
    }
}
