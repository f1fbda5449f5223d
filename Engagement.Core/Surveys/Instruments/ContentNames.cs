using System.Globalization;

namespace Engagement.Core.Surveys;

/// <summary>How questions are called when staff are told about them.</summary>
public static class ContentNames
{
    /// <summary>"Question 3 (Have you heard of …)", or "the section (Welcome)". Sections have no numbers.</summary>
    public static string NameOf(this SurveyContent content, Question question)
    {
        var text = Short(question.Text.In(content.Main, content.Main), 60);
        var name = question.Asks ? $"question {content.NumberOf(question.Key)}" : "the section";
        return text.Length == 0 ? name : $"{name} (“{text}”)";
    }

    /// <summary>Number of a question among those that ask, from 1; 0 for a section and for an unknown key.</summary>
    public static int NumberOf(this SurveyContent content, string key)
    {
        var number = 0;
        foreach (var q in content.Questions)
        {
            if (q.Asks) number++;
            if (q.Key == key) return q.Asks ? number : 0;
        }
        return 0;
    }

    /// <summary>A text cut to a length, between characters as people see them.</summary>
    public static string Short(string text, int most)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= most ? text : info.SubstringByTextElements(0, most).TrimEnd() + "…";
    }

    /// <summary>First letter in upper case, for the beginning of a sentence.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
