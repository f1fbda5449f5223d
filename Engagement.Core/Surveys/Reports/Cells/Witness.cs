using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Whether the exact sum of some cohorts may be told beside their own rows. The proof is by witnesses, as in the statistics room: two people of different cohorts
/// who are alike in everything else swap their answers. Where both cohorts hide both answers, every told number stays as it was, and the small cell has another value.
/// </summary>
internal sealed class Witness(Table table, IReadOnlyList<CohortRow> rows, int threshold)
{
    /// <summary>Those of the cohorts whose small cells would keep fewer values than the threshold (or than people could make a difference).</summary>
    public List<int> Failing(IReadOnlyList<int> cohorts)
    {
        var all = cohorts.Sum(c => rows[c].N);
        return [.. cohorts.Where(c => Fails(c, cohorts, all))];
    }

    private bool Fails(int cohort, IReadOnlyList<int> cohorts, int all)
    {
        var (row, counts) = (rows[cohort], table.Of(cohort));
        var needed = Math.Min(threshold, 1 + Math.Min(row.N, all - row.N));
        for (var o = 0; o < counts.Length; o++)
            if (counts[o] < threshold && row.Hides(o) && 1 + Steps(cohort, o, up: true, cohorts, needed) + Steps(cohort, o, up: false, cohorts, needed) < needed) return true;
        return false;
    }

    private int Steps(int cohort, int option, bool up, IReadOnlyList<int> cohorts, int enough)
    {
        var (done, trial) = (0, new Trial(table, rows));
        for (var other = 0; other < table.Options && done < enough; other++)
        {
            if (other == option || !rows[cohort].Hides(other)) continue;
            var (from, to) = up ? (other, option) : (option, other);
            foreach (var partner in cohorts)
                if (partner != cohort && done < enough && rows[partner].Hides(from) && rows[partner].Hides(to)) done += trial.Swap(cohort, partner, from, to, enough - done);
        }
        return done;
    }

    /// <summary>Swaps that were made, one upon another.</summary>
    private sealed class Trial(Table table, IReadOnlyList<CohortRow> rows)
    {
        private readonly Dictionary<(int Cohort, int Part, int Option), int> moved = [];
        private readonly Dictionary<(int Cohort, int Option), int> sums = [];

        public int Swap(int one, int two, int from, int to, int most)
        {
            var done = 0;
            for (var part = 0; part < table.Parts && done < most; part++)
            {
                var times = Math.Min(most - done, Math.Min(Has(one, part, from), Has(two, part, to)));
                times = Math.Min(times, Math.Min(Room(one, from, to), Room(two, to, from)));
                if (times <= 0) continue;
                Move(one, part, from, to, times);
                Move(two, part, to, from, times);
                done += times;
            }
            return done;
        }

        private int Has(int cohort, int part, int option) => table.Part(cohort, part)[option] + moved.GetValueOrDefault((cohort, part, option));

        private int Room(int cohort, int from, int to) => Math.Min(Count(cohort, from) - rows[cohort].Cells[from].Low, rows[cohort].Cells[to].High - Count(cohort, to));

        private int Count(int cohort, int option) => sums.TryGetValue((cohort, option), out var known) ? known : table.Of(cohort)[option];

        private void Move(int cohort, int part, int from, int to, int times)
        {
            (sums[(cohort, from)], sums[(cohort, to)]) = (Count(cohort, from) - times, Count(cohort, to) + times);
            moved[(cohort, part, from)] = moved.GetValueOrDefault((cohort, part, from)) - times;
            moved[(cohort, part, to)] = moved.GetValueOrDefault((cohort, part, to)) + times;
        }
    }
}
