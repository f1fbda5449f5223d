using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys;

/// <summary>Instruments for tests.</summary>
internal static class SampleSurveys
{
    private static readonly string[] Agreement = ["Strongly disagree", "Disagree", "In between", "Agree", "Strongly agree"];
    private static readonly string[] AgreementEs = ["Muy en desacuerdo", "En desacuerdo", "Ni lo uno ni lo otro", "De acuerdo", "Muy de acuerdo"];

    /// <summary>Five points from disagreement to agreement.</summary>
    public static IReadOnlyList<Option> Points { get; } = [.. Agreement.Select((t, i) => new Option($"{i + 1}", Words.Both(t, AgreementEs[i])))];

    /// <summary>Yes, no, don't know.</summary>
    public static Question YesNo(string key, string text, string? spanish = null) => new() { Key = key, Kind = QuestionKind.YesNo, Text = spanish is null ? Words.Of("en", text) : Words.Both(text, spanish), Options = Choices.YesNo };

    /// <summary>Every kind of question, in English, Spanish and partly Arabic; "how" depends on "knows".</summary>
    public static SurveyContent EveryKind { get; } = new()
    {
        Title = Words.Both("You and your city", "Tú y tu ciudad").With("ar", "أنت ومدينتك"),
        Intro = Words.Both("This takes five minutes.", "Toma cinco minutos."),
        Thanks = Words.Both("We read every answer.", "Leemos cada respuesta."),
        Languages = ["en", "es", "ar"],
        Questions =
        [
            new() { Key = "hello", Kind = QuestionKind.Section, Text = Words.Both("About Philly311", "Sobre Philly311"), Help = Words.Both("311 is the number to call.\nIt is free.", "311 es el número."), Video = "https://example.org/video" },
            YesNo("knows", "Have you heard of Philly311?", "¿Has oído hablar de Philly311?") with { Required = true, MayDecline = true },
            new() { Key = "how", Kind = QuestionKind.OneChoice, Text = Words.Both("How did you hear of it?", "¿Cómo te enteraste?"), ShowIf = new("knows", ["yes"]), Shuffled = true, Options = Options("school", "family", "street", "web") },
            new() { Key = "topics", Kind = QuestionKind.SeveralChoices, Text = Words.Both("What would you report?", "¿Qué reportarías?"), MayDecline = true, Options = Options("pothole", "graffiti", "light") },
            new() { Key = "feel", Kind = QuestionKind.Matrix, Text = Words.Both("How much do you agree?", "¿Cuánto estás de acuerdo?"), Options = Points, Statements = [new("voice", Words.Both("My voice counts", "Mi voz cuenta")), new("block", Words.Both("I can change my block", "Puedo cambiar mi cuadra"))] },
            new() { Key = "trust", Kind = QuestionKind.Scale, Text = Words.Both("The city listens.", "La ciudad escucha."), Options = Points },
            new() { Key = "years", Kind = QuestionKind.Number, Text = Words.Both("How many years have you lived here?", "¿Cuántos años has vivido aquí?"), Least = 0, Most = 99, MayDecline = true },
            new() { Key = "number", Kind = QuestionKind.Knowledge, Text = Words.Both("Which number is for city services?", "¿Qué número es para servicios de la ciudad?"), Options = [new("311", Words.Of("en", "311"), Right: true), new("911", Words.Of("en", "911"))] },
            new() { Key = "word", Kind = QuestionKind.ShortText, Text = Words.Both("Your street in one word", "Tu calle en una palabra") },
            new() { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Both("What do you hope for?", "¿Qué esperas?"), Help = Words.Both("A sentence or two.", "Una o dos frases.") },
        ],
    };

    /// <summary>Fifteen questions as a YEP class gets them, in English and Spanish.</summary>
    public static SurveyContent Fifteen { get; } = new()
    {
        Title = Words.Both("Before we start", "Antes de empezar"),
        Intro = Words.Both("There are no wrong answers. You may skip any question.", "No hay respuestas equivocadas. Puedes saltar cualquier pregunta."),
        Languages = ["en", "es"],
        Questions =
        [
            .. new[] { "Philly311", "Mural Arts", "PhillyRising", "the Youth Commission", "ASAP", "Junior Block Captains" }.Select((p, i) => YesNo($"knows-{i}", $"Have you heard of {p}?", $"¿Has oído hablar de {p}?")),
            .. new[] { "My voice counts.", "I can change something on my block.", "The city listens to people my age.", "I know whom to call when something is broken." }.Select((p, i) =>
                new Question { Key = $"feel-{i}", Kind = QuestionKind.Scale, Text = Words.Both(p, p), Options = Points }),
            .. Enumerable.Range(0, 3).Select(i => new Question { Key = $"fact-{i}", Kind = QuestionKind.Knowledge, Text = Words.Both($"Whom do you call about a broken street light, case {i}?", $"¿A quién llamas por una luz rota, caso {i}?"), Shuffled = i == 0, Options = Options("311", "911", "the mayor", "nobody") }),
            new() { Key = "why", Kind = QuestionKind.ShortText, Text = Words.Both("Why are you here?", "¿Por qué estás aquí?") },
            new() { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Both("What do you want from this program?", "¿Qué quieres de este programa?") },
        ],
    };

    private static IReadOnlyList<Option> Options(params string[] texts) => [.. texts.Select(t => new Option(t.Replace(' ', '-'), Words.Both(t, t)))];
}
