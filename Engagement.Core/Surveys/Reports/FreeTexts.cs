using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Free answers as they may be listed.</summary>
internal sealed class FreeTexts(NameMask mask, ILookup<AnswerRef, string> tags)
{
    /// <summary>By question and time; of a cohort in which fewer than five wrote something none is listed. Searching takes every word.</summary>
    public IEnumerable<WrittenAnswers> Of(ReportData data, IReadOnlySet<int> chosen, string? search, string? tag)
    {
        var words = Text.Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var group in data.Texts.Where(t => chosen.Contains(t.Cohort)).GroupBy(t => (t.Item, t.Wave)).OrderBy(g => g.Key.Item.Index).ThenBy(g => g.Key.Wave))
        {
            var cohorts = group.GroupBy(t => t.Cohort, t => Answer(new(t.Response, t.Item.Key), t.Text)).Select(c => c.ToList()).Where(c => c.Count >= SmallCells.Inside).ToList();
            var listed = cohorts.SelectMany(c => c).OrderBy(a => a.Ref.Place).ToList();
            yield return new(group.Key.Item.Question.Text, group.Key.Wave == Wave.Before, listed.Count,
                listed.Count == 0 ? null : [.. listed.Where(a => (string.IsNullOrEmpty(tag) || a.Tags.Contains(tag)) && Has(a.Text, words))], [.. Counts(cohorts)]);
        }
    }

    private WrittenAnswer Answer(AnswerRef answer, string text) => new(answer, mask.Masked(text), [.. tags[answer].Order(StringComparer.CurrentCulture)]);

    private static bool Has(string text, string[] words) => Text.Folded(text) is var folded && Array.TrueForAll(words, w => folded.Contains(w, StringComparison.Ordinal));

    // As a yes/no question: each cohort's count keeps the rule by itself, and several cohorts add up what is told of them, so that no two choices tell more.
    private static IEnumerable<TagCount> Counts(List<List<WrittenAnswer>> cohorts) =>
        from tag in cohorts.SelectMany(c => c).SelectMany(a => a.Tags).Distinct().Order(StringComparer.CurrentCulture)
        select new TagCount(tag, cohorts.Select(c => (With: c.Count(a => a.Tags.Contains(tag)), c.Count)).Select(c => CohortRow.Inside([c.With, c.Count - c.With]).Cells[0]).Aggregate((a, b) => a + b));
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
