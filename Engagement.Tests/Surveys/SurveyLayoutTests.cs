using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class SurveyLayoutTests
{
    private static readonly Dictionary<string, Answer> Nothing = [];

    [Fact]
    public void AllOnOne_ConditionOnTheSamePage_StartsANewPage() =>
        Pages(SampleSurveys.EveryKind, Paging.AllOnOne).ShouldBe(["hello knows", "how topics feel trust years number word hope"]);

    [Fact]
    public void OneByOne_Section_StandsAboveItsQuestion() =>
        Pages(SampleSurveys.EveryKind, Paging.OneByOne).ShouldBe(["hello knows", "how", "topics", "feel", "trust", "years", "number", "word", "hope"]);

    [Fact]
    public void After_ConditionNotMet_SkipsThePageAndCountsItNoMore()
    {
        var layout = new SurveyLayout(SampleSurveys.EveryKind, Paging.OneByOne);
        layout.Progress(0, Nothing).ShouldBe((1, 9));
        layout.After(0, With(("knows", "yes"))).ShouldBe(1);
        layout.After(0, With(("knows", "no"))).ShouldBe(2);
        layout.Progress(2, With(("knows", "no"))).ShouldBe((2, 8));
        layout.Before(2, With(("knows", "no"))).ShouldBe(0);
    }

    [Fact]
    public void Shows_ChainOfConditions_HiddenWhereAnEarlierOneIsHidden()
    {
        var layout = Layout(Ask("a"), Ask("b", "a"), Ask("c", "b"));
        layout.Shows(layout.Pages[2][0], With(("a", "yes"), ("b", "yes"))).ShouldBeTrue();
        layout.Shows(layout.Pages[2][0], With(("a", "no"), ("b", "yes"))).ShouldBeFalse("b was answered before a was changed");
        layout.Shown(With(("a", "no"), ("b", "yes"), ("c", "yes"))).Select(a => a.Key).ShouldBe(["a"]);
    }

    [Fact]
    public void Shows_ConditionOnALaterUnknownOrOwnQuestion_Never()
    {
        var layout = Layout(Ask("a", "b"), Ask("b"), Ask("c", "c"), Ask("d", "nothing"));
        var all = With(("a", "yes"), ("b", "yes"), ("c", "yes"), ("d", "yes"));
        layout.Pages.SelectMany(p => p).Where(q => layout.Shows(q, all)).Select(q => q.Key).ShouldBe(["b"]);
    }

    [Fact]
    public void Reach_RequiredAnswerMissing_StaysOnItsPage()
    {
        var layout = Layout(Ask("a") with { Required = true }, Ask("b"), Ask("c"));
        layout.Reach(2, Nothing).ShouldBe(0);
        layout.Reach(2, With(("a", "no"))).ShouldBe(2);
        layout.Reach(3, With(("a", "no"))).ShouldBeNull("the end");
        layout.Reach(-5, With(("a", "no"))).ShouldBe(0);
        layout.Reach(99, Nothing).ShouldBe(0);
    }

    [Fact]
    public void IsLast_PageThatMayStillCome_IsNotLast()
    {
        var layout = Layout(Ask("a"), Ask("b", "a"));
        layout.IsLast(0, Nothing).ShouldBeFalse();
        layout.IsLast(0, With(("a", "no"))).ShouldBeFalse("it can be answered otherwise on the same page");
        layout.IsLast(1, With(("a", "yes"))).ShouldBeTrue();
    }

    [Fact]
    public void Pages_NoQuestion_None()
    {
        var layout = Layout();
        layout.Pages.ShouldBeEmpty();
        layout.After(-1, Nothing).ShouldBeNull();
        layout.Reach(0, Nothing).ShouldBeNull();
        layout.Progress(0, Nothing).ShouldBe((0, 0));
    }

    [Fact]
    public void Options_Shuffled_AnotherOrderForOthersAndTheSameAgain()
    {
        var question = SampleSurveys.EveryKind.Find("how")!;
        var orders = Enumerable.Range(0, OptionOrder.Orders).Select(i => string.Concat(OptionOrder.Options(question, i).Select(o => o.Key[0]))).ToList();
        orders.Distinct().Count().ShouldBeGreaterThan(8);
        orders.ShouldAllBe(o => o.Order().SequenceEqual("fssw"));
        // Each option comes first for some, so that none is chosen for its place alone.
        orders.Select(o => o[0]).Distinct().Count().ShouldBeGreaterThan(2);
        OptionOrder.Options(question, 3).ShouldBe(OptionOrder.Options(question, 3));
        OptionOrder.Options(SampleSurveys.EveryKind.Find("trust")!, 3).ShouldBe(SampleSurveys.Points);
    }

    private static Question Ask(string key, string? onlyIf = null) =>
        SampleSurveys.YesNo(key, key) with { ShowIf = onlyIf is null ? null : new(onlyIf, ["yes"]) };

    private static SurveyLayout Layout(params Question[] questions) => new(new SurveyContent { Questions = questions }, Paging.OneByOne);

    private static Dictionary<string, Answer> With(params (string Item, string Value)[] answers) => answers.ToDictionary(a => a.Item, a => Answer.Of(a.Value));

    private static IEnumerable<string> Pages(SurveyContent content, Paging paging) => new SurveyLayout(content, paging).Pages.Select(p => string.Join(' ', p.Select(q => q.Key)));
}
