using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Web.Components.Pages.Surveys.Windows;

namespace Engagement.Tests.Surveys.Windows;

public class PaperSheetTests
{
    private static readonly IReadOnlyList<PaperItem> Items = PaperSheet.Items(WindowScene.Sample);

    private static PaperItem Item(string key) => Items.Single(i => i.Item == key);

    [Fact]
    public void Items_OfASurvey_AreNumberedAsPrinted() =>
        Items.Select(i => i.Number).ShouldBe(["1", "2", "3", "4", "5a", "5b", "5c", "6", "7", "8", "9", "10", "11", "12"]);

    [Theory]
    [InlineData("knows", "1", "yes")]
    [InlineData("knows", "C", "dk")]
    [InlineData("call", "2", "b")]
    [InlineData("call", "b", "b")]
    [InlineData("how", "135", "a,c,e")]
    [InlineData("how", "5 1,3", "a,c,e")]
    [InlineData("how", "ac", "a,c")]
    [InlineData("how", "11", "a")]
    [InlineData("trust", "-", "declined")]
    [InlineData("feel.s2", "5", "5")]
    [InlineData("age", " 013 ", "13")]
    [InlineData("age", "-", "declined")]
    [InlineData("hope", "  to learn ", "to learn")]
    [InlineData("call", "", null)]
    [InlineData("call", "  ", null)]
    public void Read_WhatStaffType_IsTheAnswer(string item, string typed, string? expected)
    {
        var answer = PaperSheet.Read(Item(item), typed);
        answer.Error.ShouldBeNull();
        (answer.Value is null ? null : answer.Value.IsDeclined ? "declined" : answer.Value.Value ?? string.Join(',', answer.Value.Values!)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("knows", "4")]
    [InlineData("knows", "0")]
    [InlineData("knows", "yes please")]
    [InlineData("call", "-")] // not offered
    [InlineData("call", "12")]
    [InlineData("how", "16")]
    [InlineData("age", "7")]
    [InlineData("age", "-13")]
    [InlineData("age", "thirteen")]
    [InlineData("knows", "١")] // a digit of another script is no digit of ours
    public void Read_WhatCanNotBe_SaysWhatCan(string item, string typed) =>
        PaperSheet.Read(Item(item), typed).Error.ShouldBeOfType<Invalid>().Problems[0].Field.ShouldBe(item);

    [Fact]
    public void Read_TextsOfAnyLength_AreKeptOrRefused()
    {
        PaperSheet.Read(Item("word"), new string('x', TextLimits.Short)).Ok.ShouldBeTrue();
        PaperSheet.Read(Item("word"), new string('x', TextLimits.Short + 1)).Error.ShouldBeOfType<Invalid>();
        PaperSheet.Read(Item("hope"), "<b>hi</b> =1+1").Value!.Value.ShouldBe("<b>hi</b> =1+1");
    }

    private static PaperInput Sheet(string code, params (string Item, string Typed)[] typed) => new() { Code = code, Typed = typed.ToDictionary(t => t.Item, t => (string?)t.Typed) };

    [Fact]
    public void Typing_Once_IsDoneAtOnce()
    {
        var sheet = Sheet("ABCDEFG");
        new PaperTyping(WindowScene.Sample, twice: false).Take(sheet).ShouldBe(sheet);
        sheet.Twice.ShouldBeFalse();
    }

    [Fact]
    public void Typing_TwiceAlike_IsDoneWithoutQuestions()
    {
        var code = CheckedCode.New(SurveyCode.Length);
        var typing = new PaperTyping(WindowScene.Sample, twice: true);
        typing.Take(Sheet(code, ("how", "135"), ("call", "2"))).ShouldBeNull();
        typing.IsSecond.ShouldBeTrue();
        var done = typing.Take(Sheet(CheckedCode.Print(code), ("how", "5 3 1"), ("call", "b")));
        typing.Differences.ShouldBeEmpty("written differently, the same answers");
        done!.Twice.ShouldBeTrue();
    }

    [Fact]
    public void Typing_TwiceDifferently_IsSettledItemByItem()
    {
        var (right, wrong) = (CheckedCode.New(SurveyCode.Length), CheckedCode.New(SurveyCode.Length));
        var typing = new PaperTyping(WindowScene.Sample, twice: true);
        typing.Take(Sheet(right, ("call", "1"), ("age", "12"), ("word", "green"))).ShouldBeNull();
        typing.Take(Sheet(wrong, ("call", "2"), ("age", "x"), ("word", "green"))).ShouldBeNull();
        typing.Differences.Select(d => d.Item?.Item).ShouldBe([null, "call", "age"]);
        typing.Settle().ShouldBeNull("nothing is decided yet");
        foreach (var d in typing.Differences) d.TakeSecond = d.Item?.Item == "call";
        var sheet = typing.Settle()!;
        (sheet.Code, sheet.Typed["call"], sheet.Typed["age"], sheet.Typed["word"], sheet.Twice).ShouldBe((right, "2", "12", "green", true));
    }
}
