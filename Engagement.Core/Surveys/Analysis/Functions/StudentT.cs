namespace Engagement.Core.Surveys.Analysis;

/// <summary>Student's t distribution; the degrees of freedom may be any number above 0 (Welch's are not whole).</summary>
public static class StudentT
{
    /// <summary>
    /// P(|T| ≥ |t|), the two-sided p value: I_{df/(df + t²)}(df/2, 1/2) (Abramowitz and Stegun 1964, 26.7.1 with 26.5.27). Relative error under 1e-11 for df ≤ 1000.
    /// </summary>
    public static double TwoSided(double t, double df)
    {
        if (double.IsInfinity(t)) return 0;
        var square = t * t;
        return BetaFunction.Regularized(df / 2, 0.5, df / (df + square), square / (df + square));
    }

    /// <summary>P(T ≤ t). Relative error as for <see cref="TwoSided"/>.</summary>
    public static double Cdf(double t, double df) => t < 0 ? TwoSided(t, df) / 2 : 1 - TwoSided(t, df) / 2;

    /// <summary>
    /// The t with P(T ≤ t) = p; infinite at 0 and 1, NaN outside. Bisection on <see cref="TwoSided"/> with Newton's steps where they stay inside the bracket.
    /// Relative error under 1e-11.
    /// </summary>
    public static double Quantile(double p, double df)
    {
        if (!(p >= 0 && p <= 1) || !(df > 0)) return double.NaN;
        if (p == 0.5) return 0;
        return p < 0.5 ? -Above(2 * p, df) : Above(2 * (1 - p), df);
    }

    /// <summary>The t &gt; 0 with P(|T| ≥ t) = tail.</summary>
    private static double Above(double tail, double df)
    {
        if (tail == 0) return double.PositiveInfinity;
        double low = 0, high = 1;
        while (TwoSided(high, df) > tail && high < 1e300) (low, high) = (high, high * 2);
        var logScale = GammaFunction.Log((df + 1) / 2) - GammaFunction.Log(df / 2) - Math.Log(df * Math.PI) / 2;
        var t = (low + high) / 2;
        for (var i = 0; i < 200; i++)
        {
            var over = TwoSided(t, df) - tail;
            if (over > 0) low = t; else high = t;
            var next = t + over / (2 * Math.Exp(logScale - (df + 1) / 2 * Math.Log(1 + t * t / df)));
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - t) <= 1e-15 * t || high - low <= 1e-15 * high) return next;
            t = next;
        }
        return t;
    }
}
