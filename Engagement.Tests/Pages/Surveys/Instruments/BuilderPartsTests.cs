using Bunit;
using Engagement.Core.Surveys;
using Engagement.Tests.Surveys;
using Engagement.Web.Components.Pages.Surveys.Instruments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Engagement.Tests.Pages.Surveys;

public sealed class BuilderPartsTests : BunitContext
{
    public BuilderPartsTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    private static string[] Texts(IEnumerable<Option> options) => [.. options.Select(o => $"{o.Key}:{o.Text.In("en")}{(o.Right ? "!" : "")}")];

    [Fact]
    public void PartsEditor_TypeAddMoveRemoveTick_KeepsKeys()
    {
        IReadOnlyList<Option> parts = [Sample.Choice("a", "Red"), Sample.Choice("b", "Blue")];
        var editor = Render<PartsEditor>(p => p.Add(x => x.Ui, "u").Add(x => x.Legend, "Options").Add(x => x.One, "option").Add(x => x.Parts, parts).Add(x => x.Most, 4).Add(x => x.WithRight, true)
            .Add(x => x.OnChange, next => parts = next));
        void Again() => editor.Render(p => p.Add(x => x.Parts, parts));
        editor.Find("#part-u-1").Change("Green");
        Again();
        editor.Find("#part-u-1").KeyDown(Key.Enter);
        Again();
        editor.Find("#part-u-2").Change("<b>Third</b>");
        Again();
        Texts(parts).ShouldBe(["a:Red", "b:Green", "c:<b>Third</b>"]);
        editor.Find("[aria-label='Move option 3 up']").Click();
        Again();
        editor.Find("[aria-label='Option 2 is right']").Change(true);
        Again();
        editor.Find("[aria-label='Remove option 1']").Click();
        Again();
        Texts(parts).ShouldBe(["c:<b>Third</b>!", "b:Green"]);
        editor.Find("[aria-label='Move option 1 up']").HasAttribute("disabled").ShouldBeTrue();
        editor.FindAll("b").ShouldBeEmpty();
        editor.FindAll("button").Last().Click();
        Again();
        Texts(parts).ShouldBe(["c:<b>Third</b>!", "b:Green", "a:"]);
    }

    [Fact]
    public void ScaleEditor_ReadyWordsAndSize_FollowEachOther()
    {
        var points = ReadyScales.Of(ReadyScale.Agreement, 5);
        var editor = Render<ScaleEditor>(p => p.Add(x => x.Ui, "u").Add(x => x.Points, points).Add(x => x.OnChange, next => points = next));
        void Again() => editor.Render(p => p.Add(x => x.Points, points));
        editor.Find("select").Change("3");
        Again();
        points.Select(p => p.Text.In("es")).ShouldBe(["En desacuerdo", "Ni de acuerdo ni en desacuerdo", "De acuerdo"]);
        editor.FindAll("button")[1].Click();
        Again();
        points.Select(p => p.Text.In("en")).ShouldBe(["Never", "Sometimes", "Always"]);
        editor.Find("#point-u-2").Change("Now and then");
        Again();
        editor.Find("select").Change("4");
        Again();
        Texts(points).ShouldBe(["1:Never", "2:Now and then", "3:Always", "4:"]);
    }

    [Fact]
    public void RuleEditor_ChooseTickAndMoveAway_NamesTheImpossibleRule()
    {
        var question = Sample.YesNo("c");
        var content = Sample.Of(Sample.Choose("a", "x", "y"), new Question { Key = "b", Kind = QuestionKind.ShortText, Text = Sample.En("b") }, question);
        var editor = Render<RuleEditor>(p => p.Add(x => x.Ui, "u").Add(x => x.Content, content).Add(x => x.Question, question).Add(x => x.OnChange, next => question = next));
        void Again() => editor.Render(p => p.Add(x => x.Content, content = content.Replace(question)).Add(x => x.Question, question));
        editor.FindAll("option").Select(o => o.TextContent).ShouldBe(["always", "only after some answers to question 1 (“a”)"]);
        editor.Find("select").Change("a");
        Again();
        editor.Find(".error").TextContent.ShouldContain("no answer to question 1 (“a”) is ticked");
        editor.FindAll("input[type=checkbox]")[1].Change(true);
        Again();
        question.ShowIf!.AnyOf.ShouldBe(["b"]);
        editor.FindAll(".error").ShouldBeEmpty();
        content = content.Move("c", 0);
        Again();
        editor.Find(".error").TextContent.ShouldBe("As it stands, it is never shown: it depends on question 2 (“a”), which comes later.");
        editor.Find("select").Change("");
        question.ShowIf.ShouldBeNull();
    }

