namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Whether the exact sum of some cohorts may be told beside their own rows. The proof is by witnesses, as in the statistics room: two people of different cohorts
/// who are alike in everything else swap their answers. Where both cohorts hide both answers, every told number stays as it was, and the small cell has another value.
/// </summary>
internal sealed class Witness(Table table, IReadOnlyList<CohortRow> rows, int threshold)
{
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
            if (counts[o] < threshold && rows[cohort].Hides(o) && 1 + Steps(cohort, o, up: true, cohorts, needed) + Steps(cohort, o, up: false, cohorts, needed) < needed) return true;
        return false;
    }

    // Each partner helps with one pair of options only, so its own row needs no bookkeeping beyond that pair.
    private int Steps(int cohort, int option, bool up, IReadOnlyList<int> cohorts, int enough)
    {
        var (done, mine, used) = (0, new Moves(table, rows[cohort], cohort), new HashSet<int>());
        for (var other = 0; other < table.Options && done < enough; other++)
        {
            if (other == option || !rows[cohort].Hides(other)) continue;
            var (from, to) = up ? (other, option) : (option, other);
            foreach (var partner in cohorts)
            {
                if (partner == cohort || done >= enough || used.Contains(partner) || !rows[partner].Hides(from) || !rows[partner].Hides(to)) continue;
                // What the partner's own row lets it move the other way, over all parts.
                var (counts, cells) = (table.Of(partner), rows[partner].Cells);
                var left = Math.Min(enough - done, Math.Min(counts[to] - cells[to].Low, cells[from].High - counts[from]));
                if (left <= 0) continue;
                var before = done;
                for (var part = 0; part < table.Parts && left > 0; part++)
                {
                    var times = Math.Min(left, Math.Min(mine.Most(part, from, to), table.Part(partner, part)[to]));
                    if (times <= 0) continue;
                    mine.Make(part, from, to, times);
                    (left, done) = (left - times, done + times);
                }
                if (done > before) used.Add(partner);
            }
        }
        return done;
    }

    /// <summary>The counts of the cohort in question, changed as far as nobody could see it.</summary>
    private sealed class Moves(Table table, CohortRow row, int cohort)
    {
        private readonly int[] sums = [.. table.Of(cohort)];
        private readonly int[] taken = new int[table.Parts * table.Options];

        public int Most(int part, int from, int to) => Math.Min(table.Part(cohort, part)[from] - taken[part * table.Options + from],
            Math.Min(sums[from] - row.Cells[from].Low, row.Cells[to].High - sums[to]));

        public void Make(int part, int from, int to, int times)
        {
            sums[from] -= times;
            sums[to] += times;
            taken[part * table.Options + from] += times;
        }
    }
}
