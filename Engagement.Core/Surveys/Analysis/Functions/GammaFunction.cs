namespace Engagement.Core.Surveys.Analysis;

/// <summary>The logarithm of the gamma function.</summary>
public static class GammaFunction
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>Below this argument Stirling's series is not accurate enough; the recurrence lifts smaller ones above it.</summary>
    private const double Enough = 10;

    /// <summary>
    /// ln Γ(x) for x &gt; 0; NaN elsewhere. Stirling's series with eight terms (Abramowitz and Stegun 1964, 6.1.41) above 10, below it
    /// Γ(x + 1) = x·Γ(x) (6.1.15). Absolute error under 1e-13 for x ≤ 100, relative error under 1e-14 above; beside the zeros at 1 and 2 only the absolute error holds.
    /// </summary>
    public static double Log(double x)
    {
        if (!(x > 0)) return double.NaN;
        var product = 1d;
        while (x < Enough) product *= x++;
        var z = 1 / (x * x);
        // Bernoulli numbers B2n / (2n(2n − 1)).
        var series = (1 / 12d + z * (-1 / 360d + z * (1 / 1260d + z * (-1 / 1680d
            + z * (1 / 1188d + z * (-691 / 360360d + z * (1 / 156d - z * 3617 / 122400d))))))) / x;
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + series - Math.Log(product);
    }
}
