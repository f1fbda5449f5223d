using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

public class FigureTests
{
    [Fact]
    public void Summary_SmallLists_AreWorkedByHand()
    {
        Summary.Of([]).ShouldBe(new(0, null, null, null));
        Summary.Of([4]).ShouldBe(new(1, 4, null, 4));
        Summary.Of([.1, .1, .1]).ShouldBe(new(3, .1, 0, .1));
        var summary = Summary.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        (summary.Mean, summary.Median).ShouldBe((5, 4.5));
        summary.Sd.ShouldBeNear(Math.Sqrt(32 / 7d));
        Summary.Of([1e9 + 1, 1e9 + 2, 1e9 + 3]).Sd.ShouldBeNear(1);
    }

    [Fact]
    public void Distribution_Answers_AreCounted()
    {
        Distribution.Of([0, 2, 2], 4).ShouldBe([1, 0, 2, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Of([3], 3));
    }

    [Fact]
    public void Welch_Sleep_IsAsInR()
    {
        // R's example t.test(extra ~ group, data = sleep): t = −1.8608, df = 17.776, p = 0.07939, −3.3654832 … 0.2054832.
        var result = Welch.Of([.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2], [1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
        result.T.ShouldPrint(-1.8608, 4);
        result.Df.ShouldPrint(17.776, 3);
        result.P.ShouldPrint(.07939, 5);
        result.P.ShouldBeNear(0.0793941401873582);
        var interval = result.Interval.ShouldNotBeNull();
        interval.Low.ShouldBe(-3.3654832, 5e-8);
        interval.High.ShouldBe(.2054832, 5e-8);
        var effect = result.Effect.ShouldNotBeNull();
        // Equal sizes: t = d·√(n/2).
        effect.D.ShouldBeNear(result.T!.Value / Math.Sqrt(5));
        effect.G.ShouldBeNear(effect.D * 0.95764642702372);
        effect.Denominator.ShouldBe(Denominator.PooledSd);
    }

    [Fact]
    public void Welch_TooLittle_SaysWhatIsMissing()
    {
        Welch.Of([1], [1, 2]).Gap.ShouldBe(Gap.TooFew);
        Welch.Of([], [1, 2]).Difference.ShouldBeNull();
        var same = Welch.Of([2, 2], [1, 1]);
        (same.Gap, same.Difference, same.T).ShouldBe((Gap.NoSpread, 1, null));
        // One group without spread is enough to work with.
        Welch.Of([2, 2], [1, 3]).Df.ShouldBe(1);
    }

    [Theory]
    [InlineData(20, 60, .5)]
    [InlineData(50, 50, 0)]
    [InlineData(50, 25, -.5)]
    [InlineData(99, 0, -99)]
    [InlineData(0, 100, 1)]
    public void NormalizedGain_ClassMeans_FollowsHake(double pre, double post, double expected) => NormalizedGain.Of(pre, post).ShouldBe(expected);

    [Fact]
    public void NormalizedGain_NothingToGain_IsUndefined()
    {
        NormalizedGain.Of(100, 100).ShouldBeNull();
        NormalizedGain.Of(100, 80).ShouldBeNull();
    }

    [Fact]
    public void Holm_SixItems_AreAsInR()
    {
        // R: p.adjust(c(.01, .04, .03, .005, .9, .03), "holm").
        double[] expected = [.05, .12, .12, .03, .9, .12];
        var adjusted = Holm.Adjust([.01, .04, null, .03, .005, .9, .03]);
        adjusted[2].ShouldBeNull();
        foreach (var (value, p) in adjusted.Where(p => p is not null).Zip(expected)) value.ShouldBeNear(p, 1e-14);
        Holm.Adjust([]).ShouldBeEmpty();
        Holm.Adjust([.4, .6])[0].ShouldBe(.8);
    }
}
