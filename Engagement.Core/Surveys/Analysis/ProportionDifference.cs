namespace Engagement.Core.Surveys.Analysis;

/// <summary>A difference of two shares with its interval, as fractions: 0.25 is 25 percentage points.</summary>
/// <param name="Difference">What is compared less what it is compared with; null when a side is empty.</param>
/// <param name="Interval">Newcombe's interval at <paramref name="Level"/>; null when a side is empty.</param>
/// <param name="Level">Level of the interval.</param>
public sealed record ProportionDifference(double? Difference, Interval? Interval, double Level)
{
    /// <summary>
    /// Share one − share two of different people. Newcombe (1998), "Interval estimation for the difference between independent proportions",
    /// Statistics in Medicine 17, 873–890, method 10.
    /// </summary>
    public static ProportionDifference Independent(int count, int n, int otherCount, int otherN, double level = Analysis.Interval.UsualLevel) =>
        n == 0 || otherN == 0 ? new(null, null, level) : Of(Proportion.Of(count, n, level), Proportion.Of(otherCount, otherN, level), 0);

    /// <summary>
    /// Share after − share before of the same people. Newcombe (1998), "Improved confidence intervals for the difference between binomial proportions
    /// based on paired data", Statistics in Medicine 17, 2635–2650, method 10.
    /// </summary>
    /// <param name="stayedYes">Yes both times.</param>
    /// <param name="gained">No before, yes after.</param>
    /// <param name="lost">Yes before, no after.</param>
    /// <param name="stayedNo">No both times.</param>
    /// <param name="level">Level of the interval.</param>
    public static ProportionDifference Paired(int stayedYes, int gained, int lost, int stayedNo, double level = Analysis.Interval.UsualLevel)
    {
        var n = stayedYes + gained + lost + stayedNo;
        return n == 0 ? new(null, null, level)
            : Of(Proportion.Of(stayedYes + gained, n, level), Proportion.Of(stayedYes + lost, n, level), Phi(stayedYes, gained, lost, stayedNo));
    }

    /// <summary>How the two answers of one person hang together, moved towards 0 by n/2 where they agree (the paper's corrected φ).</summary>
    private static double Phi(double e, double f, double g, double h)
    {
        var square = (e + f) * (g + h) * (e + g) * (f + h);
        var cross = e * h - f * g;
        return square == 0 ? 0 : (cross > 0 ? Math.Max(0, cross - (e + f + g + h) / 2) : cross) / Math.Sqrt(square);
    }

    private static ProportionDifference Of(Proportion one, Proportion two, double phi)
    {
        double p = one.Share!.Value, q = two.Share!.Value;
        Interval first = one.Interval!.Value, second = two.Interval!.Value;
        var down = Joined(p - first.Low, second.High - q);
        var up = Joined(first.High - p, q - second.Low);
        return new(p - q, new(Math.Max(-1, p - q - down), Math.Min(1, p - q + up)), one.Level);

        // Never below 0 on paper; rounding could take it there.
        double Joined(double a, double b) => Math.Sqrt(Math.Max(0, a * a - 2 * phi * a * b + b * b));
    }
}