    [Fact]
    public void SameQuestion_ReadsOtherwiseThanPublished_OffersANewKey()
    {
        var (before, asked) = (Sample.YesNo("a", "Have you heard of 311?"), 0);
        var note = Render<SameQuestion>(p => p.Add(x => x.Before, before).Add(x => x.Question, before with { Required = true }).Add(x => x.OnNewKey, () => asked++));
        note.Markup.Trim().ShouldBeEmpty();
        note.Render(p => p.Add(x => x.Question, before with { Text = Sample.En("Do you like 311?") }));
        note.Find("bdi").TextContent.ShouldBe("Have you heard of 311?");
        note.Find("button").Click();
        asked.ShouldBe(1);
        note.Render(p => p.Add(x => x.Question, before.As(QuestionKind.Number)));
        note.Find("p").TextContent.ShouldContain("takes other answers");
    }

    [Fact]
    public void QuestionSettings_Key_IsCheckedBeforeItIsTaken()
    {
        var content = Sample.Of(Sample.YesNo("a"), Sample.YesNo("b"));
        var taken = new List<string>();
        var settings = Render<QuestionSettings>(p => p.Add(x => x.Ui, "u").Add(x => x.Content, content).Add(x => x.Question, content.Questions[1]).Add(x => x.OnRekey, k => taken.Add(k)));
        settings.Find("#key-u").Change("No good");
        settings.Find("#key-u-error").TextContent.ShouldContain("not usable");
        settings.Find("#key-u").Change("a");
        settings.Find("#key-u-error").TextContent.ShouldBe("“a” is the key of question 1 (“a”).");
        settings.Find("#key-u").Change(" Likes-311 ");
        taken.ShouldBe(["likes-311"]);
    }

    [Fact]
    public void TranslationTable_RightToLeft_MarksWhatIsMissingAndFillsTheSameWords()
    {
        var content = Sample.Of(Sample.Choose("a", "Yes", "No"), Sample.Choose("b", "Yes", "No")) with { Languages = ["en", "ar"] };
        var table = Render<TranslationTable>(p => p.Add(x => x.Content, content).Add(x => x.Language, "ar").Add(x => x.MissingOnly, true).Add(x => x.OnChange, next => content = next));
        table.FindAll(".badge.warn").Count.ShouldBe(7);
        table.Find("#t-a-option-a").GetAttribute("dir").ShouldBe("rtl");
        table.Find("#t-a-option-a").GetAttribute("lang").ShouldBe("ar");
        table.Find("#t-a-option-a").GetAttribute("aria-describedby").ShouldBe("t-a-option-a-original");
        table.Find("#t-a-option-a").Change("نعم");
        table.Render(p => p.Add(x => x.Content, content));
        table.FindAll(".badge.warn").Count.ShouldBe(5);
        // What was missing at the start stays in sight.
        table.Find("#t-b-option-a").GetAttribute("value").ShouldBe("نعم");
    }

    [Fact]
    public void ReadingLevel_EnglishOnly_IsAHint()
    {
        Render<ReadingLevel>(p => p.Add(x => x.Text, "I know how to get a problem in my neighborhood fixed.")).Find("p").TextContent.ShouldBe("Reading level: about grade 3.7.");
        Render<ReadingLevel>(p => p.Add(x => x.Text, "Participation in intergovernmental deliberations necessitates preparation.")).Find("p").TextContent.ShouldContain("hard for many");
        Render<ReadingLevel>(p => p.Add(x => x.Text, "Sé cómo lograr que se arregle un problema.").Add(x => x.Language, "es")).Markup.Trim().ShouldBeEmpty();
    }
}
