using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What a cohort's own report tells of a scale.</summary>
internal enum ScaleMode
{
    /// <summary>Nothing: too few answered.</summary>
    Nothing,

    /// <summary>Counts with hidden ones among them; the figures would give these back.</summary>
    Bounds,

    /// <summary>Rounded mean and SD, and no count.</summary>
    Figures,

    /// <summary>Every count.</summary>
    Whole,
}

/// <summary>What a cohort's own report tells of a scale, at each time that it was asked. Depends on nobody but this cohort.</summary>
/// <param name="N">Those who answered.</param>
/// <param name="Mode">What is told; the same at both times.</param>
/// <param name="Rows">Counts, as they are told in mode Bounds; else none.</param>
/// <param name="Figures">Mean and SD, as they are told in mode Figures; else none.</param>
internal sealed record ScaleRow(int N, ScaleMode Mode, IReadOnlyList<CohortRow> Rows, IReadOnlyList<ScaleFigures> Figures)
{
    /// <summary>Decimals of means and SDs.</summary>
    public const int Digits = 1;

    /// <summary>For staff: every count, else figures without a count, else what counts may be told.</summary>
    public static ScaleRow Inside(IReadOnlyList<int[]> counts)
    {
        var n = counts[0].Sum();
        if (n < SmallCells.Inside) return new(n, ScaleMode.Nothing, [], []);
        if (None(counts, SmallCells.Inside)) return new(n, ScaleMode.Whole, [], []);
        return Figured(counts, SmallCells.Inside) is { } figures ? new(n, ScaleMode.Figures, [], figures) : new(n, ScaleMode.Bounds, [.. counts.Select(CohortRow.Inside)], []);
    }

    /// <summary>For everybody, and nothing that staff are not told: where they are told bounds, everybody is told nothing.</summary>
    public static ScaleRow Public(ScaleRow inside, IReadOnlyList<int[]> counts)
    {
        if (inside.N < SmallCells.Public || inside.Mode is ScaleMode.Nothing or ScaleMode.Bounds) return new(inside.N, ScaleMode.Nothing, [], []);
        if (inside.Mode == ScaleMode.Whole && None(counts, SmallCells.Public)) return new(inside.N, ScaleMode.Whole, [], []);
        return Figured(counts, SmallCells.Public) is { } figures ? new(inside.N, ScaleMode.Figures, [], figures) : new(inside.N, ScaleMode.Nothing, [], []);
    }

    // Whether no count is small.
    private static bool None(IReadOnlyList<int[]> counts, int threshold) => counts.All(c => Array.TrueForAll(c, n => n >= threshold));

    private static List<ScaleFigures>? Figured(IReadOnlyList<int[]> counts, int threshold)
    {
        var figures = new List<ScaleFigures>();
        foreach (var one in counts)
        {
            if (ScaleFigures.Of(one, threshold, Digits) is not { } told) return null;
            figures.Add(told);
        }
        return figures;
    }
}
