namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Whether the exact sum of some cohorts may be told beside their own rows. The proof is by witnesses, as in the statistics room: two people of different cohorts
/// who are alike in everything else swap their answers. Where both cohorts hide both answers, every told number stays as it was, and the small cell has another value.
/// Not for two threads at a time.
/// </summary>
internal sealed class Witness
{
    private readonly Table table;
    private readonly IReadOnlyList<CohortRow> rows;
    private readonly int threshold;

    // By cohort and option: how many may leave a cell, or come to it, before a reader could see it. None where it is told exactly.
    private readonly int[] leave, come;

    // Of the cohort in question on the way; its partners help once.
    private readonly int[] leaving, coming, taken;
    private readonly bool[] used;

    public Witness(Table table, IReadOnlyList<CohortRow> rows, int threshold)
    {
        (this.table, this.rows, this.threshold) = (table, rows, threshold);
        leave = [.. Enumerable.Range(0, table.Cohorts).SelectMany(c => rows[c].Cells.Select((cell, o) => table.Of(c)[o] - cell.Low))];
        come = [.. Enumerable.Range(0, table.Cohorts).SelectMany(c => rows[c].Cells.Select((cell, o) => cell.High - table.Of(c)[o]))];
        (leaving, coming, taken, used) = (new int[table.Options], new int[table.Options], new int[table.Parts * table.Options], new bool[table.Cohorts]);
    }

    /// <summary>Those of the cohorts whose small cells would keep fewer values than the threshold (or than people could make a difference).</summary>
    public IEnumerable<int> Failing(IReadOnlyList<int> cohorts)
    {
        var all = cohorts.Sum(c => rows[c].N);
        return cohorts.Where(c => Fails(c, cohorts, Math.Min(threshold, 1 + Math.Min(rows[c].N, all - rows[c].N))));
    }

    private bool Fails(int cohort, IReadOnlyList<int> cohorts, int needed)
    {
        var counts = table.Of(cohort);
        for (var o = 0; o < counts.Length; o++)
        {
            if (counts[o] >= threshold || !rows[cohort].Hides(o)) continue;
            var values = 1 + Steps(cohort, o, up: true, cohorts, needed - 1);
            if (values < needed && values + Steps(cohort, o, up: false, cohorts, needed - values) < needed) return true;
        }
        return false;
    }

    // Each partner helps with one pair of options only, so its own row needs no bookkeeping beyond that pair.
    private int Steps(int cohort, int option, bool up, IReadOnlyList<int> cohorts, int enough)
    {
        var (options, parts) = (table.Options, table.Parts);
        leave.AsSpan(cohort * options, options).CopyTo(leaving);
        come.AsSpan(cohort * options, options).CopyTo(coming);
        Array.Clear(taken);
        Array.Clear(used);
        used[cohort] = true;
        var done = 0;
        for (var other = 0; other < options && done < enough; other++)
        {
            var (from, to) = up ? (other, option) : (option, other);
            if (other == option || leaving[from] <= 0 || coming[to] <= 0) continue;
            foreach (var partner in cohorts)
            {
                // What the partner's own row lets it move the other way, over all parts.
                var left = Math.Min(enough - done, Math.Min(leave[partner * options + to], come[partner * options + from]));
                if (left <= 0 || used[partner]) continue;
                for (var part = 0; part < parts && left > 0; part++)
                {
                    var mine = Math.Min(table.Part(cohort, part)[from] - taken[part * options + from], Math.Min(leaving[from], coming[to]));
                    var times = Math.Min(left, Math.Min(mine, table.Part(partner, part)[to]));
                    if (times <= 0) continue;
                    Make(part, from, to, times);
                    (left, done, used[partner]) = (left - times, done + times, true);
                }
            }
        }
        return done;
    }

    private void Make(int part, int from, int to, int times)
    {
        leaving[from] -= times;
        coming[from] += times;
        leaving[to] += times;
        coming[to] -= times;
        taken[part * table.Options + from] += times;
    }
}
