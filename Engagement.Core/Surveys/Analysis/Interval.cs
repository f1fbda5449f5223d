namespace Engagement.Core.Surveys.Analysis;

/// <summary>A confidence interval; both ends belong to it.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The usual level.</summary>
    public const double UsualLevel = 0.95;

    /// <summary>The z that a two-sided interval of this level takes, 1.96 for 0.95. The level lies between 0 and 1.</summary>
    internal static double Z(double level) => -Normal.Quantile((1 - Checked(level)) / 2);

    /// <summary>The t that a two-sided interval of this level takes.</summary>
    internal static double T(double level, double df) => -StudentT.Quantile((1 - Checked(level)) / 2, df);

    private static double Checked(double level) =>
        level is > 0 and < 1 ? level : throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
}
