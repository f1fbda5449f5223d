namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// The plain rules: small cells are hidden, and what a subtraction would leave is not small. Applied until nothing changes; each step hides a cell more, so it ends.
/// </summary>
internal static class Subtractions
{
    /// <summary>Hides every cell below the threshold, zero included: "nobody" and "everybody" tell of each person in the group.</summary>
    public static void HideSmall(Pattern pattern)
    {
        for (var g = 0; g < pattern.People.Groups.Count; g++)
            for (var o = 0; o < pattern.People.Options; o++)
                if (pattern.IsSmall(g, o)) pattern.Hide(g, o);
    }

    /// <summary>Hides what subtraction would leave small.</summary>
    public static void Close(Pattern pattern)
    {
        // Small groups first: what a year hides of its cohorts serves all together as well.
        var groups = Enumerable.Range(0, pattern.People.Groups.Count).OrderBy(g => pattern.People.Sizes[g]).ToArray();
        int before;
        do
        {
            before = pattern.HiddenCells;
            foreach (var g in groups)
            {
                HideWithin(pattern, g);
                HideRest(pattern, g);
                HideLeftOvers(pattern, g);
            }
        }
        while (pattern.HiddenCells > before);
    }

    /// <summary>What a group hides, the groups within it hide too: they are its parts.</summary>
    private static void HideWithin(Pattern pattern, int group)
    {
        foreach (var option in pattern.HiddenOptions(group))
            foreach (var part in pattern.People.Contained[group]) pattern.Hide(part, option);
    }

    /// <summary>The size less the shown cells: the hidden cells of a row are two at least, and together not small.</summary>
    private static void HideRest(Pattern pattern, int group)
    {
        var counts = pattern.People.Counts[group];
        while (pattern.HiddenOptions(group).ToArray() is { Length: > 0 } hidden && (hidden.Length == 1 || hidden.Sum(o => counts[o]) < pattern.Threshold))
        {
            // A cell that many groups hide already costs least; then the smallest.
            var candidates = pattern.ShownOptions(group).OrderByDescending(o => HiddenBeside(pattern, group, o)).ThenBy(o => counts[o]);
            if (!candidates.Any(o => pattern.Hide(group, o))) return;
        }
    }

    private static int HiddenBeside(Pattern pattern, int group, int option) => Enumerable.Range(0, pattern.People.Groups.Count)
        .Count(g => pattern.People.Groups[g].View == pattern.People.Groups[group].View && pattern.IsHidden(g, option));

    /// <summary>A shown cell less the cells shown of the groups within: the rest is nobody's, or not small ("all − one = the rest").</summary>
    private static void HideLeftOvers(Pattern pattern, int group)
    {
        var people = pattern.People;
        foreach (var parts in people.Contained[group].GroupBy(p => people.Groups[p].View))
            foreach (var option in pattern.ShownOptions(group).ToArray())
            {
                var shown = parts.Where(p => !pattern.IsHidden(p, option)).OrderBy(p => people.Counts[p][option]).ToList();
                while (shown.Count > 0 && shown.Sum(p => people.Sizes[p]) < people.Sizes[group]
                    && people.Counts[group][option] - shown.Sum(p => people.Counts[p][option]) < pattern.Threshold)
                {
                    pattern.Hide(shown[0], option);
                    shown.RemoveAt(0);
                }
            }
    }
}
