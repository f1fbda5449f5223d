using Bunit;
using Engagement.Core.Surveys;
using Engagement.Tests.Surveys;
using Engagement.Web.Components.Pages.Surveys.Instruments;

namespace Engagement.Tests.Pages.Surveys;

public sealed class QuestionListTests : BunitContext
{
    private SurveyContent content = Sample.Of(Sample.YesNo("a", "<script>alert(1)</script>"), Sample.YesNo("b"), Sample.YesNo("c"));
    private readonly IRenderedComponent<QuestionList> list;

    public QuestionListTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        list = Render<QuestionList>(p => p.Add(x => x.Content, content).Add(x => x.OnChange, Take));
    }

    private string[] Keys => [.. content.Questions.Select(q => q.Key)];

    private void Take(SurveyContent next)
    {
        content = next;
        list.Render(p => p.Add(x => x.Content, next));
    }

    private void Press(string label) => list.Find($"[aria-label='{label}']").Click();

    [Fact]
    public void Open_OneAtATime_ShowsHostileTextAsText()
    {
        list.FindAll(".opener")[0].Click();
        list.FindAll(".editor").Count.ShouldBe(1);
        list.FindAll(".opener")[1].Click();
        list.FindAll(".editor").Count.ShouldBe(1);
        list.FindAll(".opener").Select(b => b.GetAttribute("aria-expanded")).ShouldBe(["false", "true", "false"]);
        list.FindAll("script").ShouldBeEmpty();
        list.Find(".opener .text").TextContent.ShouldBe("<script>alert(1)</script>");
    }

    [Fact]
    public void MoveCopyRemove_ByButtons_ChangeTheOrder()
    {
        Press("Move question 3 up");
        Keys.ShouldBe(["a", "c", "b"]);
        Press("Remove question 1");
        Keys.ShouldBe(["c", "b"]);
        Press("Copy question 1");
        Keys.ShouldBe(["c", "untitled-1", "b"]);
        list.Find("[role=status]").TextContent.ShouldBe("Copied.");
        list.Find("[aria-label='Move question 3 down']").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task Drop_BeforeAndAfterAnother_IsPlacedThere()
    {
        await list.InvokeAsync(() => list.Instance.DropAsync("c", "a", after: false));
        Keys.ShouldBe(["c", "a", "b"]);
        await list.InvokeAsync(() => list.Instance.DropAsync("c", "b", after: true));
        Keys.ShouldBe(["a", "b", "c"]);
        await list.InvokeAsync(() => list.Instance.DropAsync("a", "b", after: false));
        await list.InvokeAsync(() => list.Instance.DropAsync("gone", "b", after: false));
        Keys.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Add_FromTheMenu_ComesAfterTheOpenQuestionAndIsUnfinished()
    {
        list.FindAll(".opener")[0].Click();
        list.Find("#add").Click();
        list.FindAll("#kinds button").Count.ShouldBe(Enum.GetValues<QuestionKind>().Length);
        list.Find("#kinds .hint").TextContent.ShouldContain("after question 1");
        list.Find("#kind-Matrix").Click();
        Keys.ShouldBe(["a", "untitled-1", "b", "c"]);
        list.FindAll("#kinds").ShouldBeEmpty();
        list.FindAll("li.open .opener .badge.bad").Count.ShouldBe(1);
        list.Find(".editor .notice").TextContent.ShouldContain("Question 2 has no text.");
        list.Find(".editor select").Change(nameof(QuestionKind.LongText));
        content.Questions[1].Statements.ShouldBeEmpty();
    }

    [Fact]
    public void NewKey_ForAnotherQuestion_KeepsItOpenAndRulesFollow()
    {
        var published = content;
        list.Render(p => p.Add(x => x.Published, published));
        Take(content.Replace(Sample.YesNo("b", "Something else?")).Replace(Sample.YesNo("c") with { ShowIf = new("b", ["yes"]) }));
        list.FindAll(".opener")[1].Click();
        var id = list.Find(".editor").Id;
        list.FindAll(".editor button").First(b => b.TextContent.StartsWith("It asks something else", StringComparison.Ordinal)).Click();
        Keys.ShouldBe(["a", "untitled-1", "c"]);
        content.Find("c")!.ShowIf!.Question.ShouldBe("untitled-1");
        list.Find(".editor").Id.ShouldBe(id);
        SurveyDiff.Comparable(published, content).ShouldBe(["a", "c"]);
    }
}
