namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// How many of the matched said yes twice, yes only after, yes only before, and no twice: told for groups of cohorts in which none of the four is small.
/// Where a report's choice is no union of such groups, tests are given as bounds from the two shares alone.
/// </summary>
internal sealed class JointGroups
{
    private readonly IReadOnlyList<int[]> joint;
    private readonly List<int[]> groups = [];
    private readonly int threshold;

    /// <summary>From the four counts of each cohort and blocks of cohorts that stay together.</summary>
    public JointGroups(IReadOnlyList<int[]> joint, IEnumerable<int[]> blocks, int threshold)
    {
        (this.joint, this.threshold) = (joint, threshold);
        var open = new List<int>();
        foreach (var block in blocks.Where(b => Array.Exists(b, c => joint[c].Sum() > 0)))
        {
            open.AddRange(block);
            if (!Enumerable.Range(0, 4).All(k => open.Sum(c => joint[c][k]) >= threshold) || !Free(open)) continue;
            groups.Add([.. open]);
            open.Clear();
        }
    }

    /// <summary>The groups.</summary>
    public IReadOnlyList<int[]> Groups => groups;

    /// <summary>The four counts of some cohorts together; null where they are not told.</summary>
    public int[]? Of(IReadOnlySet<int> cohorts)
    {
        var told = groups.Where(g => Array.TrueForAll(g, cohorts.Contains)).SelectMany(g => g).ToHashSet();
        return cohorts.All(c => told.Contains(c) || joint[c].Sum() == 0) ? [.. Enumerable.Range(0, 4).Select(k => told.Sum(c => joint[c][k]))] : null;
    }

    // With both shares of a cohort known, its four counts hang on one of them. The sum of the group must leave it as many values as the threshold, or all that the shares leave.
    private bool Free(List<int> cohorts)
    {
        var spans = cohorts.ConvertAll(c => (Low: Math.Max(0, joint[c][0] - joint[c][3]), High: joint[c][0] + Math.Min(joint[c][1], joint[c][2])));
        var (sum, low, high) = (cohorts.Sum(c => joint[c][0]), spans.Sum(s => s.Low), spans.Sum(s => s.High));
        for (var i = 0; i < cohorts.Count; i++)
        {
            if (Array.TrueForAll(joint[cohorts[i]], k => k >= threshold)) continue;
            var (least, most) = (Math.Max(spans[i].Low, sum - (high - spans[i].High)), Math.Min(spans[i].High, sum - (low - spans[i].Low)));
            if (most - least < Math.Min(threshold - 1, spans[i].High - spans[i].Low)) return false;
        }
        return true;
    }
}
