namespace Engagement.Core.Surveys;

/// <summary>An instrument that comes with the program; an office uses it by making a copy of its own.</summary>
/// <param name="Key">Short and stable, for addresses.</param>
/// <param name="Name">Name for staff.</param>
/// <param name="About">When and for whom it is used, in one or two sentences.</param>
/// <param name="Program">Short name of the standard program that it is made for; null: any.</param>
/// <param name="ForMinors">Minors are asked.</param>
/// <param name="Content">What it asks, complete in English and Spanish.</param>
public sealed record ReadyMade(string Key, string Name, string About, string? Program, bool ForMinors, SurveyContent Content)
{
    /// <summary>All of them. Those of the beginning and the end of a program share the keys of what both ask.</summary>
    public static IReadOnlyList<ReadyMade> All { get; } =
    [
        new("youth-pre", "Youth program: at the start", "First session of a Youth Engagement Program cohort. What students know about the city and each partner program, and what they hope for. About five minutes.",
            "youth", ForMinors: true, YouthSurveys.Start),
        new("youth-post", "Youth program: at the end", "Last session of a Youth Engagement Program cohort. The same questions again, and what was good and what was not. About six minutes.",
            "youth", ForMinors: true, YouthSurveys.End),
        new("academy-start", "Academy: at the start", "First evening of a Citizens Engagement Academy. How well people know the city’s offices, and what they want to learn.",
            "academy", ForMinors: false, AcademySurveys.Start),
        new("academy-end", "Academy: at the end", "Last evening of a Citizens Engagement Academy. The same questions again, what was useful, and who wants to become a liaison.",
            "academy", ForMinors: false, AcademySurveys.End),
        new("liaison-check", "Liaison training check", "End of the Neighborhood Liaison training. Eight questions with right answers: what a liaison has to know before the account is opened.",
            "liaison", ForMinors: false, LiaisonCheck.Content),
        new("session-feedback", "Session feedback in three questions", "End of any session, for young people and adults. Takes one minute.",
            null, ForMinors: true, SessionFeedback.Content),
    ];

    /// <summary>The one with a key.</summary>
    public static ReadyMade? Find(string? key) => All.FirstOrDefault(r => r.Key == key);
}

/// <summary>Short ways to write questions in English and Spanish.</summary>
internal static class Ask
{
    public static readonly IReadOnlyList<string> Languages = ["en", "es"];

    public static Question YesNo(string key, string en, string es) =>
        new() { Key = key, Kind = QuestionKind.YesNo, Text = Words.Both(en, es), Options = Choices.YesNo };

    public static Question Agree(string key, string en, string es) =>
        new() { Key = key, Kind = QuestionKind.Scale, Text = Words.Both(en, es), Options = ReadyScales.Of(ReadyScale.Agreement, 5) };

    public static Question Often(string key, string en, string es) =>
        new() { Key = key, Kind = QuestionKind.Scale, Text = Words.Both(en, es), Options = ReadyScales.Of(ReadyScale.Frequency, 5) };

    public static Question Open(string key, string en, string es) => new() { Key = key, Kind = QuestionKind.LongText, Text = Words.Both(en, es) };

    public static Question Section(string key, string en, string es, string bodyEn, string bodyEs) =>
        new() { Key = key, Kind = QuestionKind.Section, Text = Words.Both(en, es), Help = Words.Both(bodyEn, bodyEs) };

    /// <summary>A knowledge question; the first answer is the right one, and the order is shuffled for each respondent.</summary>
    public static Question Know(string key, string en, string es, params (string En, string Es)[] answers) => new()
    {
        Key = key,
        Kind = QuestionKind.Knowledge,
        Shuffled = true,
        Text = Words.Both(en, es),
        Options = [.. answers.Select((a, i) => new Option(((char)('a' + i)).ToString(), Words.Both(a.En, a.Es), Right: i == 0))],
    };

    public static Question Choose(string key, QuestionKind kind, string en, string es, params (string En, string Es)[] answers) => new()
    {
        Key = key,
        Kind = kind,
        Text = Words.Both(en, es),
        Options = [.. answers.Select((a, i) => new Option(((char)('a' + i)).ToString(), Words.Both(a.En, a.Es)))],
    };

    public static Question Matrix(string key, string en, string es, IReadOnlyList<Option> scale, params (string Key, string En, string Es)[] statements) => new()
    {
        Key = key,
        Kind = QuestionKind.Matrix,
        Text = Words.Both(en, es),
        Options = scale,
        Statements = [.. statements.Select(s => new Option(s.Key, Words.Both(s.En, s.Es)))],
    };
}
