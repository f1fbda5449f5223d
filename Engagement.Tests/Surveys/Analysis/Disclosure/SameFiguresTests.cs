using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

public class SameFiguresTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 9, 8, 3 }, 1)]
    [InlineData(new[] { 0, 0, 25 }, 1)]
    [InlineData(new[] { 1, 1 }, 0)]
    [InlineData(new[] { 40, 90, 200, 160, 30, 20, 3 }, 1)]
    [InlineData(new[] { 3, 0, 0, 4 }, 2)]
    public void Agree_EveryChangeOfTheSums_AsTheRoundedFiguresSay(int[] counts, int digits)
    {
        var sums = ScaleSums.Of(counts);
        var (mean, both) = (new SameFigures(sums, digits, sd: false), new SameFigures(sums, digits, sd: true));
        var agreed = 0;
        for (var sum = -40; sum <= 40; sum++)
            for (var squares = -400; squares <= 400; squares++)
            {
                var other = new ScaleSums(sums.N, sums.Sum + sum, sums.Squares + squares);
                var sameMean = other.Mean(digits).Equals(sums.Mean(digits));
                var same = sameMean && other.Sd(digits).Equals(sums.Sd(digits));
                mean.Agree(sum, squares).ShouldBe(sameMean, $"{sum}, {squares}");
                both.Agree(sum, squares).ShouldBe(same, $"{sum}, {squares}");
                agreed += same ? 1 : 0;
            }
        agreed.ShouldBeGreaterThan(0);
    }
}
