using Engagement.Core.Common;
using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class ContentRulesTests
{
    private static string[] Wrong(SurveyContent content) => [.. (ContentRules.Problems(content)?.Problems ?? []).Select(p => p.Message)];

    private static Question Text(string key) => new() { Key = key, Kind = QuestionKind.ShortText, Text = Sample.En("What?") };

    [Fact]
    public void Problems_UnfinishedButWithinLimits_AreNone()
    {
        Wrong(new SurveyContent()).ShouldBeEmpty();
        Wrong(Sample.Of(new Question { Key = "untitled-1", Kind = QuestionKind.OneChoice })).ShouldBeEmpty();
        Wrong(Sample.EveryKind).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Knows 311"), InlineData(""), InlineData("a.b"), InlineData("-a"), InlineData("a--b"), InlineData("<script>"), InlineData("abcdefghijabcdefghijabcdefghijabcdefghij1")]
    public void Problems_UnusableKey_IsNamed(string key) => Wrong(Sample.Of(Text(key))).ShouldHaveSingleItem().ShouldContain("is not usable");

    [Fact]
    public void Problems_KeysTwice_AreNamed()
    {
        Wrong(Sample.Of(Text("a"), Text("a"))).ShouldBe(["The key “a” is used by two questions. Each needs its own."]);
        Wrong(Sample.Of(Sample.Choose("a", "x", "y") with { Options = [Sample.Choice("a", "x"), Sample.Choice("a", "y")] })).ShouldBe(["Question 1 (“a”): the key “a” is used by two options."]);
    }

    [Fact]
    public void Problems_TooMuch_SaysHowMuchFits()
    {
        Wrong(Sample.Of([.. Enumerable.Range(0, 101).Select(i => Text($"q{i}"))])).ShouldBe(["A survey has at most 100 questions and sections; this has 101."]);
        Wrong(Sample.Of(Text("a") with { Text = Sample.En(new string('x', 501)) })).Single().ShouldEndWith("the text may have at most 500 characters; this has 501.");
        Wrong(Sample.Of(Sample.Choose("a", [.. Enumerable.Range(0, 31).Select(i => $"{i}")]) with { Options = [.. Enumerable.Range(0, 31).Select(i => Sample.Choice($"o{i}", $"{i}"))] }))
            .ShouldBe(["Question 1 (“a”) has 31 options; at most 30 can be read by anybody."]);
        Wrong(Sample.Of(Text("a") with { Least = 5, Most = 1 })).Single().ShouldContain("the least number, 5, is above the greatest, 1");
        Wrong(Sample.Of(Text("a") with { Least = int.MinValue })).Single().ShouldContain("between −1,000,000 and 1,000,000");
    }

    [Fact]
    public void Problems_LargerThanAMegabyte_AreNamed()
    {
        var long100 = Enumerable.Range(0, 100).Select(i => Text($"q{i}") with { Help = Sample.En(new string('ü', 4000)) });
        Wrong(Sample.Of([.. long100])).ShouldBeEmpty();
        var more = SurveyLanguages.All.Take(3).Select(l => l.Code).ToArray();
        var huge = Sample.Of([.. long100.Select(q => q with { Help = more.Aggregate(Words.None, (w, l) => w.With(l, new string('ü', 4000))) })]) with { Languages = ["en", .. more.Where(l => l != "en")] };
        Wrong(huge).ShouldBe(["The survey is larger than 1 MB. Shorten its texts, or split it."]);
    }

    [Theory]
    [InlineData("http://example.org"), InlineData("javascript:alert(1)"), InlineData("video")]
    public void Problems_VideoThatIsNoSafeLink_AreNamed(string link) =>
        Wrong(Sample.Of(new Question { Key = "a", Kind = QuestionKind.Section, Video = link })).Single().ShouldContain("must start with https://");

    [Fact]
    public void Problems_Languages_MustBeKnownOfferedAndOnce()
    {
        Wrong(Sample.Of() with { Languages = ["en", "xx"] }).ShouldBe(["The language “xx” is not known."]);
        Wrong(Sample.Of() with { Languages = ["en", "en"] }).ShouldBe(["A language is listed twice."]);
        Wrong(Sample.Of() with { Languages = [] }).ShouldContain("A survey has 1 to 12 languages.");
        Wrong(Sample.Of(Text("a") with { Text = Words.Of("xx", "y") })).Single().ShouldContain("“xx”");
        Wrong(Sample.Of(Text("a") with { Text = Words.Both("x", "y") })).ShouldBeEmpty();
    }

    [Fact]
    public void Problems_FixedKeys_MustBeWhatTheyAre()
    {
        Wrong(Sample.Of(Sample.Choose("a", "x", "y", "z") with { Kind = QuestionKind.Scale })).Single().ShouldContain("keys 1, 2, 3");
        Wrong(Sample.Of(Sample.Choose("a", "x", "y", "z") with { Kind = QuestionKind.YesNo })).Single().ShouldContain("yes, no and dk");
        Wrong(Sample.Of(Text("a") with { Kind = (QuestionKind)77 })).Single().ShouldContain("not known");
    }

    [Fact]
    public void Tidy_HostileText_IsCleanedAndFitted()
    {
        var dirty = Sample.Of(Sample.Choose("a", "  x\u0000 ", "\u202Eevil") with { Kind = QuestionKind.LongText, Text = Sample.En(" Who\u0007 \t are\ud800 you? "), Help = Sample.En("one\r\n\r\n\r\n\r\ntwo"), Video = "https://x.org" });
        var tidy = dirty.Tidy().Questions[0];
        (tidy.Text.In("en"), tidy.Help.In("en"), tidy.Video, tidy.Options.Count).ShouldBe(("Who are you?", "one\n\ntwo", null, 0));
        Sample.Of(Sample.Choose("a", "  x\u0000 ", "\u202Eevil")).Tidy().Questions[0].Options.Select(o => o.Text.In("en")).ShouldBe(["x", "evil"]);
        // What Arabic, Hebrew and Persian need stays.
        Sample.Of(Text("a") with { Text = Sample.En("می\u200cخواهم\u200f!") }).Tidy().Questions[0].Text.In("en").ShouldBe("می\u200cخواهم\u200f!");
    }

    [Fact]
    public void Stored_EveryKind_ComesBackTheSame()
    {
        var json = Sample.EveryKind.ToJson();
        SurveyContent.FromJson(json).ToJson().ShouldBe(json);
        json.ShouldNotContain("asks", Case.Sensitive);
        SurveyContent.FromJson(json).Find("age")!.Most.ShouldBe(0);
        Sample.EveryKind.Tidy().ToJson().ShouldBe(json);
    }

    [Theory]
    [InlineData(ReadyScale.Agreement), InlineData(ReadyScale.Frequency)]
    public void ReadyScale_EachSize_HasThatManyDifferentPointsInBothLanguages(ReadyScale scale)
    {
        for (var n = 3; n <= 7; n++)
        {
            var points = ReadyScales.Of(scale, n);
            points.Select(p => p.Key).ShouldBe(Enumerable.Range(1, n).Select(i => $"{i}"));
            foreach (var language in (string[])["en", "es"]) points.Select(p => p.Text.Texts[language]).Distinct().Count().ShouldBe(n);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => ReadyScales.Of(scale, 8));
    }
}
