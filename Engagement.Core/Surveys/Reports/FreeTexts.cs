using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Free answers as they may be listed.</summary>
internal static class FreeTexts
{
    /// <summary>By question and time; of a cohort in which fewer than five wrote something none is listed. Searching takes every word.</summary>
    public static IEnumerable<WrittenAnswers> Of(ReportData data, IReadOnlySet<int> chosen, NameMask mask, string? search)
    {
        var words = Text.Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var group in data.Texts.Where(t => chosen.Contains(t.Cohort)).GroupBy(t => (t.Item, t.Wave)).OrderBy(g => g.Key.Item.Index).ThenBy(g => g.Key.Wave))
        {
            var listed = group.GroupBy(t => t.Cohort).Where(c => c.Count() >= SmallCells.Inside).SelectMany(c => c).Select(t => mask.Masked(t.Text)).ToArray();
            Random.Shared.Shuffle(listed);
            yield return new(group.Key.Item.Question.Text, group.Key.Wave == Wave.Before, listed.Length,
                listed.Length == 0 ? null : [.. listed.Where(t => Text.Folded(t) is var folded && Array.TrueForAll(words, w => folded.Contains(w, StringComparison.Ordinal)))]);
        }
    }
}

/// <summary>Puts "[name]" where somebody's name stands. Nicknames and misspelled names stay.</summary>
internal sealed partial class NameMask(IEnumerable<string> names)
{
    // Names of two letters are words more often than names.
    private readonly HashSet<string> known = [.. names.SelectMany(n => Text.Folded(n).Split(' ')).Where(w => w.Length > 2)];

    /// <summary>The text with names masked.</summary>
    public string Masked(string text) => Word().Replace(text, m => known.Contains(Text.Folded(m.Value)) ? "[name]" : m.Value);

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}\p{N}]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
