namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>The figures of the class, calculated from its answers by the textbook and by nothing of the product.</summary>
internal static class ByHand
{
    // Quantiles as printed in tables: the normal at .975, Student's t at .975 with 27 and 24 degrees of freedom.
    private const double Z = 1.959964;
    private static readonly Dictionary<int, double> T975 = new() { [27] = 2.051831, [24] = 2.063899 };

    /// <summary>What those said who answered the item both times.</summary>
    public static List<(string Before, string After)> Pairs(string item) =>
        [.. from i in ClassAnswers.Matched
            let before = ClassAnswers.Of(i, false).GetValueOrDefault(item, "-")
            let after = ClassAnswers.Of(i, true).GetValueOrDefault(item, "-")
            where before != "-" && after != "-"
            select (before, after)];

    /// <summary>Wilson (1927): the two p for which the observed share is z standard errors away.</summary>
    public static (double Low, double High) Wilson(int yes, int n)
    {
        var p = (double)yes / n;
        var middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
        return (middle - half, middle + half);
    }

    /// <summary>McNemar's mid-p: twice the tail of a fair coin, the observed count by half.</summary>
    public static double McNemarMidP(int gained, int lost)
    {
        var n = gained + lost;
        double Coin(int k) => Enumerable.Range(1, k).Aggregate(Math.Pow(0.5, n), (p, i) => p * (n - k + i) / i);
        var fewer = Math.Min(gained, lost);
        return Math.Min(1, 2 * Enumerable.Range(0, fewer).Sum(Coin) + Coin(fewer));
    }

    /// <summary>Mean, mean difference, its interval and t of the paired test.</summary>
    public static (double Before, double After, double Difference, double Low, double High, double T) Paired(string item)
    {
        var pairs = Pairs(item).ConvertAll(p => (Before: Digit(p.Before), After: Digit(p.After)));
        var differences = pairs.ConvertAll(p => p.After - p.Before);
        var (n, mean) = (pairs.Count, differences.Average());
        var error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (n - 1)) / Math.Sqrt(n);
        return (pairs.Average(p => p.Before), pairs.Average(p => p.After), mean, mean - T975[n - 1] * error, mean + T975[n - 1] * error, mean / error);
    }

    /// <summary>Hake's gain on the class means of the knowledge questions, as a fraction; and these means.</summary>
    public static (double Before, double After, double Gain) Knowledge(params string[] items)
    {
        double Right(Func<(string Before, string After), string> time) => items.Average(item => Pairs(item).Average(p => time(p) == "office" ? 1.0 : 0));
        var (before, after) = (Right(p => p.Before), Right(p => p.After));
        return (before, after, (after - before) / (1 - before));
    }

    private static double Digit(string answer) => answer[0] - '0';
}
