using System.Globalization;
using System.Text.RegularExpressions;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>
/// Keys of questions and options. A new question is called "untitled-1" until its text is known; then its key is made of the text,
/// so that two surveys that ask the same in the same words have the same key, and columns of an export can be read.
/// </summary>
public static partial class QuestionKeys
{
    private const string Untitled = "untitled-";

    /// <summary>True for small letters, digits and single dashes, at most <see cref="SurveyLimits.Key"/> of them.</summary>
    public static bool Valid(string? key) => key?.Length <= SurveyLimits.Key && Shape().IsMatch(key);

    /// <summary>A key for a new question, until it has a text.</summary>
    public static string Temporary(SurveyContent content) => Free(Untitled, 1, content.Questions.Select(q => q.Key).ToHashSet());

    /// <summary>The next free key of an option: a, b … z, then z27 ….</summary>
    public static string NextOption(IReadOnlyList<Option> options)
    {
        var taken = options.Select(o => o.Key).ToHashSet();
        for (var c = 'a'; c <= 'z'; c++)
            if (!taken.Contains(c.ToString())) return c.ToString();
        return Free("z", 27, taken);
    }

    /// <summary>The next free key of a statement: s1, s2 ….</summary>
    public static string NextStatement(IReadOnlyList<Option> statements) => Free("s", 1, statements.Select(s => s.Key).ToHashSet());

    /// <summary>A key made of a text: at most six words of it, without accents; "q" when there is nothing to use. Free within <paramref name="taken"/>.</summary>
    public static string Of(string text, IReadOnlySet<string> taken)
    {
        var words = new string([.. Text.Folded(text).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Small.Contains(w)).Take(6).ToList();
        var key = string.Join('-', words);
        while (key.Length > SurveyLimits.Key - 4) key = words.Count > 1 ? string.Join('-', words = words[..^1]) : key[..(SurveyLimits.Key - 4)];
        if (key.Length == 0) return Free("q", 1, taken);
        return taken.Contains(key) ? Free(key + "-", 2, taken) : key;
    }

    /// <summary>Questions with a temporary key and a text get a key made of the text; rules follow.</summary>
    /// <param name="content">The instrument.</param>
    /// <param name="taken">Keys of other versions, which mean something already.</param>
    public static SurveyContent Settle(SurveyContent content, IReadOnlySet<string> taken)
    {
        foreach (var q in content.Questions.Where(q => IsTemporary(q.Key) && !taken.Contains(q.Key)).ToList())
        {
            var text = q.Text.In(content.Main, content.Main);
            if (text.Length == 0) continue;
            content = content.Rekey(q.Key, Of(text, taken.Concat(content.Questions.Select(o => o.Key)).ToHashSet()));
        }
        return content;
    }

    /// <summary>True for a key that stands for a question without text.</summary>
    public static bool IsTemporary(string key) => key.StartsWith(Untitled, StringComparison.Ordinal) && key.AsSpan(Untitled.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    // Words that say nothing in a key.
    private static readonly HashSet<string> Small =
        ["a", "an", "the", "of", "to", "is", "are", "do", "does", "did", "you", "your", "have", "has", "in", "on", "at", "for", "and", "or", "what", "how", "it", "el", "la", "los", "las", "de", "del", "en", "que", "un", "una", "y", "o"];

    private static string Free(string start, int from, IReadOnlySet<string> taken)
    {
        for (var i = from; ; i++)
            if (start + i.ToString(CultureInfo.InvariantCulture) is var key && !taken.Contains(key)) return key;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Shape();
}
