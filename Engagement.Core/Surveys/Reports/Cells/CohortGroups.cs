namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Groups of cohorts whose exact sums may be told. They are cut in the order in which cohorts ended, and once closed a group stays as it is:
/// what a report adds up later tells nothing of the cohort that came last.
/// </summary>
internal static class CohortGroups
{
    // A cohort that fits nowhere does not keep later ones waiting.
    private const int MostOpen = 16;

    /// <summary>Cuts blocks of cohorts that stay together into groups.</summary>
    /// <param name="blocks">The blocks in order.</param>
    /// <param name="exact">Whether a cohort hides nothing: it is a group by itself.</param>
    /// <param name="failing">Those of some cohorts whose small counts the sum of all would give away.</param>
    /// <param name="small">Whether a count of the sum would be small itself; the group then waits for more.</param>
    public static IReadOnlyList<int[]> Cut(IEnumerable<int[]> blocks, Func<int, bool> exact, Func<List<int>, IEnumerable<int>> failing, Func<List<int>, bool> small)
    {
        var (groups, open) = (new List<int[]>(), new List<int[]>());
        foreach (var block in blocks)
        {
            if (block is [var one] && exact(one))
            {
                groups.Add(block);
                continue;
            }
            open.Add(block);
            var chosen = open.ToList();
            // What is small in the sum of all is small in the sum of some.
            while (Cohorts(chosen) is { Count: > 1 } cohorts && !small(cohorts))
            {
                if (failing(cohorts).ToHashSet() is { Count: > 0 } bad)
                {
                    chosen.RemoveAll(b => Array.Exists(b, bad.Contains));
                    continue;
                }
                groups.Add([.. cohorts]);
                open.RemoveAll(chosen.Contains);
                break;
            }
            if (open.Count > MostOpen) open.RemoveAt(0);
        }
        return groups;

        static List<int> Cohorts(List<int[]> blocks) => [.. blocks.SelectMany(b => b)];
    }

    /// <summary>Whether a count of a table's sum over some cohorts is below the threshold.</summary>
    public static bool IsSmall(this Table table, List<int> cohorts, int threshold) =>
        Enumerable.Range(0, table.Options).Any(o => cohorts.Sum(c => table.Of(c)[o]) < threshold);

    /// <summary>The cohorts of those groups that are all among the chosen ones.</summary>
    public static HashSet<int> Within(this IReadOnlyList<int[]> groups, IReadOnlySet<int> chosen) =>
        [.. groups.Where(g => Array.TrueForAll(g, chosen.Contains)).SelectMany(g => g)];
}
