using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class ExchangeTests
{
    private static byte[] Json(string content) => Encoding.UTF8.GetBytes($$"""{"format":"engagement-survey-1","name":"X","content":{{content}}}""");

    private static string Why(byte[] file) => InstrumentFile.Read(file).Error!.Message;

    private static ReadQuestions Csv(params string[] lines) => QuestionCsvReader.Read(Encoding.UTF8.GetBytes(string.Join("\r\n", lines))).OrThrow();

    [Fact]
    public void Json_EveryKind_ComesBackTheSame()
    {
        var file = new InstrumentFile { Format = InstrumentFile.ThisFormat, Name = "Every <kind>", Notes = "For tests", ForMinors = true, Content = Sample.EveryKind };
        var back = InstrumentFile.Read([.. Encoding.UTF8.Preamble, .. file.Write()]).OrThrow();
        back.Content.ToJson().ShouldBe(Sample.EveryKind.ToJson());
        (back.Name, back.Notes, back.ForMinors).ShouldBe(("Every <kind>", "For tests", true));
    }

    [Theory]
    [InlineData("""{"questions":[{"key":"a","kind":"Telepathy"}]}""", "question or section 1, kind")]
    [InlineData("""{"questions":[{"key":"a","kind":2}]}""", "question or section 1, kind")]
    [InlineData("""{"questions":[{"key":"a","kind":"YesNo"},{"key":"a","kind":"YesNo"}]}""", "used by two questions")]
    [InlineData("""{"questions":[{"key":"a","key":"b","kind":"YesNo"}]}""", "question or section 1")]
    [InlineData("""{"questions":[{"key":"a","kind":"YesNo","onload":"x"}]}""", "question or section 1")]
    [InlineData("""{"questions":[{"kind":"YesNo"}]}""", "question or section 1")]
    [InlineData("""{"questions":[{"key":null,"kind":"YesNo"}]}""", "question or section 1")]
    [InlineData("""{"questions":[null]}""", "question or section 1")]
    [InlineData("""{"questions":null}""", "questions")]
    [InlineData("""{"questions":[{"key":"a","kind":"OneChoice","options":[null]}]}""", "options 1")]
    [InlineData("""{"questions":[{"key":"a","kind":"OneChoice","options":[{"key":"a"}]}]}""", "options 1")]
    [InlineData("""{"languages":[null]}""", "languages 1")]
    [InlineData("""{"title":{"en":"a","en":"b"}}""", "title")]
    [InlineData("""{"title":{"en":5}}""", "title")]
    [InlineData("""{"title":{"en":null}}""", "title")]
    [InlineData("""{"title":"text"}""", "title")]
    [InlineData("""{"title":{"en":"\ud800"}}""", "title")]
    [InlineData("""{"languages":["en","xx"]}""", "“xx” is not known")]
    [InlineData("""{"questions":[{"key":"a","kind":"Number","least":1e99}]}""", "least")]
    [InlineData("""{"questions":[{"key":"a","kind":"YesNo","showIf":{"question":"b"}}]}""", "showIf")]
    [InlineData("""{"questions":[{"key":"a","kind":"YesNo","showIf":{"question":"b","anyOf":[null]}}]}""", "anyOf 1")]
    public void Json_WrongInside_IsRefusedWithItsPlace(string content, string place) => Why(Json(content)).ShouldContain(place, Case.Insensitive);

    [Fact]
    public void Json_NoSurveyAtAll_IsRefused()
    {
        Why("{"u8.ToArray()).ShouldContain("can’t be read as JSON");
        Why("[]"u8.ToArray()).ShouldContain("JSON");
        Why("null"u8.ToArray()).ShouldContain("nothing in the file");
        Why(Encoding.UTF8.GetBytes(new string('[', 5000))).ShouldContain("JSON");
        Why(new byte[SurveyLimits.Bytes + 1]).ShouldContain("larger than 1 MB");
        Why("""{"format":"something-else","name":"X","content":{}}"""u8.ToArray()).ShouldContain("something-else");
        Why([0xFF, 0xFE, 0x00]).ShouldContain("JSON");
    }

    [Fact]
    public void Json_PictureOfAnotherOffice_IsLeftOut() =>
        InstrumentFile.Read(Json($$"""{"questions":[{"key":"a","kind":"Section","picture":"{{Guid.NewGuid()}}"}]}""")).OrThrow().Content.Questions[0].Picture.ShouldBeNull();

    [Fact]
    public void Csv_EveryKind_ComesBackTheSame()
    {
        var bytes = QuestionCsv.Write(Sample.EveryKind);
        Encoding.UTF8.GetString(bytes).ShouldContain("\"'=1+1\"");
        var read = QuestionCsvReader.Read(bytes).OrThrow();
        read.Bad.ShouldBeEmpty();
        (read.Content with { Title = Sample.EveryKind.Title }).ToJson().ShouldBe(Sample.EveryKind.ToJson());
        foreach (var ready in ReadyMade.All)
            (QuestionCsvReader.Read(QuestionCsv.Write(ready.Content)).OrThrow().Content with { Title = ready.Content.Title, Intro = ready.Content.Intro, Thanks = ready.Content.Thanks }).ToJson().ShouldBe(ready.Content.ToJson());
    }

    [Fact]
    public void Csv_TypedByHand_FillsInWhatIsLeftOut()
    {
        var read = Csv("row;kind;text en;show if", "question;yes/no;Have you heard of 311?;", "question;one choice;Which one?;heard-311=yes|dk", "option;;Red;", "option;;Blue;", "question;scale;I agree;", "question;Matrix;How often?;", "statement;;I walk;");
        read.Bad.ShouldBeEmpty();
        read.Content.Questions.Select(q => $"{q.Key} {q.Kind} {q.Options.Count} {q.Statements.Count}").ShouldBe(["heard-311 YesNo 3 0", "which-one OneChoice 2 0", "i-agree Scale 5 0", "often Matrix 5 1"]);
        read.Content.Find("which-one")!.ShowIf!.AnyOf.ShouldBe(["yes", "dk"]);
    }

    [Fact]
    public void Csv_BadRows_AreNamedByNumberAndTheOthersRead()
    {
        var read = Csv(
            "row,key,kind,text en,required,show if,right,color",
            "question,a,YesNo,Good?,,,,", // 2
            "question,b,Telepathy,Bad kind,,,,", // 3
            "option,x,,of a bad one,,,,", // 4
            "question,c,OneChoice,,,,,", // 5: no text
            "question,a,YesNo,Again,,,,", // 6: key twice
            "question,d,OneChoice,Choice,maybe,,,", // 7: flag
            "question,e,OneChoice,Choice,yes,later=yes,,", // 8: rule
            "question,f,OneChoice,Choice,yes,a=perhaps,,", // 9: no such answer
            "thing,g,OneChoice,Choice,,,,", // 10
            "question,h,OneChoice,Good,yes,a=yes,,", // 11
            "option,a,,Red,,,,", // 12
            "option,a,,Blue,,,,", // 13: key twice
            "statement,s,,None,,,,", // 14
            "option,b,,,,,,", // 15: no text
            $"option,c,,{new string('x', 201)},,,,"); // 16: makes question 11 too long
        read.Bad.Select(b => b.Number).ShouldBe([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15]);
        read.Bad.ShouldAllBe(b => b.Why.Length > 10 && char.IsUpper(b.Why[0]));
        read.Bad.Single(b => b.Number == 4).Why.ShouldBe("Its question in row 3 can’t be used.");
        read.Content.Questions.Select(q => q.Key).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("name,age\n1,2", "The first row must name the columns")]
    [InlineData("row,kind,text xx\nquestion,YesNo,a", "“xx”")]
    [InlineData("", "empty")]
    public void Csv_NoQuestions_SaysWhy(string text, string why) => QuestionCsvReader.Read(Encoding.UTF8.GetBytes(text)).Error!.Message.ShouldContain(why);

    [Fact]
    public void Csv_MoreThanFits_NamesTheRowsBeyond()
    {
        var read = Csv(["row,kind,text en", .. Enumerable.Range(1, 102).Select(i => $"question,ShortText,Question number {i}?")]);
        read.Content.Questions.Count.ShouldBe(100);
        read.Bad.Select(b => b.Number).ShouldBe([102, 103]);
    }
}
