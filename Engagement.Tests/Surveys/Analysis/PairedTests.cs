using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

public class PairedTests
{
    // R's data set sleep (Student 1908): extra hours of sleep with two drugs.
    private static readonly double[] One = [.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2];
    private static readonly double[] Two = [1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void PairedT_Sleep_IsAsPublished()
    {
        var result = PairedT.Of(before: Two, after: One);
        result.T.ShouldPrint(-4.0621, 4);
        result.Df.ShouldBe(9);
        result.P.ShouldPrint(.002833, 6);
        var interval = result.Interval.ShouldNotBeNull();
        interval.Low.ShouldBe(-2.4598858, 5e-8);
        interval.High.ShouldBe(-.7001142, 5e-8);
        result.P.ShouldBeNear(0.00283289019738427);
        interval.High.ShouldBeNear(-0.700114236723018);
        var effect = result.Effect.ShouldNotBeNull();
        effect.D.ShouldBe(-1.284558, 5e-7);
        effect.Denominator.ShouldBe(Denominator.SdOfDifferences);
        effect.G.ShouldBeNear(effect.D * 0.913874891792552);
        result.Gap.ShouldBe(Gap.None);
    }

    [Theory]
    [InlineData(2, 0.564189583547756)]
    [InlineData(9, 0.913874891792552)]
    [InlineData(100, 0.992478054981413)]
    [InlineData(1000, 0.999249781179478)]
    public void J_OfTheGammaFunction_IsExact(double m, double expected) => EffectSize.J(m).ShouldBeNear(expected);

    [Fact]
    public void PairedT_TooLittle_SaysWhatIsMissing()
    {
        PairedT.Of([], []).ShouldBe(new(0, null, null, null, .95, null, null, null, null, Gap.TooFew));
        PairedT.Of([1], [3]).ShouldBe(new(1, 2, null, null, .95, null, null, null, null, Gap.TooFew));
        PairedT.Of([1, 2], [2, 3]).ShouldBe(new(2, 1, 0, null, .95, null, 1, null, null, Gap.NoSpread));
        // 0.3 − 0.1 and 0.4 − 0.2 are equal on paper, and the last digit must not make a t of them.
        PairedT.Of([.1, .2, .7], [.3, .4, .9]).Gap.ShouldBe(Gap.NoSpread);
        Should.Throw<ArgumentException>(() => PairedT.Of([1], [1, 2]));
        Should.Throw<ArgumentOutOfRangeException>(() => PairedT.Of([1, 2], [3, 5], 95));
    }

    [Fact]
    public void SignedRank_Sleep_IsAsPublished()
    {
        var result = SignedRank.Of(before: Two, after: One);
        (result.V, result.Zeros, result.N, result.Method, result.Ties).ShouldBe((0, 1, 9, SignedRankMethod.Normal, true));
        result.P.ShouldPrint(.009091, 6);
        result.P.ShouldBeNear(0.00909069801592506);
    }

    /// <summary>Hollander and Wolfe (1973), p. 29: Hamilton depression scale of nine patients.</summary>
    [Fact]
    public void SignedRank_Depression_IsAsPublished()
    {
        double[] x = [1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30], y = [.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
        var result = SignedRank.Of(before: y, after: x);
        (result.V, result.Zeros, result.Method).ShouldBe((40, 0, SignedRankMethod.Exact));
        result.PHigher.ShouldPrint(.01953, 5);
        result.PHigher.ShouldBeNear(.01953125, 1e-14);
        result.P.ShouldBeNear(.0390625, 1e-14);
    }

    /// <summary>Items of a scale with ties and zeros; R 4.2.2, wilcox.test(paired = TRUE, exact = FALSE).</summary>
    [Fact]
    public void SignedRank_TiesAndZeros_AreAsInR()
    {
        var result = SignedRank.Of(before: [2, 2, 3, 5, 4, 4, 4, 5, 3, 1], after: [1, 2, 2, 3, 3, 3, 4, 5, 1, 2]);
        result.V.ShouldBe(3);
        result.P.ShouldBeNear(0.0649831445082108);
        result.PLower.ShouldBeNear(0.0324915722541054);
    }

    [Theory]
    [InlineData(50, 400, 0.0106118358184242)]
    [InlineData(30, 100, 0.00269138999283314)]
    [InlineData(50, 0, 8.88178419700124e-16)]
    [InlineData(10, 20, 0.24609375)]
    public void SignedRankDistribution_OfR_Agrees(int n, int v, double expected) => SignedRankDistribution.AtMost(v, n).ShouldBeNear(expected, 1e-13);

    [Fact]
    public void SignedRank_FiftyOneWithoutTies_IsApproximate()
    {
        var before = new double[51];
        var after = Enumerable.Range(1, 51).Select(i => i % 3 == 0 ? -i : (double)i).ToArray();
        SignedRank.Of(before, after).Method.ShouldBe(SignedRankMethod.Normal);
        SignedRank.Of(before[1..], after[..^1]).Method.ShouldBe(SignedRankMethod.Exact);
    }

    [Fact]
    public void SignedRank_NobodyChanged_HasNoP()
    {
        SignedRank.Of([1, 2], [1, 2]).ShouldBe(new(2, 2, 0, null, null, null, SignedRankMethod.None, false));
        SignedRank.Of([], []).P.ShouldBeNull();
        SignedRank.Of([1, 5], [2, 5]).P.ShouldBe(1);
    }
}
