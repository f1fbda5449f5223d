using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class TextPlaceTests
{
    [Fact]
    public void Missing_Translations_AreListedPerQuestionAndOption()
    {
        var content = Sample.Of(Sample.Choose("a", "x", "y") with { Help = Sample.En("hint") }, new Question { Key = "m", Kind = QuestionKind.Matrix, Text = Sample.En("m"), Options = ReadyScales.Of(ReadyScale.Agreement, 3), Statements = [Sample.Choice("s1", "s")] }) with { Languages = ["en", "es"] };
        TextPlace.Missing(content, "es").ShouldBe([
            new(TextPart.Title), new(TextPart.Text, "a"), new(TextPart.Help, "a"), new(TextPart.Option, "a", "a"), new(TextPart.Option, "a", "b"), new(TextPart.Text, "m"), new(TextPart.Statement, "m", "s1")]);
        var done = TextPlace.Missing(content, "es").Aggregate(content, (c, p) => p.Write(c, "es", $"{p.Part} {p.Option}"));
        TextPlace.Missing(done, "es").ShouldBeEmpty();
        TextPlace.Missing(Sample.EveryKind, "es").ShouldBeEmpty();
        new TextPlace(TextPart.Option, "a", "b").Read(done).In("es").ShouldBe("Option b");
        new TextPlace(TextPart.Option, "a", "b").Write(done, "es", " ").Find("a")!.Options[1].Text.Has("es").ShouldBeFalse();
    }

    [Fact]
    public void Translate_SameWordsElsewhere_GetTheTranslationUnlessTheyHaveOne()
    {
        var content = Sample.Of(Sample.Choose("a", "Yes", "No"), Sample.Choose("b", "Yes", "No"), Sample.Choose("c", "Yes", "Yes!")) with { Languages = ["en", "vi"] };
        content = new TextPlace(TextPart.Option, "b", "a").Write(content, "vi", "Có chứ");
        var done = new TextPlace(TextPart.Option, "a", "a").Translate(content, "vi", "Có");
        done.Questions.Select(q => string.Join(',', q.Options.Select(o => o.Text.Texts.GetValueOrDefault("vi")))).ShouldBe(["Có,", "Có chứ,", "Có,"]);
    }

    [Fact]
    public void Outdated_TextChangedButNotItsTranslation_IsTold()
    {
        var changed = new TextPlace(TextPart.Text, "word").Write(Sample.EveryKind, "en", "One word only?");
        TextPlace.Outdated(changed, Sample.EveryKind, "es").ShouldBe([new(TextPart.Text, "word")]);
        TextPlace.Outdated(new TextPlace(TextPart.Text, "word").Write(changed, "es", "¿Una sola palabra?"), Sample.EveryKind, "es").ShouldBeEmpty();
    }

    [Fact]
    public void Without_ALanguage_TakesItsTextsOut()
    {
        var english = Sample.EveryKind.Without("es");
        english.ToJson().ShouldNotContain("\"es\"");
        ContentRules.Problems(english).ShouldBeNull();
        SurveyDiff.Between(Sample.EveryKind, english).ShouldAllBe(c => !c.MayAskSomethingElse);
    }

    [Fact]
    public void Languages_RightToLeft_AreKnown() =>
        SurveyLanguages.All.Where(l => SurveyLanguages.RightToLeft(l.Code)).Select(l => l.Name).ShouldBe(["Arabic", "Persian", "Urdu"]);
}
