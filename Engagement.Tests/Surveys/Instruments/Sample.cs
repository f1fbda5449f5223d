using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

/// <summary>Small instruments for tests.</summary>
internal static class Sample
{
    public static Words En(string text) => Words.Of("en", text);

    public static Option Choice(string key, string text, bool right = false) => new(key, En(text), right);

    public static Question YesNo(string key, string? text = null) => new() { Key = key, Kind = QuestionKind.YesNo, Text = En(text ?? key), Options = Choices.YesNo };

    public static Question Choose(string key, params string[] options) =>
        new() { Key = key, Kind = QuestionKind.OneChoice, Text = En(key), Options = [.. options.Select((o, i) => Choice($"{(char)('a' + i)}", o))] };

    public static SurveyContent Of(params Question[] questions) => new() { Title = En("A survey"), Questions = questions };

    /// <summary>One question of each kind, ready to be published, in English and Spanish.</summary>
    public static SurveyContent EveryKind { get; } = new()
    {
        Title = Words.Both("Every kind", "De todo"),
        Languages = ["en", "es"],
        Questions =
        [
            new() { Key = "hello", Kind = QuestionKind.Section, Text = Words.Both("Hello", "Hola"), Help = Words.Both("First line\nsecond line", "Primera\nsegunda"), Video = "https://example.org/video" },
            new() { Key = "knows-311", Kind = QuestionKind.YesNo, Text = Words.Both("Have you heard of 311?", "¿Conoces el 311?"), Options = Choices.YesNo, MayDecline = true },
            new()
            {
                Key = "color", Kind = QuestionKind.OneChoice, Text = Words.Both("Which one?", "¿Cuál?"), Required = true, Shuffled = true, ShowIf = new("knows-311", ["yes", "dk"]),
                Options = [new("a", Words.Both("Red", "Rojo")), new("b", Words.Both("=1+1", "=1+1"))],
            },
            new() { Key = "several", Kind = QuestionKind.SeveralChoices, Text = Words.Both("Which ones?", "¿Cuáles?"), Sensitive = SensitiveArea.Politics, Options = [new("a", Words.Both("One", "Uno")), new("b", Words.Both("Two", "Dos"))] },
            new() { Key = "agree", Kind = QuestionKind.Scale, Text = Words.Both("I agree.", "De acuerdo."), Options = ReadyScales.Of(ReadyScale.Agreement, 5) },
            new() { Key = "age", Kind = QuestionKind.Number, Text = Words.Both("How many?", "¿Cuántos?"), Least = -5, Most = 0 },
            new() { Key = "word", Kind = QuestionKind.ShortText, Text = Words.Both("One word?", "¿Una palabra?"), Help = Words.Both("A hint", "Una pista") },
            new() { Key = "more", Kind = QuestionKind.LongText, Text = Words.Both("More?", "¿Más?") },
            new() { Key = "laws", Kind = QuestionKind.Knowledge, Text = Words.Both("Who makes laws?", "¿Quién hace leyes?"), Options = [new("a", Words.Both("Council", "Concejo"), Right: true), new("b", Words.Both("Police", "Policía"))] },
            new()
            {
                Key = "feel", Kind = QuestionKind.Matrix, Text = Words.Both("How often?", "¿Con qué frecuencia?"), Options = ReadyScales.Of(ReadyScale.Frequency, 3),
                Statements = [new("s1", Words.Both("I walk", "Camino")), new("s2", Words.Both("I run", "Corro"))],
            },
        ],
    };
}
