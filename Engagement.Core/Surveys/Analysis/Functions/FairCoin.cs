namespace Engagement.Core.Surveys.Analysis;

/// <summary>The binomial distribution with p = ½: how many of n changes go one way when both ways are equally likely.</summary>
public static class FairCoin
{
    /// <summary>P(X = k) out of n throws, through logarithms of the gamma function; relative error under 1e-11 for n ≤ 10,000.</summary>
    public static double Exactly(int k, int n) => k < 0 || k > n
        ? 0
        : Math.Exp(GammaFunction.Log(n + 1d) - GammaFunction.Log(k + 1d) - GammaFunction.Log(n - k + 1d) - n * Math.Log(2));

    /// <summary>P(X ≤ k) out of n throws, summed from the largest term down; relative error as above.</summary>
    public static double AtMost(int k, int n)
    {
        if (k < 0) return 0;
        if (k >= n) return 1;
        if (2 * k >= n) return 1 - AtMost(n - k - 1, n);
        double term = 1, sum = 1;
        // P(X = i − 1) / P(X = i) = i / (n − i + 1), under 1 below the middle and falling, so the sum settles.
        for (var i = k; i > 0 && term > sum * 1e-18; i--) sum += term *= i / (n - i + 1d);
        return sum * Exactly(k, n);
    }
}
