namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Looks for other distributions with the same figures: up to twice the threshold of persons move from one option to another, and others move once more.
/// Each one found is a witness, so the number of values is never too high.
/// </summary>
internal sealed class ScaleFreedom
{
    private readonly int[] counts, small;
    private readonly int threshold;
    private readonly SameFigures figures;

    // By small option: how many values its count may have, and which changes of it these are. Two moves change a count by four times the threshold at most.
    private readonly int[] values;
    private readonly bool[][] seen;
    private readonly IReadOnlyList<int> was;

    private ScaleFreedom(IReadOnlyList<int> counts, int threshold, SameFigures figures)
    {
        (was, this.counts, this.threshold, this.figures) = (counts, [.. counts], threshold, figures);
        small = [.. Enumerable.Range(0, counts.Count).Where(o => counts[o] < threshold)];
        (values, seen) = (new int[small.Length], [.. small.Select(_ => new bool[8 * threshold + 1])]);
        Note();
    }

    /// <summary>Whether each small count could be at least <paramref name="threshold"/> different numbers while the figures stay the same.</summary>
    public static bool IsEnough(IReadOnlyList<int> counts, int threshold, SameFigures figures)
    {
        var search = new ScaleFreedom(counts, threshold, figures);
        return search.small.Length == 0 || search.Move();
    }

    private bool Move()
    {
        for (var from = 0; from < counts.Length; from++)
            for (var to = 0; to < counts.Length; to++)
            {
                var most = from == to ? 0 : Math.Min(2 * threshold, counts[from]);
                for (var persons = 1; persons <= most; persons++)
                {
                    Make(from, to, persons);
                    var (sum, squares) = ((to - from) * persons, Squares(from, to) * persons);
                    if (figures.Agree(sum, squares) && Note() || MoveAgain(sum, squares)) return true;
                    Make(to, from, persons);
                }
            }
        return false;
    }

    private bool MoveAgain(int sum, int squares)
    {
        for (var from = 0; from < counts.Length; from++)
            for (var to = 0; to < counts.Length; to++)
            {
                if (from == to) continue;
                // So few or so many persons that the mean stays the same.
                var (least, most) = to > from ? Persons(figures.Low - sum, figures.High - sum, to - from) : Persons(sum - figures.High, sum - figures.Low, from - to);
                most = Math.Min(most, Math.Min(2 * threshold, counts[from]));
                for (var persons = Math.Max(1, least); persons <= most; persons++)
                {
                    if (!figures.Agree(sum + (to - from) * persons, squares + Squares(from, to) * persons)) continue;
                    Make(from, to, persons);
                    var enough = Note();
                    Make(to, from, persons);
                    if (enough) return true;
                }
            }
        return false;
    }

    private static (int Least, int Most) Persons(int low, int high, int points) =>
        ((int)Math.Ceiling(low / (double)points), (int)Math.Floor(high / (double)points));

    // By how much the sum of the squares of the points grows with each person.
    private static int Squares(int from, int to) => (to + 1) * (to + 1) - (from + 1) * (from + 1);

    private void Make(int from, int to, int persons)
    {
        counts[from] -= persons;
        counts[to] += persons;
    }

    /// <summary>Whether that was the last value that was missing.</summary>
    private bool Note()
    {
        var enough = true;
        for (var i = 0; i < small.Length; i++)
        {
            ref var known = ref seen[i][counts[small[i]] - was[small[i]] + 4 * threshold];
            if (!known) values[i]++;
            known = true;
            enough &= values[i] >= threshold;
        }
        return enough;
    }
}
