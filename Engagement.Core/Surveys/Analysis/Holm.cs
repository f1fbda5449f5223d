namespace Engagement.Core.Surveys.Analysis;

/// <summary>p values of many items, adjusted so that the chance of one false finding among all of them keeps the level.</summary>
public static class Holm
{
    /// <summary>
    /// Holm's step-down adjusted p values in the order of the input: from the smallest up max over j ≤ i of (m − j + 1)·p₍ⱼ₎, at most 1
    /// (Holm 1979, Scandinavian Journal of Statistics 6, 65–70). Items without a p value (null) stay null and don't count in m.
    /// </summary>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> ps)
    {
        var order = Enumerable.Range(0, ps.Count).Where(i => ps[i] is not null).OrderBy(i => ps[i]).ToArray();
        var adjusted = new double?[ps.Count];
        double least = 0;
        for (var j = 0; j < order.Length; j++)
            adjusted[order[j]] = least = Math.Max(least, Math.Min(1, (order.Length - j) * ps[order[j]]!.Value));
        return adjusted;
    }
}
