namespace Engagement.Core.Surveys.Analysis;

/// <summary>What a difference of means was divided by; a report names it beside the figure.</summary>
public enum Denominator
{
    /// <summary>The SD of the differences after − before (d_z).</summary>
    SdOfDifferences,

    /// <summary>The pooled SD of two groups (d_s).</summary>
    PooledSd,
}

/// <summary>A standardized difference of means.</summary>
/// <param name="D">Cohen's d: difference / denominator.</param>
/// <param name="G">Hedges' g = J·d, without the bias that d has in small samples.</param>
/// <param name="Denominator">What both were divided by.</param>
public sealed record EffectSize(double D, double G, Denominator Denominator)
{
    /// <summary>
    /// Hedges' exact correction J(m) = Γ(m/2) / (√(m/2)·Γ((m − 1)/2)) for m degrees of freedom, m ≥ 2
    /// (Hedges 1981, Journal of Educational Statistics 6, 107–128). 0 for m = 1, where the gamma function has its pole.
    /// </summary>
    public static double J(double m) =>
        m <= 1 ? 0 : Math.Exp(GammaFunction.Log(m / 2) - Math.Log(m / 2) / 2 - GammaFunction.Log((m - 1) / 2));

    /// <summary>d with its g for so many degrees of freedom.</summary>
    internal static EffectSize Of(double d, double df, Denominator denominator) => new(d, J(df) * d, denominator);
}
