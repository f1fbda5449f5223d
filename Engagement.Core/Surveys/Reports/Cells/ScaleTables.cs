using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What is told of some cohorts' answers to a scale.</summary>
/// <param name="Sides">One for each time; none when too few answered.</param>
/// <param name="In">The cohorts that are in it.</param>
/// <param name="LeftOut">How many are not.</param>
/// <param name="Counted">True when every count is told.</param>
internal sealed record ScaleSum(IReadOnlyList<ReportSide> Sides, IReadOnlySet<int> In, int LeftOut, bool Counted);

/// <summary>
/// As <see cref="Tables"/>, for scales. Of a class of thirty most points of a scale are small, so its own report tells rounded means and SDs and no counts (decision 012);
/// the counts are told of groups of classes.
/// </summary>
internal sealed class ScaleTables
{
    private readonly IReadOnlyList<Table> tables;
    private readonly IReadOnlyList<ScaleRow> rows;
    private readonly IReadOnlyList<int[]> groups;
    private readonly int threshold;

    /// <summary>For staff.</summary>
    public ScaleTables(params IReadOnlyList<Table> tables)
    {
        (this.tables, threshold) = (tables, SmallCells.Inside);
        rows = [.. Enumerable.Range(0, tables[0].Cohorts).Select(c => ScaleRow.Inside([.. tables.Select(t => t.Of(c))]))];
        groups = Cut(Enumerable.Range(0, rows.Count).Where(c => rows[c].N > 0).Select(c => (int[])[c]));
    }

    private ScaleTables(ScaleTables inside)
    {
        (tables, threshold) = (inside.tables, SmallCells.Public);
        rows = [.. inside.rows.Select((r, c) => ScaleRow.Public(r, [.. tables.Select(t => t.Of(c))]))];
        groups = Cut(inside.groups);
    }

    /// <summary>The same for everybody, made of what staff are told.</summary>
    public ScaleTables ForPublic() => new(this);

    /// <summary>Groups of cohorts whose exact sums are told.</summary>
    public IReadOnlyList<int[]> Groups => groups;

    /// <summary>Every count where they may be told; else rounded figures; else the bounds of the mean.</summary>
    public ScaleSum Of(IReadOnlySet<int> cohorts)
    {
        var exact = groups.Within(cohorts);
        var rest = cohorts.Where(c => rows[c].N > 0 && !exact.Contains(c)).ToList();
        var leftOut = rest.RemoveAll(c => rows[c].Mode == ScaleMode.Nothing);
        HashSet<int> all = [.. exact, .. rest];
        var sums = tables.Select(t => Total(t, all)).ToList();
        if (all.Count == 0) return new([], all, leftOut, false);
        if (rest.Count == 0) return new([.. sums.Select(s => ScaleFiguresOf.Whole(s))], all, leftOut, true);
        if (rest is [var one] && all.Count == 1 && rows[one].Mode == ScaleMode.Bounds) return new([.. rows[one].Rows.Select(r => ScaleFiguresOf.Bounds(new(r.N, r.Cells)))], all, leftOut, false);
        if (rest.TrueForAll(c => rows[c].Mode != ScaleMode.Bounds) && sums.ConvertAll(s => ScaleFigures.Of(s, threshold, ScaleRow.Digits)) is var told && told.TrueForAll(f => f is not null))
            return new([.. told.Select((f, time) => new ReportSide(f!.N, Counts(tables[time], exact), ToldNumber.Of(f.Mean), f.Sd))], all, leftOut, false);
        return new([.. tables.Select((t, time) => ScaleFiguresOf.Spans([.. all.Select(c => Span(t, c, time, exact.Contains(c)))]) with { Cells = Counts(t, exact) })], all, leftOut, false);
    }

    // Of the groups that are all in; where there are others, these counts are of fewer people than the mean.
    private static IReadOnlyList<Told> Counts(Table table, HashSet<int> exact) => exact.Count == 0 ? [] : [.. Total(table, exact).Select(Told.Of)];

    private (int N, ToldNumber Mean) Span(Table table, int cohort, int time, bool exact)
    {
        const double half = 0.05;
        var (row, counts) = (rows[cohort], table.Of(cohort));
        if (exact || row.Mode == ScaleMode.Whole) return (row.N, ScaleFiguresOf.Whole(counts).Mean!.Value);
        if (row.Mode == ScaleMode.Figures) return (row.N, new(Math.Max(1, row.Figures[time].Mean - half), Math.Min(counts.Length, row.Figures[time].Mean + half)));
        return (row.N, ScaleFiguresOf.Bounds(new(row.N, row.Rows[time].Cells)).Mean!.Value);
    }

    private static int[] Total(Table table, HashSet<int> cohorts)
    {
        var sum = new int[table.Options];
        foreach (var counts in cohorts.Select(table.Of))
            for (var o = 0; o < sum.Length; o++) sum[o] += counts[o];
        return sum;
    }

    private IReadOnlyList<int[]> Cut(IEnumerable<int[]> blocks)
    {
        var witnesses = tables.Select((t, time) => new ScaleWitness(rows, t, time, threshold)).ToList();
        return CohortGroups.Cut(blocks, c => rows[c].Mode == ScaleMode.Whole, cohorts => witnesses.SelectMany(w => w.Failing(cohorts)), cohorts => tables.Any(t => t.IsSmall(cohorts, threshold)));
    }
}
