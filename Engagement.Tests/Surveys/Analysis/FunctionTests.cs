using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

/// <summary>
/// Special functions against printed tables (few digits), closed forms, and R 4.2.2 (lgamma, pbeta, pnorm, qnorm, pt, qt, pchisq; 17 digits, given here to 15).
/// </summary>
public class FunctionTests
{
    [Theory]
    [InlineData(0.001, 6.90717888538385)]
    [InlineData(0.5, 0.572364942924700)]
    [InlineData(1.5, -0.120782237635245)]
    [InlineData(3.7, 1.42807232666539)]
    [InlineData(10, 12.8018274800815)]
    [InlineData(50.5, 146.519255490721)]
    [InlineData(1000, 5905.22042320918)]
    public void LogGamma_OfR_Agrees(double x, double expected) => GammaFunction.Log(x).ShouldBeNear(expected, 1e-13);

    [Fact]
    public void LogGamma_OfWholeNumbers_IsTheFactorial()
    {
        GammaFunction.Log(1).ShouldBe(0, 1e-13);
        GammaFunction.Log(2).ShouldBe(0, 1e-13);
        for (var n = 3; n <= 20; n++) GammaFunction.Log(n).ShouldBeNear(Math.Log(Enumerable.Range(1, n - 1).Aggregate(1d, (p, i) => p * i)), 1e-13);
        GammaFunction.Log(0).ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(2, 3, .3, .3483)]
    [InlineData(.5, .5, .5, .5)]
    [InlineData(50, .5, .01, 7.99822741790492e-102)]
    [InlineData(10.5, 3.25, .9, 0.906851163667182)]
    [InlineData(150, 87, .5, 1.85796806978571e-05)]
    [InlineData(.5, 5, 1e-6, 0.00246093421875295)]
    [InlineData(200, .5, .999, 0.527244107025235)]
    public void Beta_OfR_Agrees(double a, double b, double x, double expected) => BetaFunction.Regularized(a, b, x).ShouldBeNear(expected, 1e-11);

    [Fact]
    public void Beta_WithOneParameterOne_HasItsClosedForm()
    {
        foreach (var x in new[] { 0, .001, .2, .5, .77, .999, 1 })
            foreach (var b in new[] { .5, 1, 3.25, 40 })
            {
                BetaFunction.Regularized(b, 1, x).ShouldBeNear(Math.Pow(x, b), 1e-12);
                BetaFunction.Regularized(1, b, x).ShouldBe(1 - Math.Pow(1 - x, b), 1e-13);
            }
        BetaFunction.Regularized(-1, 1, .5).ShouldBe(double.NaN);
        BetaFunction.Regularized(1, 1, 1.5).ShouldBe(double.NaN);
    }

    // Abramowitz and Stegun, table 26.1, prints P(1), P(2), P(3) to 15 decimals; the rest is R's.
    [Theory]
    [InlineData(1, .841344746068543)]
    [InlineData(2, .977249868051821)]
    [InlineData(3, .998650101968370)]
    [InlineData(.5, 0.691462461274013)]
    [InlineData(-.1, 0.460172162722971)]
    [InlineData(-1.96, 0.0249978951482204)]
    [InlineData(-2.5, 0.00620966532577613)]
    [InlineData(-3, 0.00134989803163009)]
    [InlineData(-5, 2.86651571879194e-07)]
    [InlineData(-10, 7.61985302416053e-24)]
    public void NormalCdf_OfTheTable_Agrees(double z, double expected) => Normal.Cdf(z).ShouldBeNear(expected, 1e-13);

    [Theory]
    [InlineData(.975, 1.95996398454005)]
    [InlineData(.995, 2.57582930354890)]
    [InlineData(.9999, 3.71901648545571)]
    [InlineData(.3, -0.524400512708041)]
    [InlineData(.025, -1.95996398454005)]
    [InlineData(.001, -3.09023230616781)]
    [InlineData(1e-10, -6.36134090240406)]
    public void NormalQuantile_OfR_Agrees(double p, double expected)
    {
        Normal.Quantile(p).ShouldBeNear(expected, 1e-12);
        if (p < .5) Normal.Cdf(Normal.Quantile(p)).ShouldBeNear(p, 1e-12);
    }

