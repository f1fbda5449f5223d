using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class ReadyMadeTests
{
    public static TheoryData<string> Keys => [.. ReadyMade.All.Select(r => r.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void ReadyMade_AsItComes_CanBePublishedInEnglishAndSpanish(string key)
    {
        var ready = ReadyMade.Find(key)!;
        PublishRules.Problems(ready.Content).ShouldBeNull();
        PublishRules.Hints(ready.Content, ready.ForMinors).ShouldBeEmpty();
        PublishRules.Sensitive(ready.Content).ShouldBeEmpty();
        ready.Content.Languages.ShouldBe(["en", "es"]);
        ready.Content.Tidy().ToJson().ShouldBe(ready.Content.ToJson());
        // Nobody must answer: the consent text says so.
        ready.Content.Questions.ShouldAllBe(q => !q.Required);
    }

    [Fact]
    public void ReadyMade_StartAndEnd_ShareWhatBothAsk()
    {
        (string Start, string End, int Shared)[] pairs = [("youth-pre", "youth-post", 16), ("academy-start", "academy-end", 8)];
        foreach (var (start, end, shared) in pairs)
        {
            var (a, b) = (ReadyMade.Find(start)!.Content, ReadyMade.Find(end)!.Content);
            var comparable = SurveyDiff.Comparable(a, b);
            comparable.Count.ShouldBe(shared);
            comparable.ShouldAllBe(k => SurveyDiff.Same(a.Find(k)!, b.Find(k)!));
        }
        ReadyMade.All.Select(r => r.Key).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Keys))]
    public void ReadyMade_ForYoungPeople_ReadsEasily(string key)
    {
        if (ReadyMade.Find(key) is not { ForMinors: true } ready) return;
        var grades = ready.Content.Questions.Select(q => Readability.Grade(q.Text.In("en"))).OfType<double>().ToList();
        grades.Average().ShouldBeLessThan(6.5);
    }
}
