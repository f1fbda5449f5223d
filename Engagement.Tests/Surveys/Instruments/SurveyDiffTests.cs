using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class SurveyDiffTests
{
    private static readonly SurveyContent Start = Sample.Of(Sample.YesNo("a"), Sample.YesNo("b"), Sample.YesNo("c"), Sample.Choose("d", "x", "y"));

    private static string[] Told(SurveyContent before, SurveyContent after) =>
        [.. SurveyDiff.Between(before, after).Select(c => $"{c.Key} {c.Kind}{(c.What.Count == 0 ? "" : $": {string.Join(", ", c.What)}")}{(c.MayAskSomethingElse ? " !" : "")}")];

    [Fact]
    public void Between_TheSame_IsEmpty() => Told(Sample.EveryKind, SurveyContent.FromJson(Sample.EveryKind.ToJson())).ShouldBeEmpty();

    [Fact]
    public void Between_AddedRemovedChangedMoved_NamesEachOnce()
    {
        var after = Start.Remove("b").Move("a", 2).Insert(0, Sample.YesNo("new")).Replace(Start.Find("d")! with { Required = true });
        Told(Start, after).ShouldBe(["new Added", "a Moved", "d Changed: must be answered now", "b Removed"], ignoreOrder: true);
        Told(Start, Start.Move("d", 0)).ShouldBe(["d Moved"]);
    }

    [Fact]
    public void Between_OtherWords_MayAskSomethingElse_TranslationsDoNot()
    {
        Told(Start, Start.Replace(Start.Find("a")! with { Text = Sample.En("Another question?") })).ShouldBe(["a Changed: text !"]);
        Told(Start, Start.Replace(Start.Find("a")! with { Text = Words.Both("a", "á") }) with { Languages = ["en", "es"] }).ShouldBe(["a Changed: translation of the text"]);
        Told(Start, Start.Replace(Sample.Choose("d", "x", "z"))).ShouldBe(["d Changed: options !"]);
        Told(Start, Start.Replace(Sample.Choose("d", "x", "y", "z"))).ShouldBe(["d Changed: options !"]);
        Told(Start, Start.Replace(Start.Find("a")!.As(QuestionKind.OneChoice))).ShouldBe(["a Changed: kind !"]);
    }

    [Fact]
    public void Comparable_Keys_AreThoseWithTheSameKindOfAnswer() =>
        SurveyDiff.Comparable(Start, Start.Remove("b").Replace(Start.Find("c")!.As(QuestionKind.LongText)).Insert(0, Sample.YesNo("new"))).ShouldBe(["a", "d"]);

    [Fact]
    public void Edits_MoveDuplicateRekey_KeepTheRestAndRules()
    {
        var ruled = Start.Replace(Start.Find("c")! with { ShowIf = new("a", ["yes"]) });
        ruled.Rekey("a", "z").Find("c")!.ShowIf!.Question.ShouldBe("z");
        ruled.Duplicate("a").Questions.Select(q => q.Key).ShouldBe(["a", "untitled-1", "b", "c", "d"]);
        ruled.Move("d", 99).Move("a", 1).Questions.Select(q => q.Key).ShouldBe(["b", "a", "c", "d"]);
        ruled.New(QuestionKind.Matrix).Options.Count.ShouldBe(5);
        ruled.Duplicate("a").New(QuestionKind.OneChoice).Key.ShouldBe("untitled-2");
    }

    [Fact]
    public void Settle_TemporaryKeys_AreMadeOfTheTextOnceAndFree()
    {
        var content = Sample.Of(
            Sample.YesNo("untitled-1", "Have you heard of Philly311?"), Sample.YesNo("untitled-2", "Have you heard of Philly311!"), Sample.YesNo("untitled-3", "¿Qué?"),
            new Question { Key = "untitled-4", Kind = QuestionKind.LongText }, Sample.YesNo("kept", "x") with { ShowIf = new("untitled-1", ["yes"]) });
        var settled = QuestionKeys.Settle(content, new HashSet<string> { "heard-philly311" });
        settled.Questions.Select(q => q.Key).ShouldBe(["heard-philly311-2", "heard-philly311-3", "q1", "untitled-4", "kept"]);
        settled.Find("kept")!.ShowIf!.Question.ShouldBe("heard-philly311-2");
        ContentRules.Problems(settled).ShouldBeNull();
        QuestionKeys.Valid(QuestionKeys.Of(new string('w', 300), new HashSet<string>())).ShouldBeTrue();
    }

    [Fact]
    public void Merge_DifferentQuestions_HoldsBothChanges()
    {
        var mine = Start.Replace(Sample.YesNo("a", "mine")).Insert(4, Sample.YesNo("added-by-me"));
        var theirs = Start.Replace(Sample.YesNo("b", "theirs")).Remove("d").Insert(1, Sample.YesNo("added-by-them")) with { Title = Sample.En("Their title") };
        var merged = DraftMerge.Of(Start, mine, theirs);
        merged.Content.Questions.Select(q => $"{q.Key}:{q.Text.In("en")}").ShouldBe(["a:mine", "added-by-them:added-by-them", "b:theirs", "c:c", "added-by-me:added-by-me"]);
        merged.Content.Title.In("en").ShouldBe("Their title");
        merged.Both.ShouldBeEmpty();
        merged.Taken.Count.ShouldBe(4);
    }

    [Fact]
    public void Merge_TheSameQuestion_KeepsMineAndTellsTheirs()
    {
        var mine = Start.Replace(Sample.YesNo("a", "mine")).Remove("b").Replace(Sample.YesNo("c", "mine"));
        var theirs = Start.Replace(Sample.YesNo("a", "theirs")).Replace(Sample.YesNo("b", "theirs")).Remove("c");
        var merged = DraftMerge.Of(Start, mine, theirs);
        merged.Content.Questions.Select(q => $"{q.Key}:{q.Text.In("en")}").ShouldBe(["a:mine", "b:theirs", "c:mine", "d:d"]);
        merged.Both.ShouldBe([
            "question 1 (“theirs”): yours stays; theirs reads “theirs” (changed: text).",
            "question 2 (“theirs”): you removed it, they changed it. It stays.",
            "question 3 (“c”): they removed it, you changed it. It stays."]);
        DraftMerge.Of(Start, Start, theirs).Content.ToJson().ShouldBe(theirs.ToJson());
        DraftMerge.Of(Start, mine, Start).Content.ToJson().ShouldBe(mine.ToJson());
    }
}
