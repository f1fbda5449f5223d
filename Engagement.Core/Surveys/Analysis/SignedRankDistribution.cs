namespace Engagement.Core.Surveys.Analysis;

/// <summary>The distribution of Wilcoxon's V without ties when both signs are equally likely.</summary>
internal static class SignedRankDistribution
{
    /// <summary>
    /// P(V ≤ v) for n ranks: the number of subsets of {1 … n} with a sum up to v, over 2ⁿ. Exact for n ≤ 50, whose counts fit a long;
    /// the usual recurrence over ranks (Hollander and Wolfe 1973, 3.1).
    /// </summary>
    public static double AtMost(int v, int n)
    {
        if (v < 0) return 0;
        var subsets = new long[n * (n + 1) / 2 + 1];
        subsets[0] = 1;
        for (int rank = 1, top = 0; rank <= n; rank++)
        {
            top += rank;
            for (var sum = top; sum >= rank; sum--) subsets[sum] += subsets[sum - rank];
        }
        return Math.ScaleB(subsets.Take(v + 1).Sum(), -n);
    }
}
