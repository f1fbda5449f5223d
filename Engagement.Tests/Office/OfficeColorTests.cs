using Engagement.Core.Common;

namespace Engagement.Tests.Office;

public class OfficeColorTests
{
    // Published values: black on white 21 (WCAG 2.2, "contrast ratio"), #767676 on white 4.54, #777777 on white 4.48 (WebAIM's contrast checker).
    [Theory]
    [InlineData("#000000", "#ffffff", 21.00)]
    [InlineData("#ffffff", "#000000", 21.00)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#ff0000", "#ffffff", 4.00)]
    [InlineData("#0000ff", "#ffffff", 8.59)]
    [InlineData("#0f4d90", "#0F4D90", 1.00)]
    public void Between_PublishedPairs_AsPublished(string one, string other, double expected) =>
        Contrast.Between(one, other).ShouldBe(expected, 0.005);

    [Fact]
    public void Nearest_PassingColor_StaysItself() => Contrast.Nearest("#0f4d90").ShouldBe("#0f4d90");

    [Theory]
    [InlineData("#ffffff")]
    [InlineData("#ffff00")]
    [InlineData("#777777")]
    [InlineData("#2ec4b6")]
    public void Nearest_PaleColor_PassesByLittle(string color)
    {
        var nearest = Contrast.Nearest(color);
        Contrast.Between(nearest, "#ffffff").ShouldBeInRange(4.5, 4.75);
    }

    [Fact]
    public void Nearest_OnDarkBackground_GetsLighter() =>
        Contrast.Between(Contrast.Nearest("#0f4d90", "#12181f", 7), "#12181f").ShouldBeInRange(7, 7.3);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("#1234567")]
    [InlineData("#fff;}body{display:none")]
    public void IsColor_AnythingElse_No(string? color) => Contrast.IsColor(color).ShouldBeFalse();
}
