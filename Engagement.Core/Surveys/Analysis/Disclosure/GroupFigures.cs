namespace Engagement.Core.Surveys.Analysis;

/// <summary>For which groups a mean or another figure may be shown that is not a count.</summary>
public static class GroupFigures
{
    /// <summary>
    /// Groups (null, null for all together) of at least <paramref name="threshold"/> persons, less the smallest ones that it takes so that no subtraction of shown groups from a larger one
    /// leaves fewer than that: every difference of shown groups is empty or large enough. The options of the people are not looked at.
    /// </summary>
    public static IReadOnlySet<(string? View, string? Group)> Shown(IEnumerable<Answered> people, int threshold, IReadOnlyList<string> views)
    {
        var pattern = new Pattern(new Population(people.Select(p => p with { Option = 0 }), 1, views.Count), threshold);
        Subtractions.HideSmall(pattern);
        Subtractions.Close(pattern);
        return pattern.People.Groups.Index().Where(g => !pattern.IsHidden(g.Index, 0))
            .Select(g => (g.Item.View < 0 ? null : views[g.Item.View], g.Item.Name)).ToHashSet();
    }
}
