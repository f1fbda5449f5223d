namespace Engagement.Core.Surveys;

/// <summary>
/// How often somebody was there would tell who it was where only one person was there so often: attendance is on a list with names.
/// So values are pooled until at least five people share each, and everyone of a pool gets its mean (microaggregation:
/// Domingo-Ferrer and Mateo-Sanz, "Practical data-oriented microaggregation for statistical disclosure control", IEEE TKDE 14(1), 2002).
/// </summary>
public static class Dosage
{
    /// <summary>People who must share a value.</summary>
    public const int Least = 5;

    /// <summary>What is kept for each number of attended sessions: the mean of its pool, rounded; null for all when there are fewer than <see cref="Least"/> people.</summary>
    /// <param name="attended">Number of attended sessions of each person.</param>
    public static IReadOnlyDictionary<int, int?> Pooled(IReadOnlyCollection<int> attended)
    {
        var pools = new List<List<int>>();
        foreach (var same in attended.GroupBy(n => n).OrderBy(g => g.Key))
        {
            if (pools.Count == 0 || pools[^1].Count >= Least) pools.Add([]);
            pools[^1].AddRange(same);
        }
        // What is left at the end is too small to stand alone.
        if (pools.Count > 1 && pools[^1].Count < Least)
        {
            pools[^2].AddRange(pools[^1]);
            pools.RemoveAt(pools.Count - 1);
        }
        return pools.SelectMany(pool => pool.Distinct().Select(n => (n, Mean: pool.Count < Least ? (int?)null : (int)Math.Round(pool.Average(), MidpointRounding.AwayFromZero))))
            .ToDictionary(p => p.n, p => p.Mean);
    }
}
