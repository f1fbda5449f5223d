namespace Engagement.Core.Surveys.Analysis;

/// <summary>What a cell says.</summary>
public enum CellKind
{
    /// <summary>The count.</summary>
    Shown,

    /// <summary>Fewer than the threshold, perhaps none.</summary>
    Few,

    /// <summary>Nothing: hidden so that others can't be computed.</summary>
    Hidden,
}

/// <summary>One count as it may be read.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Count">The count, where it is shown.</param>
/// <param name="Low">The least that the row itself allows; the count, where it is shown.</param>
/// <param name="High">The most that the row itself allows. "More than 20 of 25" is Low = 21: no secret, everybody can compute it from "fewer than 5" beside it.</param>
public readonly record struct PublishedCell(CellKind Kind, int? Count, int Low, int High);

/// <summary>The distribution of one group.</summary>
/// <param name="Group">Its name; null for all together.</param>
/// <param name="N">Those who answered; null when they are fewer than the threshold.</param>
/// <param name="Cells">One for each option.</param>
public sealed record PublishedRow(string? Group, int? N, IReadOnlyList<PublishedCell> Cells)
{
    /// <summary>
    /// Whether every count is shown. Only then may figures that are made of several counts be shown too: mean, SD, tests, intervals, sums of options.
    /// </summary>
    public bool Whole => Cells.All(c => c.Kind == CellKind.Shown);

    /// <summary>Share of an option with its interval; null where the count is not shown.</summary>
    public Proportion? Share(int option, double level = Interval.UsualLevel) =>
        Cells[option].Count is { } count && N is { } n ? Proportion.Of(count, n, level) : null;
}

/// <summary>One way of parting all who answered: by cohort, by site, by sessions attended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">One for each group, in the order in which the groups came.</param>
public sealed record PublishedView(string Name, IReadOnlyList<PublishedRow> Rows);

/// <summary>Everything that may be published about one question and one set of people. Nothing else about their counts may be.</summary>
/// <param name="Threshold">The smallest count that is shown.</param>
/// <param name="All">All together.</param>
/// <param name="Views">The views.</param>
/// <param name="Safe">False only when an earlier report gives a small cell away together with whatever is told now: then publish nothing but the earlier report.</param>
public sealed record Publication(int Threshold, PublishedRow All, IReadOnlyList<PublishedView> Views, bool Safe)
{
    /// <summary>Whether nothing at all is hidden.</summary>
    public bool Whole => All.Whole && Views.All(v => v.Rows.All(r => r.Whole));

    /// <summary>What this publication tells, for the ones that follow.</summary>
    public IEnumerable<KnownCell> Known() => Views.SelectMany(v => v.Rows.SelectMany(r => Of(v.Name, r))).Concat(Of(null, All));

    private static IEnumerable<KnownCell> Of(string? view, PublishedRow row) =>
        row.Cells.Index().Select(c => new KnownCell(view, row.Group, c.Index, c.Item.Low, c.Item.High));
}
