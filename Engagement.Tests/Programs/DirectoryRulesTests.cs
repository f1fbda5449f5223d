using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Tests.Programs;

public class DirectoryRulesTests
{
    [Theory]
    [InlineData("#000000", 21)]
    [InlineData("#ffffff", 1)]
    [InlineData("#767676", 4.54)]
    [InlineData("red", 0)]
    [InlineData("#12345g", 0)]
    [InlineData(null, 0)]
    public void OfWhiteOn_Color_IsWcagContrast(string? color, double contrast) => Contrast.OfWhiteOn(color).ShouldBe(contrast, 0.01);

    [Theory]
    [InlineData(null, Clearance.Missing)]
    [InlineData("2026-03-01", Clearance.Expired)]
    [InlineData("2026-03-02", Clearance.ExpiresSoon)]
    [InlineData("2026-04-01", Clearance.ExpiresSoon)]
    [InlineData("2026-04-02", Clearance.Current)]
    public void On_LastDay_StillCounts(string? expires, Clearance expected) =>
        Clearances.On(new DateOnly(2026, 3, 2), expires is null ? null : DateOnly.Parse(expires, CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Fact]
    public void Preview_KnownFields_AreFilledAndOthersNamed()
    {
        CertificateFields.Preview("{program}: {sessions} of {what}", "Academy").ShouldBe("Academy: 8 of {what}");
        CertificateFields.Unknown("{program} {what} {what} {} {{from}}").ShouldBe(["what", ""]);
        CertificateFields.Unknown(null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("8, 1;3 1", new[] { 1, 3, 8 })]
    [InlineData("", new int[0])]
    [InlineData(null, new int[0])]
    [InlineData("first", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    public void ReadRequired_AsTyped_IsReadOrRefused(string? typed, int[]? expected) =>
        new ProgramInput { RequiredSessions = typed }.ReadRequired().ShouldBe(expected);

    [Fact]
    public void RuleInWords_AllParts_AreNamed() =>
        new ProgramInput { DefaultSessions = 8, LeastSessions = 6, LeastPercent = 70, RequiredSessions = "1 8", SurveyRequired = true }.RuleInWords()
            .ShouldBe("To complete it, a participant needs at least 6 of 8 sessions and at least 70% of the sessions held and sessions 1, 8 and the survey at the end.");
}
