using Engagement.Core.Common;

namespace Engagement.Tests.Common;

public class TextTests
{
    [Theory]
    [InlineData("  Jose\u0301   Pe\u00f1a ", "Jos\u00e9 Pe\u00f1a")]
    [InlineData("a\u0001b\u0000c", "abc")]
    [InlineData("\ufffe\uffff", null)]
    [InlineData("\u202eevil\u2066", "evil")]
    [InlineData("👩\u200d👧 \u0645\u0631\u062d\u0628\u0627", "👩\u200d👧 \u0645\u0631\u062d\u0628\u0627")]
    public void Clean_WhatPeopleAndRobotsSend_KeepsCharactersAlone(string typed, string? expected) => Text.Clean(typed).ShouldBe(expected);

    [Theory]
    [InlineData("Łukasz  Đặng-O'Neil", "lukasz dang o neil")]
    [InlineData("no\ufffe character", "no character")]
    public void Folded_AnyText_IsWhatSearchCompares(string typed, string expected) => Text.Folded(typed).ShouldBe(expected);

    [Fact]
    public void Clean_HalfOfASurrogatePair_IsLeftOut() => Text.Clean($"half {'\ud83d'} of a pair").ShouldBe("half of a pair");
}
