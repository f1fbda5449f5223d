using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class PublishRulesTests
{
    private static string[] Wrong(SurveyContent content, SurveyContent? before = null) => [.. (PublishRules.Problems(content, before)?.Problems ?? []).Select(p => p.Message)];

    [Fact]
    public void Problems_CompleteSurvey_AreNone() => Wrong(Sample.EveryKind, Sample.EveryKind).ShouldBeEmpty();

    [Fact]
    public void Problems_Empty_SaysThatThereIsNoQuestion()
    {
        Wrong(new SurveyContent()).ShouldBe(["There is no question yet.", "The title that respondents see is missing."]);
        Wrong(Sample.Of(new Question { Key = "a", Kind = QuestionKind.Section, Text = Sample.En("Hello") })).ShouldBe(["There is no question yet."]);
    }

    [Fact]
    public void Problems_UnfinishedQuestions_AreNamedOneByOne()
    {
        var content = Sample.Of(
            new Question { Key = "a", Kind = QuestionKind.ShortText },
            new Question { Key = "b", Kind = QuestionKind.Section },
            Sample.Choose("c", "only one"),
            Sample.Choose("d", "Same", "same "),
            Sample.Choose("e", "x", "y") with { Kind = QuestionKind.Knowledge },
            new Question { Key = "f", Kind = QuestionKind.Scale, Text = Sample.En("f"), Options = [.. ReadyScales.Of(ReadyScale.Agreement, 3).Take(2)] },
            new Question { Key = "g", Kind = QuestionKind.Section, Picture = Guid.NewGuid() });
        Wrong(content).ShouldBe([
            "Question 1 has no text.", "The section is empty.", "Question 2 (“c”) needs at least two options.", "Question 3 (“d”) has two options that read the same.",
            "Question 4 (“e”): tick the answer that is right.", "Question 5 (“f”) needs a scale of 3 to 7 points.", "The section: say what the picture shows, for those who can’t see it."]);
        PublishRules.Problems(content)!.Problems.Select(p => p.Field).ShouldBe(["a", "b", "c", "d", "e", "f", "g"]);
    }

    [Fact]
    public void Problems_OtherKindOfAnswerUnderTheSameKey_AskForANewKey()
    {
        var before = Sample.Of(Sample.YesNo("a"), new Question { Key = "b", Kind = QuestionKind.Scale, Text = Sample.En("b"), Options = ReadyScales.Of(ReadyScale.Agreement, 5) });
        var after = Sample.Of(Sample.Choose("a", "x", "y"), before.Find("b")! with { Options = ReadyScales.Of(ReadyScale.Agreement, 7) });
        Wrong(after, before).Length.ShouldBe(2);
        Wrong(after, before).ShouldAllBe(m => m.Contains("Give it a new key"));
        Wrong(after.Rekey("a", "a-2").Rekey("b", "b-2"), before).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gone", "the question that it depends on is gone")]
    [InlineData("later", "which comes later")]
    [InlineData("text", "which has no options to choose")]
    public void Problems_RuleOnAWrongQuestion_IsNamed(string source, string why)
    {
        var content = Sample.Of(new Question { Key = "text", Kind = QuestionKind.ShortText, Text = Sample.En("t") }, Sample.YesNo("q") with { ShowIf = new(source, ["yes"]) }, Sample.YesNo("later"));
        Wrong(content).Single().ShouldContain(why);
    }

    [Fact]
    public void Problems_RuleOnAnOptionThatIsGone_NamesItAndThoseThatFollow()
    {
        var content = Sample.Of(Sample.Choose("a", "x", "y"), Sample.YesNo("b") with { ShowIf = new("a", ["b", "c"]) }, Sample.YesNo("c") with { ShowIf = new("b", ["yes"]) });
        Wrong(content).ShouldBe([
            "Question 2 (“b”) is never shown: question 1 (“a”) no longer has the answer “c”.",
            "Question 3 (“c”) is never shown: it depends on question 2 (“b”), whose own rule can’t be met."]);
        Wrong(content.Replace(content.Find("b")! with { ShowIf = new("a", ["b"]) })).ShouldBeEmpty();
        Wrong(content.Replace(content.Find("b")! with { ShowIf = new("a", []) })).Length.ShouldBe(2);
    }

    [Fact]
    public void Sources_OfAQuestion_AreEarlierOnesWithOptions() =>
        SkipRules.Sources(Sample.EveryKind, "laws").Select(q => q.Key).ShouldBe(["knows-311", "color", "several", "agree"]);

    [Fact]
    public void Hints_MissingTranslationAndForcedMinors_AreTold()
    {
        var content = Sample.EveryKind.Replace(Sample.EveryKind.Find("word")! with { Text = Sample.En("One word?") });
        PublishRules.Hints(content, forMinors: false).Select(h => h.Message).ShouldBe(["Spanish: 1 text is not translated; respondents read English there."]);
        PublishRules.Hints(Sample.EveryKind, forMinors: true).Single().Field.ShouldBe("color");
    }

    [Fact]
    public void SensitiveAsBefore_ChangedOrNew_IsNotCovered()
    {
        PublishRules.SensitiveAsBefore(Sample.EveryKind, Sample.EveryKind).ShouldBeTrue();
        PublishRules.SensitiveAsBefore(Sample.EveryKind.Remove("hello"), Sample.EveryKind).ShouldBeTrue();
        var changed = Sample.EveryKind.Replace(Sample.EveryKind.Find("several")! with { Text = Sample.En("Whom do you vote for?") });
        PublishRules.SensitiveAsBefore(changed, Sample.EveryKind).ShouldBeFalse();
        PublishRules.SensitiveAsBefore(Sample.EveryKind.Insert(0, Sample.YesNo("income") with { Sensitive = SensitiveArea.Income }), Sample.EveryKind).ShouldBeFalse();
    }
}
