using System.Text.RegularExpressions;

namespace Engagement.Core.Surveys;

/// <summary>
/// How hard an English text is to read, as a grade of American schools: the Flesch–Kincaid grade level,
/// 0.39 · words/sentences + 11.8 · syllables/words − 15.59
/// (Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel", 1975).
/// A hint and no more: the formula was made for passages of some hundred words, and knows neither meaning nor layout. One long name moves a
/// short question by grades, and syllables are counted by letters, which is wrong now and then (a silent e inside a word counts: some-bo-dy has three, not four). For English only.
/// </summary>
public static partial class Readability
{
    /// <summary>Fewer words say nothing at all.</summary>
    public const int LeastWords = 4;

    /// <summary>Grade, from 0 and rounded to a tenth; null for a text of fewer than <see cref="LeastWords"/> words.</summary>
    public static double? Grade(string? text)
    {
        var words = WordShape().Matches(text ?? "").Select(m => m.Value).ToList();
        return words.Count < LeastWords ? null : Grade(words.Count, Math.Max(1, SentenceEnd().Count(text!)), words.Sum(Syllables));
    }

    /// <summary>The formula itself, from 0 and rounded to a tenth.</summary>
    internal static double Grade(int words, int sentences, int syllables) =>
        Math.Max(0, Math.Round(0.39 * words / sentences + 11.8 * syllables / words - 15.59, 1, MidpointRounding.AwayFromZero));

    /// <summary>
    /// Syllables of a word: its groups of vowels, one less for a silent e at the end (name, names, asked; not table, places, wanted),
    /// one more for vowels that are said apart (radio, being, quiet; not nation, special). A digit is one. At least one.
    /// </summary>
    internal static int Syllables(string word)
    {
        var digits = word.Count(char.IsAsciiDigit);
        var letters = new string([.. word.ToLowerInvariant().Where(c => c is >= 'a' and <= 'z')]);
        if (letters.Length == 0) return Math.Max(1, digits);
        return digits + Math.Max(1, Vowels().Count(letters) + Apart().Count(letters) - (Silent().IsMatch(letters) ? 1 : 0));
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(['’]\p{L}+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex WordShape();

    // A dot inside "3.5" ends nothing; a text without a mark is one sentence.
    [GeneratedRegex(@"[.!?…]+(?=[\s""”’)]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[aeiouy]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Vowels();

    [GeneratedRegex("(?<![cstg])i[ao]|iet|scie|[dl]eo|creat|[^qg]ua|[aeiouy]ing", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Apart();

    [GeneratedRegex("(?<=[aeiouy])[^aeiouy]*[^aeiouyl]e$|[aeiouy]le$|(?<=[aeiouy][a-z]*)[^aeiouytd]ed$|(?<=[aeiouy][a-z]*)[^aeiouyscxzghl]es$|[aeiouy]les$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Silent();
}
