using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

public class ProportionTests
{
    /// <summary>Agresti (1990), p. 350: approval of the President at two times.</summary>
    [Fact]
    public void McNemar_Approval_IsAsPublished()
    {
        var result = McNemar.Of(gained: 86, lost: 150);
        result.Corrected.ShouldPrint(16.8178, 4);
        result.CorrectedP.ShouldBeNear(4.115e-05, 1e-3);
        result.CorrectedP.ShouldBeNear(4.11456228134594e-05);
        result.Plain.ShouldPrint(17.3559, 4);
        result.PlainP.ShouldBeNear(3.09929344104522e-05);
        result.Exact.ShouldBeNear(3.71593613957143e-05);
        result.P.ShouldBeNear(2.89338951761547e-05);
    }

    /// <summary>Fagerland, Lydersen and Laake (2013), table 1: airways of 21 children before and after a transplantation.</summary>
    [Fact]
    public void McNemar_Airways_IsAsPublished()
    {
        var result = McNemar.Of(gained: 7, lost: 1);
        result.Exact.ShouldBeNear(.0703125, 1e-12);
        result.P.ShouldBeNear(.0390625, 1e-12);
    }

    [Fact]
    public void McNemar_AsManyBothWays_IsNoChange()
    {
        var result = McNemar.Of(2, 2);
        result.P.ShouldBeNear(1 - 6 / 32d);
        (result.Exact, result.Corrected, result.CorrectedP).ShouldBe((1, 0, 1));
        McNemar.Of(0, 0).ShouldBe(new(0, 0, null, null, null, null, null, null, Gap.NoChange));
        Should.Throw<ArgumentOutOfRangeException>(() => McNemar.Of(-1, 2));
    }

    [Theory]
    [InlineData(81, 263, .2553, .3662)]
    [InlineData(15, 148, .0624, .1605)]
    [InlineData(0, 20, 0, .1611)]
    [InlineData(1, 29, .0061, .1718)]
    [InlineData(29, 29, .8830, 1)]
    public void Wilson_PublishedExamples_Agree(int count, int n, double low, double high)
    {
        // 81 of 263, 15 of 148, 0 of 20 and 1 of 29 are the examples of Newcombe (1998), method 3.
        var interval = Proportion.Of(count, n).Interval.ShouldNotBeNull();
        interval.Low.ShouldBe(low, 5e-5);
        interval.High.ShouldBe(high, 5e-5);
    }

    [Fact]
    public void Wilson_NobodyAnswered_HasNoShare()
    {
        Proportion.Of(0, 0).ShouldBe(new(0, 0, null, null, .95));
        Should.Throw<ArgumentOutOfRangeException>(() => Proportion.Of(3, 2));
    }

    /// <summary>Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10: examples (a) and (b).</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, .0524, .3339)]
    [InlineData(9, 10, 3, 10, .1705, .8090)]
    public void Independent_PublishedExamples_Agree(int a, int m, int b, int n, double low, double high)
    {
        var interval = ProportionDifference.Independent(a, m, b, n).Interval.ShouldNotBeNull();
        interval.Low.ShouldBe(low, 5e-5);
        interval.High.ShouldBe(high, 5e-5);
    }

    /// <summary>
    /// The airways again, with Newcombe's interval as in Fagerland, Lydersen and Laake (2014), Statistics in Medicine 33, 2850–2875; 36, 12, 2, 0 and 36, 14, 0, 0 from Newcombe's paper
    /// on paired data, method 10. All but the first digits also by the paper's formulas written out in R.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 7, 12, -.5069, -.0256)]
    [InlineData(36, 12, 2, 0, .0569, .3404)]
    [InlineData(36, 14, 0, 0, .1528, .4167)]
    [InlineData(20, 12, 2, 16, .0562, .3292)]
    [InlineData(4, 1, 20, 0, -.8884, -.4684)]
    public void Paired_PublishedExamples_Agree(int stayedYes, int gained, int lost, int stayedNo, double low, double high)
    {
        var result = ProportionDifference.Paired(stayedYes, gained, lost, stayedNo);
        result.Difference.ShouldBeNear((gained - lost) / (double)(stayedYes + gained + lost + stayedNo));
        result.Interval!.Value.Low.ShouldBe(low, 5e-5);
        result.Interval!.Value.High.ShouldBe(high, 5e-5);
    }

    [Fact]
    public void Differences_OfNobody_HaveNone()
    {
        ProportionDifference.Independent(1, 2, 0, 0).Difference.ShouldBeNull();
        ProportionDifference.Paired(0, 0, 0, 0).Interval.ShouldBeNull();
        ProportionDifference.Independent(20, 20, 0, 20).Interval!.Value.High.ShouldBe(1);
    }
}