    [Fact]
    public void NormalQuantile_AtTheEnds_IsInfinite()
    {
        Normal.Quantile(0).ShouldBe(double.NegativeInfinity);
        Normal.Quantile(1).ShouldBe(double.PositiveInfinity);
        Normal.Quantile(.5).ShouldBe(0, 1e-15);
        Normal.Quantile(1.1).ShouldBe(double.NaN);
    }

    // Printed t tables, upper 2.5 % and 0.5 %.
    [Theory]
    [InlineData(1, 12.706, 63.657)]
    [InlineData(2, 4.303, 9.925)]
    [InlineData(9, 2.262, 3.250)]
    [InlineData(24, 2.064, 2.797)]
    [InlineData(30, 2.042, 2.750)]
    [InlineData(120, 1.980, 2.617)]
    public void TQuantile_OfTheTable_Agrees(double df, double five, double one)
    {
        StudentT.Quantile(.975, df).ShouldBe(five, 5e-4);
        StudentT.Quantile(.995, df).ShouldBe(one, 5e-4);
        StudentT.Quantile(.005, df).ShouldBe(-one, 5e-4);
    }

    [Theory]
    [InlineData(.6, 1, 0.324919696232906)]
    [InlineData(.9995, 1, 636.619248768790)]
    [InlineData(.95, 3, 2.35336343480182)]
    [InlineData(.975, 9, 2.26215716279820)]
    [InlineData(.9995, 24, 3.74539861929010)]
    [InlineData(.9, 120, 1.28864623365638)]
    public void TQuantile_OfR_Agrees(double p, double df, double expected) => StudentT.Quantile(p, df).ShouldBeNear(expected, 1e-11);

    [Theory]
    [InlineData(.1, 3, 0.926652348800806)]
    [InlineData(4.0621, 9, 0.00283300784039016)]
    [InlineData(12, 24, 1.24986915503381e-11)]
    [InlineData(2.5, 120, 0.0137695349250304)]
    [InlineData(12, 120, 2.78474977043711e-22)]
    [InlineData(4.0621, 1000.5, 5.24371105343658e-05)]
    public void TTwoSided_OfR_Agrees(double t, double df, double expected) => StudentT.TwoSided(t, df).ShouldBeNear(expected, 1e-11);

    [Fact]
    public void TTwoSided_OneAndTwoDegrees_HaveTheirClosedForms()
    {
        foreach (var t in new[] { 0, 1e-9, .1, 1, 2.5, 40 })
        {
            StudentT.TwoSided(t, 1).ShouldBe(1 - 2 / Math.PI * Math.Atan(t), 1e-12);
            StudentT.TwoSided(t, 2).ShouldBe(1 - t / Math.Sqrt(2 + t * t), 1e-12);
            StudentT.Cdf(-t, 2).ShouldBe(1 - StudentT.Cdf(t, 2), 1e-15);
        }
        StudentT.TwoSided(double.PositiveInfinity, 5).ShouldBe(0);
    }

    // Printed χ² table, one degree of freedom: 5, 1 and 0.1 %; the others are R's.
    [Theory]
    [InlineData(3.841, .05, 1e-3)]
    [InlineData(6.635, .01, 1e-3)]
    [InlineData(10.828, .001, 1e-3)]
    [InlineData(.5, 0.479500122186953, 1e-12)]
    [InlineData(16.8178, 4.11455493172435e-05, 1e-12)]
    [InlineData(100, 1.52397060483211e-23, 1e-12)]
    public void ChiSquaredTail_OfTheTable_Agrees(double x, double expected, double relative) => ChiSquared.Tail(x).ShouldBeNear(expected, relative);

    [Fact]
    public void FairCoin_SmallThrows_AreCountedByHand()
    {
        FairCoin.AtMost(1, 8).ShouldBeNear(9 / 256d);
        FairCoin.Exactly(4, 8).ShouldBeNear(70 / 256d);
        FairCoin.AtMost(6, 8).ShouldBeNear(247 / 256d);
        (FairCoin.AtMost(-1, 8), FairCoin.AtMost(8, 8)).ShouldBe((0, 1));
    }
}
