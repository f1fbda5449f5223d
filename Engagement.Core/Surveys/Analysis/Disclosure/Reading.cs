namespace Engagement.Core.Surveys.Analysis;

/// <summary>Turns a pattern into what readers get.</summary>
internal static class Reading
{
    /// <summary>The publication.</summary>
    public static Publication Of(Pattern pattern, IReadOnlyList<string> views, bool safe)
    {
        var rows = pattern.People.Groups.Select((g, i) => (g.View, Row: Row(pattern, i))).ToList();
        return new(pattern.Threshold, rows[0].Row,
            [.. views.Select((name, view) => new PublishedView(name, [.. rows.Where(r => r.View == view).Select(r => r.Row)]))], safe);
    }

    private static PublishedRow Row(Pattern pattern, int group)
    {
        var size = pattern.People.Sizes[group];
        var enough = size >= pattern.Threshold;
        var cells = Enumerable.Range(0, pattern.People.Options).Select(o => enough ? Cell(pattern, group, o) : Unknown(pattern, group));
        return new(pattern.People.Groups[group].Name, enough ? size : null, [.. cells]);
    }

    /// <summary>A cell of a group whose size is not told either.</summary>
    private static PublishedCell Unknown(Pattern pattern, int group) =>
        new(pattern.SaysFew(group) ? CellKind.Few : CellKind.Hidden, null, 0, pattern.Threshold - 1);

    private static PublishedCell Cell(Pattern pattern, int group, int option)
    {
        var count = pattern.People.Counts[group][option];
        if (!pattern.IsHidden(group, option)) return new(CellKind.Shown, count, count, count);
        var (low, high) = pattern.Known(group, option);
        // What the rest of the row leaves, given the bounds that are known of each.
        long least = 0, most = 0;
        foreach (var other in Enumerable.Range(0, pattern.People.Options).Where(o => o != option))
        {
            var known = pattern.Known(group, other);
            least += known.Low;
            most += known.High;
        }
        var size = pattern.People.Sizes[group];
        var kind = pattern.SaysFew(group) && pattern.IsSmall(group, option) ? CellKind.Few : CellKind.Hidden;
        return new(kind, null, (int)Math.Max(low, size - most), (int)Math.Min(high, size - least));
    }
}
