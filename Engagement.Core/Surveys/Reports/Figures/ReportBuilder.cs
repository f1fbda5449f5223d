using System.Collections.Concurrent;
using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Makes the report of some cohorts for an audience. The tables are made once and serve every choice.</summary>
internal sealed class ReportBuilder
{
    private readonly ReportData data;
    private readonly ItemTables[] tables;

    /// <summary>Counts everything.</summary>
    public ReportBuilder(ReportData data)
    {
        this.data = data;
        var made = new IReadOnlyList<ItemTables>[data.Book.Items.Count];
        Each(data.Book.Items.OrderByDescending(i => i.Options.Count).Select(i => i.Index), i => made[i] = [.. ItemTables.Of(data.Book.Items[i], data)]);
        tables = [.. made.SelectMany(t => t)];
    }

    /// <summary>The tables of all items.</summary>
    public IReadOnlyList<ItemTables> Tables => tables;

    /// <summary>The questions, with Holm's correction over all that have a p value.</summary>
    public IReadOnlyList<ReportItem> Items(IReadOnlySet<int> chosen, Audience audience)
    {
        var (builder, splits) = (new ItemBuilder(data, audience), new SplitBuilder(data, audience, chosen));
        var built = new ReportItem?[tables.Length];
        Each(Enumerable.Range(0, built.Length), i => built[i] = builder.Build(tables[i], chosen) is { } item ? audience == Audience.Public ? item : item with { Splits = splits.Of(tables[i]) } : null);
        var items = built.OfType<ReportItem>().ToList();
        var low = Holm.Adjust([.. items.Select(i => i.Change?.P?.Low)]);
        var high = Holm.Adjust([.. items.Select(i => i.Change?.P?.High)]);
        return [.. items.Select((item, i) => low[i] is { } least && high[i] is { } most ? item with { Change = item.Change! with { Holm = new(least, most) } } : item)];
    }

    /// <summary>The knowledge questions together; null without any that was asked both times.</summary>
    public static KnowledgeScore? Score(IReadOnlyList<ReportItem> items)
    {
        var asked = items.Where(i => i is { Kind: QuestionKind.Knowledge, Basis: Basis.Matched, Before: not null, After: not null }).ToList();
        if (asked.Count == 0) return null;
        var (before, after) = (Mean(i => i.Before!), Mean(i => i.After!));
        var (least, most) = (NormalizedGain.Of(100 * before.High, 100 * after.Low), NormalizedGain.Of(100 * before.Low, 100 * after.High));
        return new(asked.Count, before, after, least is { } l && most is { } m ? new(l, m) : null);

        ToldNumber Mean(Func<ReportItem, ReportSide> side) =>
            new(asked.Average(i => side(i).Cells[0].Low / (double)side(i).N), asked.Average(i => side(i).Cells[0].High / (double)side(i).N));
    }

    /// <summary>The versions that the chosen cohorts were asked, and what each of them did not ask.</summary>
    public IReadOnlyList<ReportVersion> Versions(IReadOnlySet<int> chosen, IReadOnlyList<ReportItem> items)
    {
        var used = data.Answered.Where(a => chosen.Contains(a.Cohort)).Select(a => (VersionId: a.Version, Before: a.Wave == Wave.Before)).Distinct().ToList();
        var shown = items.Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        return [.. data.Versions.SelectMany(v => used.Where(u => u.VersionId == v.Version.Id).OrderByDescending(u => u.Before)
            .Select(u => new ReportVersion(v.Survey, v.Version.Number, u.Before, [.. data.Book.Items.Where(i => shown.Contains(i.Key) && i.AskedIn.All(a => a.Version != u.VersionId)).Select(i => i.Key)])))];
    }

    // One by one to whoever is free: they take very different times.
    private static void Each(IEnumerable<int> items, Action<int> make) => Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), make);
}
