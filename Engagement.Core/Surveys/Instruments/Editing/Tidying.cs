using System.Globalization;
using System.Text;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>Brings content from anywhere into the form in which it is stored.</summary>
public static class Tidying
{
    /// <summary>
    /// Texts trimmed and normalized, without control characters and without marks that turn the direction of what follows;
    /// each question has only what its kind can have.
    /// </summary>
    public static SurveyContent Tidy(this SurveyContent content)
    {
        var clean = TextPlace.Change(content, (place, words) =>
            words.Texts.Aggregate(Words.None, (all, t) => all.With(t.Key, place.Long ? Text.CleanLines(Safe(t.Value)) : Text.Clean(Safe(t.Value)))));
        return clean with { Questions = [.. clean.Questions.Select(q => ContentEdits.Fitted(q) with { Video = Text.Clean(q.Video) is { } video && !q.Asks ? video : null })] };
    }

    /// <summary>Without one language: it is no longer offered and its texts are gone.</summary>
    public static SurveyContent Without(this SurveyContent content, string language) =>
        TextPlace.Change(content, (_, words) => words.With(language, null)) with { Languages = [.. content.Languages.Where(l => l != language)] };

    // Half of a surrogate pair can't be normalized or stored; embeddings, overrides and isolates could turn around text that is not theirs.
    // The marks of Arabic and Hebrew (U+200E, U+200F) and the joiners (U+200C, U+200D) stay: those scripts need them.
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0xFEFF or 0xFFFD) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.PrivateUse)
                safe.Append(rune.ToString());
        return safe.ToString();
    }
}
