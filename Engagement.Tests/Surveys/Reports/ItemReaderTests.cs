using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;

namespace Engagement.Tests.Surveys.Reports;

public class ItemReaderTests
{
    private static readonly SurveyContent Content = new()
    {
        Questions =
        [
            SurveyScene.YesNo("knows", "Knows?"), SurveyScene.Choose("topics", QuestionKind.SeveralChoices, 4), new Question { Key = "age", Kind = QuestionKind.Number },
            new Question { Key = "hope", Kind = QuestionKind.LongText },
            new Question { Key = "m", Kind = QuestionKind.Matrix, Options = SurveyScene.Choose("m", QuestionKind.Scale, 3).Options, Statements = [new("s1", Words.None), new("s2", Words.None)] },
        ],
    };

    [Theory]
    [InlineData("""{"knows":"no","topics":["a","c"],"age":"-3","hope":"x","m.s1":"1","m.s2":"3"}""", "1 5 -3 0 0 2")]
    [InlineData("""{"m.s2":"2","unknown":{"a":[1,{"b":2}]},"knows":"yes"}""", "0 - - 0 - 1")]
    [InlineData("""{"knows":null,"topics":null,"age":null,"m.s1":null}""", "- - - 0 - -")]
    [InlineData("""{"knows":"maybe","topics":["z"],"age":"12.5","m.s1":"9","topics2":"a"}""", "- 0 - 0 - -")]
    [InlineData("""{"topics":"b","hope":"\u0022quoted\u0022 \ud83d\ude00"}""", "- 2 - 0 - -")]
    [InlineData("{}", "- - - 0 - -")]
    public void Read_StoredAnswers_AreOneNumberAnItem(string json, string expected)
    {
        var version = new SurveyVersion(Guid.NewGuid(), 1, Content);
        var reader = new ItemReader(new ItemBook([version]));
        var texts = new List<string>();
        var answers = reader.Read(version.Id, json, (_, text) => texts.Add(text));
        // The free text has no number; its place is left out here.
        string.Join(' ', answers.Select((a, i) => i == 3 ? "0" : a == ItemReader.None ? "-" : $"{a}")).ShouldBe(expected);
        texts.Count.ShouldBe(json.Contains("hope") ? 1 : 0);
    }

    [Fact]
    public void Read_LongAnswers_FitTheBuffer()
    {
        var version = new SurveyVersion(Guid.NewGuid(), 1, Content);
        var text = string.Concat(Enumerable.Repeat("é\"\n", 40_000));
        var found = "";
        new ItemReader(new ItemBook([version])).Read(version.Id, AnswerSheet.Write([new("hope", Answer.Of(text)), new("knows", Answer.Of("dk"))]), (_, t) => found = t)[0].ShouldBe(2);
        found.ShouldBe(text);
    }

    [Fact]
    public void Book_TwoInstruments_ShareWhatAsksTheSameInTheSameWords()
    {
        var (one, two) = (new SurveyVersion(Guid.NewGuid(), 1, Content), new SurveyVersion(Guid.NewGuid(), 1, Content with
        {
            Questions = [SurveyScene.YesNo("knows", "Knows?"), SurveyScene.Choose("topics", QuestionKind.SeveralChoices, 3), new Question { Key = "age", Kind = QuestionKind.ShortText }],
        }));
        var book = new ItemBook([one, two]);
        book.Of(two.Id)["knows"].ShouldBe(book.Of(one.Id)["knows"]);
        book.Of(two.Id)["topics"].ShouldNotBe(book.Of(one.Id)["topics"], "other options are another question");
        book.Of(two.Id)["age"].ShouldNotBe(book.Of(one.Id)["age"]);
    }

    [Fact]
    public void Book_NewVersionWithAnotherOption_IsTheSameQuestion()
    {
        var survey = Guid.NewGuid();
        var (old, revised) = (new SurveyVersion(survey, 1, Content), new SurveyVersion(survey, 2, Content with { Questions = [SurveyScene.Choose("topics", QuestionKind.SeveralChoices, 5), SurveyScene.Choose("m", QuestionKind.Scale, 3)] }));
        var book = new ItemBook([revised, old]);
        book.Of(old.Id)["topics"].ShouldBe(book.Of(revised.Id)["topics"]);
        book.Of(revised.Id)["topics"].Options.Count.ShouldBe(5);
        new ItemReader(book).Read(old.Id, """{"topics":["d"]}""", (_, _) => { })[book.Of(old.Id)["topics"].Index].ShouldBe(8);
    }
}
