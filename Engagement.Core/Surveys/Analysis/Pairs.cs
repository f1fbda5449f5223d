namespace Engagement.Core.Surveys.Analysis;

/// <summary>Two lists of one length, of the same persons before and after.</summary>
internal static class Pairs
{
    /// <summary>The step from 1 to the next double: what rounding leaves of differences that are equal on paper.</summary>
    public const double Epsilon = 2.220446049250313e-16;

    /// <summary>after − before.</summary>
    public static double[] Differences(IReadOnlyList<double> before, IReadOnlyList<double> after) => before.Count == after.Count
        ? [.. before.Zip(after, (b, a) => a - b)]
        : throw new ArgumentException($"{before.Count} values before and {after.Count} after are no pairs.", nameof(after));

    /// <summary>The largest value, sign aside; 0 without values.</summary>
    public static double Largest(IEnumerable<double> values) => values.Select(Math.Abs).DefaultIfEmpty().Max();
}
