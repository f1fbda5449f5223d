using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What is told of some cohorts.</summary>
/// <param name="Rows">One for each table.</param>
/// <param name="In">The cohorts that are in it.</param>
/// <param name="LeftOut">How many are not, because too few of them answered.</param>
internal sealed record Sum(IReadOnlyList<Row> Rows, IReadOnlySet<int> In, int LeftOut);

/// <summary>
/// Everything that is ever told of one question, asked once or twice of the same people: the rows of the cohorts, and exact sums of some groups of cohorts.
/// A report of any choice of cohorts adds up what is told and nothing else, so no combination of reports tells more. Decision 014 says why it is done so.
/// </summary>
internal sealed class Tables
{
    private readonly IReadOnlyList<Table> tables;
    private readonly IReadOnlyList<IReadOnlyList<CohortRow>> rows;
    private readonly IReadOnlyList<int[]> groups;
    private readonly int threshold;

    /// <summary>For staff. The tables are about the same people, so their cohorts have the same sizes.</summary>
    /// <param name="tables">One for each time that the question was asked.</param>
    /// <param name="least">Cohorts of which fewer answered are in no group.</param>
    public Tables(IReadOnlyList<Table> tables, int least = 1)
    {
        (this.tables, rows, threshold) = (tables, [.. tables.Select(RowsOf)], SmallCells.Inside);
        groups = Cut([.. Enumerable.Range(0, tables[0].Cohorts).Where(c => rows[0][c].N >= least).Select(c => (int[])[c])]);
    }

    private Tables(Tables inside)
    {
        (tables, rows, threshold) = (inside.tables, [.. inside.rows.Select(t => t.Select(CohortRow.Public).ToArray())], SmallCells.Public);
        groups = Cut(inside.groups);
    }

    /// <summary>The same for everybody, made of what staff are told.</summary>
    public Tables ForPublic() => new(this);

    /// <summary>Groups of cohorts whose exact sums are told; a cohort that hides nothing is one by itself.</summary>
    public IReadOnlyList<int[]> Groups => groups;

    /// <summary>Adds up what is told of some cohorts. Those of which too few answered are left out, unless they are in a group that is all in.</summary>
    public Sum Of(IReadOnlySet<int> cohorts)
    {
        var (n, taken, leftOut) = (0, new HashSet<int>(), 0);
        var cells = tables.Select(t => new Told[t.Options]).ToArray();
        foreach (var group in groups.Where(g => Array.TrueForAll(g, cohorts.Contains)))
            foreach (var cohort in group) Add(cohort, exact: true);
        foreach (var cohort in cohorts.Where(c => rows[0][c].N > 0 && !taken.Contains(c)))
            if (rows[0][cohort].N < threshold) leftOut++;
            else Add(cohort, exact: false);
        return new([.. cells.Select(c => new Row(n, c).Tightened())], taken, leftOut);

        void Add(int cohort, bool exact)
        {
            taken.Add(cohort);
            n += rows[0][cohort].N;
            foreach (var (t, table) in tables.Index())
            {
                var counts = exact ? table.Of(cohort) : null;
                for (var o = 0; o < table.Options; o++) cells[t][o] += counts is null ? rows[t][cohort].Cells[o] : Told.Of(counts[o]);
            }
        }
    }

    /// <summary>Whether small counts keep their values when those who swap must be alike in the finer parts of these tables, too.</summary>
    public bool FreeWith(IReadOnlyList<Table> finer) => groups.Where(g => g.Length > 1).All(g => finer.Index().All(t => !new Witness(t.Item, rows[t.Index], threshold).Failing(g).Any()));

    private IReadOnlyList<int[]> Cut(IReadOnlyList<int[]> blocks)
    {
        var witnesses = tables.Select((t, i) => new Witness(t, rows[i], threshold)).ToList();
        return CohortGroups.Cut(blocks, c => rows.All(t => t[c].Exact), cohorts => witnesses.SelectMany(w => w.Failing(cohorts)), cohorts => tables.Any(t => t.IsSmall(cohorts, threshold)));
    }

    // Many cohorts have the same row.
    private static CohortRow[] RowsOf(Table table)
    {
        var known = new Dictionary<string, CohortRow>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, table.Cohorts).Select(cohort =>
        {
            var counts = table.Of(cohort);
            var key = string.Join(' ', counts);
            return known.TryGetValue(key, out var row) ? row : known[key] = CohortRow.Inside(counts);
        })];
    }
}
