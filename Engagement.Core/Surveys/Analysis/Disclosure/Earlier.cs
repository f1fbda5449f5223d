namespace Engagement.Core.Surveys.Analysis;

/// <summary>Cells that earlier reports show.</summary>
internal static class Earlier
{
    /// <summary>Keeps them shown. Groups that are not here any more are passed over.</summary>
    public static void Pin(Pattern pattern, IReadOnlyList<string> views, IEnumerable<ShownCell> earlier)
    {
        var cells = earlier.ToList();
        if (cells.Count == 0) return;
        var ids = pattern.People.Groups.Index().ToDictionary(g => (View: g.Item.View < 0 ? null : views[g.Item.View], g.Item.Name), g => g.Index);
        foreach (var cell in cells.Where(c => c.Option < pattern.People.Options))
            if (ids.TryGetValue((cell.View, cell.Group), out var group)) pattern.Pin(group, cell.Option);
    }
}
