namespace Engagement.Core.Surveys;

/// <summary>In which of its languages a survey is shown.</summary>
public static class SurveyLanguage
{
    /// <summary>The first wanted language that the survey has ("es-MX" finds "es", "zh" finds "zh-Hans"); else the one it was written in.</summary>
    public static string Choose(SurveyContent content, IReadOnlyList<string> wanted) =>
        wanted.Select(w => content.Languages.FirstOrDefault(l => Same(l, w)) ?? content.Languages.FirstOrDefault(l => Same(l.Split('-')[0], w.Split('-')[0])))
            .FirstOrDefault(l => l is not null) ?? Written(content);

    /// <summary>The language in which it was written.</summary>
    public static string Written(SurveyContent content) => content.Languages.Count > 0 ? content.Languages[0] : "en";

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
