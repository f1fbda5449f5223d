namespace Engagement.Core.Surveys.Analysis;

/// <summary>What is done when no single step protects a cell: from the smallest loss for readers to the largest. At the end nothing is shown, and everything is safe.</summary>
internal static class Escalation
{
    /// <summary>Tells less of the parts: the group itself, its view, all views. False when they tell nothing any more.</summary>
    public static bool Parts(Pattern pattern, int group)
    {
        var parts = Enumerable.Range(1, pattern.People.Groups.Count - 1).ToArray();
        var beside = parts.Where(g => pattern.People.Groups[g].View == pattern.People.Groups[group].View).ToArray();
        return group != 0 && (Silence(pattern, [group]) || HideAll(pattern, [group]) || Silence(pattern, beside) || HideAll(pattern, beside))
            || Silence(pattern, parts) || HideAll(pattern, parts);
    }

    /// <summary>Tells less of all together; "few" is said as long as possible, because the sentences of a report need it. False when nothing is told any more.</summary>
    public static bool All(Pattern pattern) => Silence(pattern, [0]) || HideAll(pattern, [0]);

    private static bool Silence(Pattern pattern, int[] groups) => groups.Count(pattern.Silence) > 0;

    private static bool HideAll(Pattern pattern, int[] groups) =>
        groups.Sum(g => Enumerable.Range(0, pattern.People.Options).Count(o => pattern.Hide(g, o))) > 0;
}
