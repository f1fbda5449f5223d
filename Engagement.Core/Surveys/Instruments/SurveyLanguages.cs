using System.Globalization;
using Engagement.Core.People;

namespace Engagement.Core.Surveys;

/// <summary>Languages in which a survey can be offered: those that people are written to in.</summary>
public static class SurveyLanguages
{
    /// <summary>Code and English name, by name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [.. SpokenLanguages.All.Where(l => l.Code != "ase").Select(l => (l.Code, Name(l.Code))).OrderBy(l => l.Item2, StringComparer.Ordinal)];

    /// <summary>True for a code of the list.</summary>
    public static bool Knows(string? code) => All.Any(l => l.Code == code);

    /// <summary>The English name of a code.</summary>
    public static string Name(string code) => CultureInfo.GetCultureInfo(code).EnglishName;

    /// <summary>The language's name in itself, as respondents look for it.</summary>
    public static string OwnName(string code) => SpokenLanguages.Name(code);

    /// <summary>True when it is written from right to left.</summary>
    public static bool RightToLeft(string code) => CultureInfo.GetCultureInfo(code).TextInfo.IsRightToLeft;

    /// <summary>Value of the attribute <c>dir</c>: "rtl" or "ltr".</summary>
    public static string Direction(string code) => RightToLeft(code) ? "rtl" : "ltr";
}
