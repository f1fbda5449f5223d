namespace Engagement.Core.Surveys.Analysis;

/// <summary>Complementary suppression: hides more until every small cell has enough values left.</summary>
internal static class Protection
{
    /// <summary>Completes the pattern. False when cells that can't be hidden any more give one away.</summary>
    public static bool Complete(Pattern pattern)
    {
        Subtractions.Close(pattern);
        for (var group = 0; group < pattern.People.Groups.Count; group++)
            for (var option = 0; option < pattern.People.Options; option++)
                // A cell that has enough values keeps them when more is hidden: its witnesses stay witnesses.
                if (pattern.NeedsProtection(group, option) && !Protect(pattern, group, option)) return false;
        return true;
    }

    /// <summary>As many values as the threshold; fewer only where the group, or the rest beside it, has too few persons for that.</summary>
    internal static int Needed(Population people, int threshold, int group)
    {
        var rest = group == 0 ? int.MaxValue - 1 : people.Sizes[0] - people.Sizes[group];
        return Math.Min(threshold, 1 + Math.Min(people.Sizes[group], rest));
    }

    private static bool Protect(Pattern pattern, int group, int option)
    {
        var needed = Needed(pattern.People, pattern.Threshold, group);
        var values = Values(pattern);
        while (values < needed)
        {
            if (!TakeBest(pattern, group, values, Values, needed) && !Escalation.Next(pattern, group)) return false;
            Subtractions.Close(pattern);
            values = Values(pattern);
        }
        return true;

        int Values(Pattern tried) => new Freedom(tried).Values(group, option, needed);
    }

    /// <summary>
    /// Hides in another group what this one hides, or one option more in this one: the least that is enough, else what helps most. False when no single step helps.
    /// All together stay shown as long as they can.
    /// </summary>
    private static bool TakeBest(Pattern pattern, int group, int values, Func<Pattern, int> count, int needed)
    {
        Pattern? best = null;
        var bestKey = (values, 0);
        foreach (var step in Steps(pattern, group))
        {
            var tried = pattern.Copy();
            if (step.Count(cell => tried.Hide(cell.Group, cell.Option)) == 0) continue;
            var key = (Math.Min(count(tried), needed), -tried.HiddenPersons);
            if (key.Item1 <= values || key.CompareTo(bestKey) <= 0) continue;
            (best, bestKey) = (tried, key);
        }
        if (best is null) return false;
        pattern.Take(best);
        return true;
    }

    private static IEnumerable<IEnumerable<(int Group, int Option)>> Steps(Pattern pattern, int group)
    {
        foreach (var option in pattern.ShownOptions(group)) yield return [(group, option)];
        var hidden = pattern.HiddenOptions(group).ToArray();
        for (var other = 1; other < pattern.People.Groups.Count; other++)
        {
            var there = other;
            if (other != group) yield return hidden.Select(option => (there, option));
        }
    }
}
