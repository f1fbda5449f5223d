namespace Engagement.Core.Surveys.Analysis;

/// <summary>What is done when no single step protects a cell: from the smallest loss for readers to the largest. At the end nothing is shown, and everything is safe.</summary>
internal static class Escalation
{
    /// <summary>Takes the next step that changes something; false when none is left.</summary>
    public static bool Next(Pattern pattern, int group)
    {
        var people = pattern.People;
        var groups = Enumerable.Range(0, people.Groups.Count).ToArray();
        // "Few" is said of all together as long as possible; it is what the sentences of a report need.
        if (group != 0 ? pattern.Silence(group) : Any(groups.Skip(1), pattern.Silence)) return true;
        if (group != 0 && HideAll(groups.Where(g => people.Groups[g].View == people.Groups[group].View))) return true;
        if (Any(groups.Skip(1), pattern.Silence) || HideAll(groups.Skip(1))) return true;
        return pattern.Silence(0) || HideAll([0]);

        bool HideAll(IEnumerable<int> all) => Any(all, g => Any(Enumerable.Range(0, people.Options), o => pattern.Hide(g, o)));
    }

    /// <summary>Does it for all, and says whether it changed any.</summary>
    private static bool Any<T>(IEnumerable<T> items, Func<T, bool> act) => items.Count(act) > 0;
}
