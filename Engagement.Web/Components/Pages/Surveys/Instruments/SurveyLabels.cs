using Engagement.Core.Surveys;

namespace Engagement.Web.Components.Pages.Surveys.Instruments;

/// <summary>How kinds, areas and languages are called on staff pages.</summary>
internal static class SurveyLabels
{
    /// <summary>All kinds in the order in which they are offered, with a name and what they are for.</summary>
    public static IReadOnlyList<(QuestionKind Kind, string Name, string About)> Kinds { get; } =
    [
        (QuestionKind.OneChoice, "One choice", "One of several options"),
        (QuestionKind.SeveralChoices, "Several choices", "Any number of options"),
        (QuestionKind.YesNo, "Yes or no", "Yes, no, I don’t know"),
        (QuestionKind.Scale, "Scale", "3 to 7 points: agreement, frequency or your own words"),
        (QuestionKind.Matrix, "Matrix", "Several statements on one scale"),
        (QuestionKind.Knowledge, "Knowledge", "Options with right answers"),
        (QuestionKind.Number, "Number", "A whole number within bounds"),
        (QuestionKind.ShortText, "Short text", "One line in their own words"),
        (QuestionKind.LongText, "Long text", "Several lines in their own words"),
        (QuestionKind.Section, "Section", "No question: a heading with text, a picture or a video"),
    ];

    /// <summary>All areas that the law names.</summary>
    public static IReadOnlyList<(SensitiveArea Area, string Name)> Areas { get; } =
    [
        (SensitiveArea.Politics, "political affiliations or beliefs"),
        (SensitiveArea.MentalHealth, "mental or psychological problems"),
        (SensitiveArea.Sex, "sex behavior or attitudes"),
        (SensitiveArea.IllegalActs, "illegal, anti-social, self-incriminating or demeaning behavior"),
        (SensitiveArea.FamilyAppraisal, "critical appraisals of family members"),
        (SensitiveArea.PrivilegedRelations, "privileged relations: lawyers, physicians, ministers"),
        (SensitiveArea.Religion, "religious practices, affiliations or beliefs"),
        (SensitiveArea.Income, "income"),
    ];

    public static string Of(QuestionKind kind) => Kinds.First(k => k.Kind == kind).Name;

    public static string Of(SensitiveArea area) => Areas.First(a => a.Area == area).Name;

    /// <summary>English names of languages: "English, Spanish".</summary>
    public static string Of(IEnumerable<string> languages) => string.Join(", ", languages.Select(SurveyLanguages.Name));

    /// <summary>"1 question", "3 questions".</summary>
    public static string Count(int number, string one) => $"{number} {one}{(number == 1 ? "" : "s")}";
}
