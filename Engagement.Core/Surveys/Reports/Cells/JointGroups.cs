using Engagement.Core.Surveys.Analysis;

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
    private readonly JointGroups? inside;

    /// <summary>For staff: from what was said after by what was said before (parts; 0 is "yes"), and the groups of cohorts whose shares are told exactly.</summary>
    public JointGroups(Table after, IReadOnlyList<int[]> exact)
        : this([.. Enumerable.Range(0, after.Cohorts).Select(c => (int[])[after.Part(c, 0)[0], after.Part(c, 1)[0], after.Part(c, 0)[1], after.Part(c, 1)[1]])], exact, SmallCells.Inside)
    {
    }

    private JointGroups(IReadOnlyList<int[]> joint, IReadOnlyList<int[]> exact, int threshold, JointGroups? inside = null)
    {
        (this.joint, this.threshold, this.inside) = (joint, threshold, inside);
        var open = new List<int>();
        foreach (var group in exact)
        {
            open.AddRange(group);
            if (!Enumerable.Range(0, 4).All(k => open.Sum(c => joint[c][k]) >= threshold) || !Free(open)) continue;
            groups.Add([.. open]);
            open.Clear();
        }
    }

    /// <summary>Groups of cohorts whose four counts are told.</summary>
    public IReadOnlyList<int[]> Groups => groups;

    /// <summary>For everybody: never told what staff are not.</summary>
    public JointGroups ForPublic(IReadOnlyList<int[]> exact) => new(joint, exact, SmallCells.Public, this);

    /// <summary>The four counts of some cohorts together (twice yes, gained, lost, twice no); null where they are not told.</summary>
    public int[]? Of(IReadOnlySet<int> cohorts)
    {
        if (inside is not null && inside.Of(cohorts) is null) return null;
        var told = groups.Within(cohorts);
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
