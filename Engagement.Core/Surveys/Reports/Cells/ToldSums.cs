using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>By how much a cohort's sum of points, and of their squares, may change before a rounded mean or SD would. In whole numbers, because it is asked often.</summary>
internal sealed class ToldSums
{
    private readonly int first;
    private readonly (int Low, int High)[] squares = [];

    /// <summary>For what is told at a time; nothing changes unseen unless figures are told.</summary>
    public ToldSums(ScaleRow row, int[] counts, int time)
    {
        if (row.Mode != ScaleMode.Figures) return;
        var (sums, figures) = (ScaleSums.Of(counts), row.Figures[time]!);
        bool Mean(int change) => (sums with { Sum = sums.Sum + change }).Mean(ScaleRow.Digits) == figures.Mean;
        while (Mean(first - 1)) first--;
        var last = 0;
        while (Mean(last + 1)) last++;
        squares = [.. Enumerable.Range(first, last - first + 1).Select(change => Span(sums with { Sum = sums.Sum + change }, figures.Sd))];
    }

    /// <summary>Whether the figures would stay the same.</summary>
    public bool Agree(int sum, int square) =>
        sum >= first && sum - first < squares.Length && squares[sum - first] is var span && square >= span.Low && square <= span.High;

    // The SD grows with the squares; the search starts where it comes closest to what is told.
    private static (int Low, int High) Span(ScaleSums sums, double? sd)
    {
        if (sd is not { } told) return (int.MinValue, int.MaxValue);
        bool Same(int change) => (sums with { Squares = sums.Squares + change }).Sd(ScaleRow.Digits) == told;
        var middle = (int)Math.Round(told * told * (sums.N - 1) + sums.Sum * sums.Sum / (double)sums.N - sums.Squares);
        if (!Same(middle)) return (1, 0);
        var (low, high) = (middle, middle);
        while (Same(low - 1)) low--;
        while (Same(high + 1)) high++;
        return (low, high);
    }
}
