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
                if (pattern.IsSmall(group, option) && !pattern.IsOut(group, option) && !Protect(pattern, group, option)) return false;
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
        var freedom = new Freedom(pattern);
        var values = Values();
        while (values < needed)
        {
            if (!TakeBest(pattern, group, values, Values, needed) && !Escalation.Parts(pattern, group))
            {
                // Nothing is told but of all together: what that says of a part is no more than it says without the view.
                if (group != 0 && values > 1 && !pattern.HasEarlier) return true;
                if (!Escalation.All(pattern)) return false;
            }
            Subtractions.Close(pattern);
            values = Values();
        }
        return true;

        int Values() => freedom.Values(group, option, needed);
    }

    /// <summary>
    /// Hides in another group what this one hides, or one option more in this one: the least that is enough, else what helps most. False when no single step helps.
    /// All together stay shown as long as they can.
    /// </summary>
    private static bool TakeBest(Pattern pattern, int group, int values, Func<int> count, int needed)
    {
        (int Group, int Option)[] best = [];
        foreach (var step in Steps(pattern, group).OrderBy(s => s.Sum(c => 1 + pattern.People.Counts[c.Group][c.Option])))
        {
            foreach (var (g, o) in step) pattern.Hide(g, o);
            var now = count();
            if (now >= needed) return true;
            foreach (var (g, o) in step) pattern.Show(g, o);
            if (now > values) (best, values) = (step, now);
        }
        foreach (var (g, o) in best) pattern.Hide(g, o);
        return best.Length > 0;
    }

    private static IEnumerable<(int Group, int Option)[]> Steps(Pattern pattern, int group)
    {
        var hidden = pattern.HiddenOptions(group).ToArray();
        return pattern.ShownOptions(group).Where(o => pattern.CanHide(group, o)).Select(o => new[] { (group, o) })
            .Concat(Enumerable.Range(1, pattern.People.Groups.Count - 1)
                .Select(g => hidden.Where(o => pattern.CanHide(g, o)).Select(o => (g, o)).ToArray())
                .Where(step => step.Length > 0 && CouldHelp(pattern, group, step[0].g, hidden)));
    }

    /// <summary>Whether persons of the two groups could swap unseen if the other hid what the first one hides. Saves trying those that can't.</summary>
    private static bool CouldHelp(Pattern pattern, int group, int other, int[] hidden)
    {
        var people = pattern.People;
        return people.Members[group].Exists(a => people.Members[other].Exists(b => !people.Atoms[b].Contains(group)
            && people.Atoms[a].Zip(people.Atoms[b]).All(p => p.First == p.Second || HidesTwo(p.First) && HidesTwo(p.Second))));

        bool HidesTwo(int g) => g == other || hidden.Count(o => pattern.IsHidden(g, o)) > 1;
    }
}
