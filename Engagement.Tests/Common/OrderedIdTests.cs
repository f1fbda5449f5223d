using System.Collections.Concurrent;
using Engagement.Core.Common;

namespace Engagement.Tests.Common;

public sealed class OrderedIdTests
{
    [Fact]
    public void Next_ManyInOneMillisecond_RiseAsTextAndAreVersion7()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var ids = Enumerable.Range(0, 20_000).Select(_ => OrderedId.Next()).ToList();
        var texts = ids.ConvertAll(i => i.ToString());
        texts.ShouldBe(texts.Order(StringComparer.Ordinal));
        texts.Distinct().Count().ShouldBe(20_000);
        ids.ShouldAllBe(i => i.Version == 7 && i.Variant >= 8 && i.Variant < 12);
        Convert.ToInt64(texts[0].Replace("-", "", StringComparison.Ordinal)[..12], 16).ShouldBeInRange(before, before + 60_000);
    }

    [Fact]
    public void Next_FromManyThreads_NeverTwice()
    {
        var ids = new ConcurrentBag<Guid>();
        Parallel.For(0, 20_000, _ => ids.Add(OrderedId.Next()));
        ids.Select(i => i.ToString()[..18]).Distinct().Count().ShouldBe(20_000, "the part before the random bits alone is unique");
    }
}
