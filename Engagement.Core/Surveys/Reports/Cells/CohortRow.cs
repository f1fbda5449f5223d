using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What a cohort's own report tells of one question. It depends on nobody but this cohort, so it never changes when others come.</summary>
/// <param name="N">Those who answered.</param>
/// <param name="Cells">Bounds of each count.</param>
/// <param name="Few">Cells of which is said that they are fewer than the threshold.</param>
internal sealed record CohortRow(int N, IReadOnlyList<Told> Cells, IReadOnlyList<bool> Few)
{
    /// <summary>True when every count is told.</summary>
    public bool Exact { get; } = Cells.All(c => c.Exact);

    /// <summary>True when a cell's count is not told.</summary>
    public bool Hides(int option) => !Cells[option].Exact;

    /// <summary>For staff: the rule of the statistics room for one table alone. Of fewer people than the threshold nothing is told.</summary>
    public static CohortRow Inside(int[] counts)
    {
        var n = counts.Sum();
        if (n < SmallCells.Inside) return Nothing(n, counts.Length);
        if (Array.TrueForAll(counts, c => c >= SmallCells.Inside)) return new(n, [.. counts.Select(Told.Of)], new bool[counts.Length]);
        var row = SmallCells.Protect(counts.Select((c, o) => new Answered(o, [], c)), counts.Length, SmallCells.Inside, []).All;
        return new(n, [.. row.Cells.Select(c => new Told(c.Low, c.High))], [.. row.Cells.Select(c => c.Kind == CellKind.Few)]);
    }

    /// <summary>
    /// For everybody, made of nothing but what staff are told: whoever reads both learns no more than staff do.
    /// Counts below the threshold are hidden, and the smallest others until the hidden ones are two at least and not few together.
    /// </summary>
    public static CohortRow Public(CohortRow inside)
    {
        var options = inside.Cells.Count;
        if (inside.N < SmallCells.Public) return Nothing(inside.N, options);
        var hidden = inside.Cells.Select(c => c.Low < SmallCells.Public).ToArray();
        while (hidden.Any(h => h) && (hidden.Count(h => h) == 1 || HiddenSum() < SmallCells.Public) && Array.Exists(hidden, h => !h))
            hidden[Enumerable.Range(0, options).Where(o => !hidden[o]).MinBy(o => inside.Cells[o].Low)] = true;
        for (var o = 0; o < options; o++) hidden[o] |= inside.Hides(o);
        var few = inside.Cells.Select((c, o) => hidden[o] && c.High < SmallCells.Public).ToArray();
        var cells = inside.Cells.Select((c, o) => !hidden[o] ? c : new Told(0, few[o] ? SmallCells.Public - 1 : inside.N));
        return new(inside.N, new Row(inside.N, [.. cells]).Tightened().Cells, few);

        int HiddenSum() => inside.N - Enumerable.Range(0, options).Where(o => !hidden[o]).Sum(o => inside.Cells[o].Low);
    }

    private static CohortRow Nothing(int n, int options) => new(n, [.. Enumerable.Repeat(new Told(0, n), options)], new bool[options]);
}
