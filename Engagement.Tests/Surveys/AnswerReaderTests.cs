using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class AnswerReaderTests
{
    [Theory]
    [InlineData("knows", "yes", "yes")]
    [InlineData("knows", "maybe", null)]
    [InlineData("knows", "~", "declined")]
    [InlineData("trust", "5", "5")]
    [InlineData("trust", "6", null)]
    [InlineData("trust", "~", null)] // not offered there
    [InlineData("number", "911", "911")]
    [InlineData("years", " 007 ", "7")]
    [InlineData("years", "٤٢", "42")]
    [InlineData("years", "0", "0")]
    [InlineData("years", "99", "99")]
    [InlineData("years", "", null)]
    [InlineData("word", "  Girard \t Avenue ", "Girard Avenue")]
    [InlineData("word", "<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("hope", "one\r\ntwo\u0000", "one\ntwo")]
    public void Read_OneValue_AsItIsKept(string key, string value, string? kept)
    {
        var item = Read(key, ($"q.{key}", [value])).Single();
        item.Problem.ShouldBeNull();
        (item.Answer?.IsDeclined == true ? "declined" : item.Answer?.Value).ShouldBe(kept);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("-1")]
    [InlineData("3.5")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    [InlineData("999999999999999999999999999999999999999999999999999")]
    public void Read_NumberThatIsNone_IsToldAndShownAgain(string typed)
    {
        var item = Read("years", ("q.years", [typed])).Single();
        item.Answer.ShouldBeNull();
        item.Problem!.Values.ShouldBe([0, 99]);
        typed.ShouldStartWith(item.Typed!.Value!);
    }

    [Fact]
    public void Read_Several_InTheOrderOfOptionsWithoutStrangers() =>
        Read("topics", ("q.topics", ["light", "x", "pothole", "light"])).Single().Answer!.Values.ShouldBe(["pothole", "light"]);

    [Theory]
    [InlineData("topics", "light")]
    [InlineData("years", "3")]
    public void Read_DeclinedBesideAnAnswer_IsDeclined(string key, string value) =>
        Read(key, ($"q.{key}", [value]), ($"no.{key}", ["~"])).Single().Answer.ShouldBe(Answer.Declined);

    [Fact]
    public void Read_DeclinedWhereItIsNotOffered_IsNoAnswer() =>
        Read("word", ("no.word", ["~"]), ("q.word", ["~"])).Single().Answer!.Value.ShouldBe("~", "a student may type what looks like our sign");

    [Fact]
    public void Read_Matrix_OneItemForEachStatement() =>
        Read("feel", ("q.feel.voice", ["4"]), ("q.feel.block", ["9"])).Select(i => $"{i.Item}={i.Answer?.Value}").ShouldBe(["feel.voice=4", "feel.block="]);

    [Theory]
    [InlineData("word", TextLimits.Short, false)]
    [InlineData("word", TextLimits.Short + 1, true)]
    [InlineData("hope", TextLimits.Long, false)]
    [InlineData("hope", 1_048_576, true)]
    public void Read_LongText_RefusedBeyondTheLimitAndShownAgain(string key, int length, bool refused)
    {
        var item = Read(key, ($"q.{key}", [new string('x', length)])).Single();
        (item.Problem is not null).ShouldBe(refused);
        if (refused) item.Problem!.Values.ShouldBe([length, TextLimits.Of(SampleSurveys.EveryKind.Find(key)!.Kind)]);
        if (refused) item.Typed!.Value!.Length.ShouldBe(Math.Min(length, 10_000));
    }

    private static List<ReadItem> Read(string key, params (string Name, string[] Values)[] fields) =>
        [.. AnswerReader.Read(SampleSurveys.EveryKind.Find(key)!, name => fields.Where(f => f.Name == name).SelectMany(f => f.Values).ToList())];
}
