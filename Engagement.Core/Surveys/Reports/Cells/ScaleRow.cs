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
/// <param name="Rows">Counts, as they are told in mode Bounds.</param>
/// <param name="Figures">Mean and SD, as they are told in mode Figures.</param>
internal sealed record ScaleRow(int N, ScaleMode Mode, IReadOnlyList<CohortRow> Rows, IReadOnlyList<ScaleFigures?> Figures)
{
    /// <summary>Decimals of means and SDs.</summary>
    public const int Digits = 1;

    /// <summary>For staff: every count, else figures without a count, else what counts may be told.</summary>
    public static ScaleRow Inside(IReadOnlyList<int[]> counts)
    {
        var rows = counts.Select(CohortRow.Inside).ToList();
        if (rows[0].N < SmallCells.Inside) return new(rows[0].N, ScaleMode.Nothing, rows, []);
        if (rows.TrueForAll(r => r.Exact)) return new(rows[0].N, ScaleMode.Whole, rows, []);
        var figures = counts.Select(c => ScaleFigures.Of(c, SmallCells.Inside, Digits)).ToList();
        return new(rows[0].N, figures.TrueForAll(f => f is not null) ? ScaleMode.Figures : ScaleMode.Bounds, rows, figures);
    }

    /// <summary>For everybody, and nothing that staff are not told: where they are told bounds, everybody is told nothing.</summary>
    public static ScaleRow Public(ScaleRow inside, IReadOnlyList<int[]> counts)
    {
        var rows = inside.Rows.Select(CohortRow.Public).ToList();
        if (inside.N < SmallCells.Public || inside.Mode is ScaleMode.Nothing or ScaleMode.Bounds) return new(inside.N, ScaleMode.Nothing, rows, []);
        if (inside.Mode == ScaleMode.Whole && rows.TrueForAll(r => r.Exact)) return new(inside.N, ScaleMode.Whole, rows, []);
        var figures = counts.Select(c => ScaleFigures.Of(c, SmallCells.Public, Digits)).ToList();
        return new(inside.N, figures.TrueForAll(f => f is not null) ? ScaleMode.Figures : ScaleMode.Nothing, rows, figures);
    }
}
