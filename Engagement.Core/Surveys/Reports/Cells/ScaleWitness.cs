using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// As <see cref="Witness"/>, for scales. A cohort's counts change so that what is told of it, such as a rounded mean, stays as it is, and another cohort of the group
/// makes up for each step, unseen like that, so the sum of the group stays. A step moves one person from a point to another, or two persons to the points beside theirs.
/// Of a scale a cohort's own report tells no count and not that one is small; so what is proved here is that none is told exactly: each may have two values at least.
/// </summary>
internal sealed class ScaleWitness
{
    private const int Needed = 2;
    private readonly IReadOnlyList<ScaleRow> rows;
    private readonly Table table;
    private readonly int time, threshold;
    private readonly SameFigures?[] sums;
    private readonly List<Step> steps;

    public ScaleWitness(IReadOnlyList<ScaleRow> rows, Table table, int time, int threshold)
    {
        (this.rows, this.table, this.time, this.threshold) = (rows, table, time, threshold);
        (sums, steps) = (new SameFigures?[rows.Count], [.. Steps(table.Options)]);
    }

    /// <summary>Those of the cohorts of which the sum would tell a small count.</summary>
    public IEnumerable<int> Failing(IReadOnlyList<int> cohorts) => cohorts.Where(c => !Free(c, cohorts));

    private bool Free(int cohort, IReadOnlyList<int> cohorts)
    {
        var mine = table.Of(cohort);
        for (var o = 0; o < mine.Length; o++)
        {
            if (mine[o] >= threshold) continue;
            var values = 1 + Count(cohort, o, 1, cohorts, Needed - 1);
            if (values < Needed && values + Count(cohort, o, -1, cohorts, Needed - values) < Needed) return false;
        }
        return true;
    }

    // Each step takes the count further in one direction, so each gives it another value.
    private int Count(int cohort, int option, int direction, IReadOnlyList<int> cohorts, int enough)
    {
        var (done, mine, others) = (0, StateOf(cohort), new State?[cohorts.Count]);
        foreach (var step in steps)
        {
            if (direction * step.Change[option] <= 0) continue;
            var partner = 0;
            while (done < enough && partner < cohorts.Count && mine.Can(step, 1))
            {
                if (cohorts[partner] == cohort || !(others[partner] ??= StateOf(cohorts[partner])).Can(step, -1))
                {
                    partner++;
                    continue;
                }
                mine.Make(step, 1);
                others[partner]!.Make(step, -1);
                done++;
            }
        }
        return done;
    }

    private State StateOf(int cohort) => new(table.Of(cohort), rows[cohort], time, SumsOf(cohort));

    private SameFigures? SumsOf(int cohort) => rows[cohort].Mode != ScaleMode.Figures ? null
        : sums[cohort] ??= new SameFigures(ScaleSums.Of(table.Of(cohort)), ScaleRow.Digits, rows[cohort].Figures[time].Sd is not null);

    private static IEnumerable<Step> Steps(int options)
    {
        for (var from = 0; from < options; from++)
            for (var to = 0; to < options; to++)
                if (from != to) yield return Step.Of(options, (from, -1), (to, 1));
        for (var middle = 1; middle < options - 1; middle++)
            foreach (var sign in (int[])[1, -1]) yield return Step.Of(options, (middle - 1, sign), (middle, -2 * sign), (middle + 1, sign));
    }

    /// <summary>A change of counts, with what it does to the sum of the points and to that of their squares.</summary>
    private sealed record Step(int[] Change, int Sum, int Squares)
    {
        public static Step Of(int options, params (int Option, int By)[] changes)
        {
            var change = new int[options];
            foreach (var (option, by) in changes) change[option] = by;
            return new(change, changes.Sum(c => c.By * (c.Option + 1)), changes.Sum(c => c.By * (c.Option + 1) * (c.Option + 1)));
        }
    }

    /// <summary>A cohort's counts on the way.</summary>
    private sealed class State(int[] counts, ScaleRow row, int time, SameFigures? told)
    {
        private readonly int[] now = [.. counts];
        private int sum, squares;

        public bool Can(Step step, int sign)
        {
            for (var o = 0; o < now.Length; o++)
            {
                var count = now[o] + sign * step.Change[o];
                if (count < 0 || row.Mode == ScaleMode.Bounds && (count < row.Rows[time].Cells[o].Low || count > row.Rows[time].Cells[o].High)) return false;
            }
            return row.Mode switch { ScaleMode.Whole => false, ScaleMode.Figures => told!.Agree(sum + sign * step.Sum, squares + sign * step.Squares), _ => true };
        }

        public void Make(Step step, int sign)
        {
            for (var o = 0; o < now.Length; o++) now[o] += sign * step.Change[o];
            sum += sign * step.Sum;
            squares += sign * step.Squares;
        }
    }
}
