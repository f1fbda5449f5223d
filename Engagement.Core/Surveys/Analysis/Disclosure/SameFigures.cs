namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// By how much a sum of points, and that of their squares, may change before a rounded mean or SD would. In whole numbers, because it is asked often:
/// both figures grow with their sums, so each has a lowest and a highest one.
/// </summary>
internal sealed class SameFigures
{
    private readonly ScaleSums sums;
    private readonly int digits;
    private readonly double? sd;
    private readonly (int Low, int High)?[] squares;

    /// <summary>For the figures of some sums.</summary>
    /// <param name="sums">The sums; two persons or more.</param>
    /// <param name="digits">Decimals that are shown.</param>
    /// <param name="sd">Whether the SD is shown, too.</param>
    public SameFigures(ScaleSums sums, int digits, bool sd)
    {
        (this.sums, this.digits, this.sd) = (sums, digits, sd ? sums.Sd(digits) : null);
        var mean = sums.Mean(digits);
        var span = (int)Math.Ceiling(Half(digits) * sums.N);
        Low = First(-span, change => (sums with { Sum = sums.Sum + change }).Mean(digits) >= mean);
        High = First(span, change => (sums with { Sum = sums.Sum + change }).Mean(digits) > mean) - 1;
        squares = new (int, int)?[High - Low + 1];
    }

    /// <summary>The most by which the sum may fall; 0 or negative.</summary>
    public int Low { get; }

    /// <summary>The most by which it may rise.</summary>
    public int High { get; }

    /// <summary>Whether the figures stay the same when the sums change by so much.</summary>
    public bool Agree(long sum, long square)
    {
        if (sum < Low || sum > High) return false;
        if (sd is not { } told) return true;
        var (low, high) = squares[sum - Low] ??= Span(sums with { Sum = sums.Sum + sum }, told);
        return square >= low && square <= high;
    }

    private (int Low, int High) Span(ScaleSums moved, double told)
    {
        int Change(double deviation) => (int)Math.Round(Math.Max(0, deviation) * Math.Max(0, deviation) * (moved.N - 1) + moved.Sum * moved.Sum / (double)moved.N - moved.Squares);
        double Sd(int change) => (moved with { Squares = moved.Squares + change }).Sd(digits);
        return (First(Change(told - Half(digits)), c => Sd(c) >= told), First(Change(told + Half(digits)), c => Sd(c) > told) - 1);
    }

    private static double Half(int digits) => Math.Pow(10, -digits) / 2;

    /// <summary>The first number from which on something holds; looked for near a guess.</summary>
    private static int First(int guess, Func<int, bool> holds)
    {
        while (holds(guess - 1)) guess--;
        while (!holds(guess)) guess++;
        return guess;
    }
}
