namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Looks for other distributions with the same figures: up to twice the threshold of persons move from one option to another, and others move once more.
/// Each one found is a witness, so the number of values is never too high.
/// </summary>
internal static class ScaleFreedom
{
    /// <summary>Whether each small count could be at least <paramref name="threshold"/> different numbers while the figures stay the same.</summary>
    public static bool IsEnough(IReadOnlyList<int> counts, int threshold, Func<ScaleSums, bool> same)
    {
        int[] moved = [.. counts];
        var values = counts.Select(c => new HashSet<int> { c }).ToArray();
        var small = Enumerable.Range(0, moved.Length).Where(o => counts[o] < threshold).ToArray();
        var sums = ScaleSums.Of(counts);
        foreach (var (from, to, persons) in Moves(moved, 2 * threshold))
        {
            var once = sums.Moved(from, to, persons);
            if (same(once) && Note()) return true;
            foreach (var (from2, to2, persons2) in Moves(moved, 2 * threshold))
                if (same(once.Moved(from2, to2, persons2)) && Note()) return true;
        }
        return small.Length == 0;

        // Whether that was the last value that was missing.
        bool Note()
        {
            for (var o = 0; o < moved.Length; o++) values[o].Add(moved[o]);
            return Array.TrueForAll(small, o => values[o].Count >= threshold);
        }
    }

    /// <summary>Moves persons between two options, hands over, and moves them back.</summary>
    private static IEnumerable<(int From, int To, int Persons)> Moves(int[] counts, int most)
    {
        for (var from = 0; from < counts.Length; from++)
            for (var to = 0; to < counts.Length; to++)
            {
                var limit = from == to ? 0 : Math.Min(most, counts[from]);
                for (var persons = 1; persons <= limit; persons++)
                {
                    counts[from] -= persons;
                    counts[to] += persons;
                    yield return (from, to, persons);
                    counts[from] += persons;
                    counts[to] -= persons;
                }
            }
    }
}
