namespace Engagement.Core.Surveys.Analysis;

/// <summary>The chi-squared distribution with one degree of freedom: the square of a standard normal variable.</summary>
public static class ChiSquared
{
    /// <summary>P(X &gt; x) = 2·P(Z &gt; √x) (Abramowitz and Stegun 1964, 26.4.18 with ν = 1); 1 at and below 0. Relative error under 1e-13.</summary>
    public static double Tail(double x) => double.IsNaN(x) ? double.NaN : x <= 0 ? 1 : 2 * Normal.Tail(Math.Sqrt(x));
}
