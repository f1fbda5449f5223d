namespace Engagement.Core.Surveys.Analysis;

/// <summary>What earlier reports tell.</summary>
internal static class Earlier
{
    /// <summary>Keeps it in mind. Groups that are not here any more are passed over.</summary>
    public static void Learn(Pattern pattern, IReadOnlyList<string> views, IEnumerable<KnownCell> earlier)
    {
        var ids = pattern.People.Groups.Index().ToDictionary(g => (View: g.Item.View < 0 ? null : views[g.Item.View], g.Item.Name), g => g.Index);
        foreach (var cell in earlier.Where(c => c.Option < pattern.People.Options))
            if (ids.TryGetValue((cell.View, cell.Group), out var group)) pattern.Learn(group, cell.Option, cell.Low, cell.High);
    }
}
