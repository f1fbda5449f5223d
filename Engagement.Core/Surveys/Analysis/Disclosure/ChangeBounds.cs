namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// What hidden counts before and after still allow to say about the change. It uses nothing but what is published, so it tells nothing new.
/// </summary>
/// <param name="Least">The least by which the number of yes rose (negative: fell).</param>
/// <param name="Most">The most by which it rose.</param>
/// <param name="LargestP">The largest McNemar mid-p of all changes that agree with the published counts: "p is at most …, whatever the hidden counts are".</param>
public sealed record ChangeBounds(int Least, int Most, double LargestP)
{
    /// <summary>Bounds from the cells of one option before and after, both of the same <paramref name="n"/> persons.</summary>
    public static ChangeBounds Of(PublishedCell before, PublishedCell after, int n)
    {
        var largest = 0d;
        for (var pre = before.Low; pre <= before.High; pre++)
            for (var post = after.Low; post <= after.High; post++) largest = Math.Max(largest, LargestMidP(pre, post, n));
        return new(after.Low - before.High, after.High - before.Low, largest);
    }

    /// <summary>For given numbers of yes the p grows with the number of those who changed against the stream, so the most of them give the largest.</summary>
    private static double LargestMidP(int pre, int post, int n)
    {
        if (pre == post) return 1;
        var (rise, against) = post > pre ? (post - pre, Math.Min(pre, n - post)) : (pre - post, Math.Min(post, n - pre));
        return McNemar.MidP(against + rise, against);
    }
}
