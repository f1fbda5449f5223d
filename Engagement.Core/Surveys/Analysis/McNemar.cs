namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// McNemar's test of pairs of yes/no or right/wrong answers (McNemar 1947, Psychometrika 12, 153–157). Only those who changed count.
/// The mid-p value is the default figure: Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13:91, who found it to keep its level without
/// the exact test's loss of power.
/// </summary>
/// <param name="Gained">No before, yes after (b).</param>
/// <param name="Lost">Yes before, no after (c).</param>
/// <param name="P">Two-sided mid-p; null when nobody changed.</param>
/// <param name="Exact">Two-sided exact conditional p.</param>
/// <param name="Corrected">χ² with Edwards' continuity correction, (|b − c| − 1)² / (b + c) (Edwards 1948, Psychometrika 13, 185–187); 0 when b = c.</param>
/// <param name="CorrectedP">p of <paramref name="Corrected"/>.</param>
/// <param name="Plain">χ² = (b − c)² / (b + c).</param>
/// <param name="PlainP">p of <paramref name="Plain"/>.</param>
/// <param name="Gap">What the nulls are due to.</param>
public sealed record McNemar(
    int Gained, int Lost, double? P, double? Exact, double? Corrected, double? CorrectedP, double? Plain, double? PlainP, Gap Gap)
{
    /// <summary>Those who changed.</summary>
    public int Discordant => Gained + Lost;

    /// <summary>Tests counts of changes, neither below 0.</summary>
    public static McNemar Of(int gained, int lost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gained);
        ArgumentOutOfRangeException.ThrowIfNegative(lost);
        if (gained + lost == 0) return new(0, 0, null, null, null, null, null, null, Gap.NoChange);
        double difference = Math.Abs(gained - lost), sum = gained + lost;
        var corrected = Math.Pow(Math.Max(0, difference - 1), 2) / sum;
        var plain = difference * difference / sum;
        return new(gained, lost, MidP(gained, lost), ExactP(gained, lost), corrected, ChiSquared.Tail(corrected), plain, ChiSquared.Tail(plain), Gap.None);
    }

    /// <summary>2·P(X ≤ min(b, c)) for a fair coin, at most 1.</summary>
    private static double ExactP(int b, int c) => Math.Min(1, 2 * FairCoin.AtMost(Math.Min(b, c), b + c));

    /// <summary>The exact p less the probability of what was seen; 1 − ½ of it when b = c (supplement of the paper of 2013).</summary>
    internal static double MidP(int b, int c)
    {
        var seen = FairCoin.Exactly(Math.Min(b, c), b + c);
        return b == c ? 1 - seen / 2 : ExactP(b, c) - seen;
    }
}
