using Engagement.Core.Surveys;
using Engagement.Tests.Surveys;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>What the thirty are asked, and what each of them answers before and after; nobody's answers are like anybody else's.</summary>
internal static class ClassAnswers
{
    /// <summary>Students who may be asked. The first 28 answer both times, the next one only after, the last one only before.</summary>
    public const int Students = 30;

    /// <summary>The first 28.</summary>
    public static IEnumerable<int> Matched => Enumerable.Range(0, 28);

    /// <summary>Questions on the first page; the next one depends on the first, and begins the second page.</summary>
    public static readonly string[] FirstPage = ["knows-311", "knows-jbc", "wants-jbc", "wants-art"];

    public static SurveyContent Content { get; } = new()
    {
        Title = Words.Both("You and your city", "Tú y tu ciudad"),
        Languages = ["en", "es"],
        Questions =
        [
            YesNo("knows-311", "Have you heard of Philly311?"), YesNo("knows-jbc", "Have you heard of Junior Block Captains?"),
            YesNo("wants-jbc", "Would you like to be a Junior Block Captain?"), YesNo("wants-art", "Would you like to make art with Mural Arts?") with { MayDecline = true },
            Ask("how", QuestionKind.OneChoice, "How did you hear of Philly311?", "school", "family", "street") with { ShowIf = new("knows-311", ["yes"]) },
            Ask("feel", QuestionKind.Matrix, "How much do you agree?") with { Options = SampleSurveys.Points, Statements = [new("voice", Words.Both("My voice counts.", "Mi voz cuenta.")), new("block", Words.Both("I can change my block.", "Puedo cambiar mi cuadra."))] },
            Know("k-light", "A street light is out. Whom do you tell?"), Know("k-911", "Whom do you call about trash?"), Know("k-laws", "Who answers questions about the city?"),
            Ask("topics", QuestionKind.SeveralChoices, "What would you report?", "pothole", "graffiti", "light"),
            Ask("hope", QuestionKind.LongText, "What do you hope for?"),
        ],
    };

    /// <summary>Answers of a student by item: the key of an option, several joined by +, "-" for "prefer not to say"; what is not answered is not in it.</summary>
    public static IReadOnlyDictionary<string, string> Of(int i, bool after)
    {
        var knows = after ? i == 27 ? "no" : "yes" : i < 2 ? "yes" : i % 4 == 0 ? "dk" : "no";
        var answers = new Dictionary<string, string>
        {
            ["knows-311"] = knows,
            ["knows-jbc"] = YesIf(after ? i < 16 : i is >= 3 and < 11),
            // Yes both times 7, only before 6, only after 8, never 7.
            ["wants-jbc"] = YesIf(after ? i is < 7 or >= 13 and < 21 : i < 13),
            ["wants-art"] = after ? YesIf(i % 2 == 0) : i % 7 == 3 ? "-" : YesIf(i < 12),
            ["feel.voice"] = $"{Math.Min(5, 1 + i % 4 + (after && i % 3 != 0 ? 1 : 0))}",
            ["k-light"] = RightIf(after ? i % 4 != 3 : i % 3 == 0),
            ["k-911"] = RightIf(after ? i < 20 : i % 2 == 0),
            ["k-laws"] = RightIf(after ? i % 5 != 0 : i % 4 == 1),
            ["topics"] = (i % 3) switch { 0 => "pothole", 1 => "pothole+light", _ => "graffiti" },
            ["hope"] = $"Student {i:00} hopes for {(after ? "more" : "much")} <b>of it</b>",
        };
        if (knows == "yes") answers["how"] = (i % 3) switch { 0 => "school", 1 => "family", _ => "street" };
        if (!after || i % 8 != 7) answers["feel.block"] = $"{(after ? 3 - (i % 5 == 0 ? 1 : 0) : 2) + i % 3}";
        return answers;
    }

    /// <summary>Answers as they are compared: in one order, as text.</summary>
    public static string Written(IEnumerable<KeyValuePair<string, string>> answers) => string.Join("; ", answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}"));

    /// <summary>Stored answers, as they are compared.</summary>
    public static string Stored(string json) =>
        Written(AnswerSheet.Read(json).Select(a => KeyValuePair.Create(a.Key, a.Value.IsDeclined ? "-" : a.Value.Value ?? string.Join('+', a.Value.Values!))));

    /// <summary>What is typed from a student's sheet of paper, field by field.</summary>
    public static IEnumerable<string> Keys(int i, bool after)
    {
        var answers = Of(i, after);
        return PaperSheet.Items(Content).Select(item => !answers.TryGetValue(item.Item, out var value) ? ""
            : item.Question.Written || value == "-" ? value
            : string.Concat(value.Split('+').Select(v => 1 + Choices.Of(item.Question).ToList().FindIndex(o => o.Key == v))));
    }

    private static string YesIf(bool yes) => yes ? "yes" : "no";

    // The first option is the right one.
    private static string RightIf(bool right) => right ? "office" : "police";

    private static Question YesNo(string key, string text) => SampleSurveys.YesNo(key, text, text);

    private static Question Ask(string key, QuestionKind kind, string text, params string[] options) =>
        new() { Key = key, Kind = kind, Text = Words.Both(text, text), Options = [.. options.Select(o => new Option(o, Words.Both(o, o)))] };

    private static Question Know(string key, string text) => Ask(key, QuestionKind.Knowledge, text) with
    {
        Shuffled = true,
        Options = [new("office", Words.Both("Philly311", "Philly311"), Right: true), new("police", Words.Both("The police", "La policía")), new("nobody", Words.Both("Nobody", "Nadie"))],
    };
}
