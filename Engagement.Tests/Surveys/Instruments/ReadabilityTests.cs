using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

public class ReadabilityTests
{
    // Counted by hand, aloud.
    [Theory]
    [InlineData("have", 1), InlineData("you", 1), InlineData("heard", 1), InlineData("the", 1), InlineData("name", 1), InlineData("names", 1), InlineData("asked", 1), InlineData("while", 1), InlineData("rules", 1), InlineData("schools", 1)]
    [InlineData("city", 2), InlineData("agree", 2), InlineData("places", 2), InlineData("wanted", 2), InlineData("table", 2), InlineData("tables", 2), InlineData("people", 2), InlineData("question", 2), InlineData("being", 2), InlineData("quiet", 2), InlineData("nation", 2), InlineData("create", 2), InlineData("science", 2)]
    [InlineData("neighborhood", 3), InlineData("government", 3), InlineData("radio", 3), InlineData("video", 3), InlineData("media", 3), InlineData("partnerships", 3), InlineData("captains", 2)]
    [InlineData("community", 4), InlineData("usually", 4), InlineData("graduation", 4), InlineData("Philadelphia", 5), InlineData("311", 3), InlineData("Philly311", 5), InlineData("don't", 1)]
    public void Syllables_HandCountedWords_Agree(string word, int expected) => Readability.Syllables(word).ShouldBe(expected);

    // 0.39 · words/sentences + 11.8 · syllables/words − 15.59, with words, sentences and syllables counted by hand.
    [Theory]
    [InlineData("I like the park. We play there.", 7, 2, 7)]
    [InlineData("I know how to get a problem in my neighborhood fixed.", 11, 1, 14)]
    [InlineData("Have you heard of the Youth Commission?", 7, 1, 9)]
    [InlineData("A street light near your home is out. Whom do you tell?", 12, 2, 12)]
    public void Grade_HandCountedTexts_FollowsTheFormula(string text, int words, int sentences, int syllables)
    {
        var expected = Math.Max(0, Math.Round(0.39 * words / sentences + 11.8 * syllables / words - 15.59, 1));
        Readability.Grade(text).ShouldBe(expected);
    }

    [Fact]
    public void Grade_HarderText_IsHigher()
    {
        Readability.Grade("The city helps you. You call. We come.").ShouldBe(0);
        Readability.Grade("Participation in intergovernmental deliberations necessitates considerable administrative preparation.")!.Value.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("Your age?"), InlineData("  …!?  ")]
    public void Grade_TooShort_IsNone(string? text) => Readability.Grade(text).ShouldBeNull();

    [Fact]
    public void Grade_NumbersAndAbbreviations_EndNoSentence() =>
        Readability.Grade("Did it rain 3.5 inches?").ShouldBe(Readability.Grade(5 + 1, 1, 7));
}
