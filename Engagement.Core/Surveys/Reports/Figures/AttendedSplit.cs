using System.Globalization;
using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Shares and means by the part of the sessions attended, for a whole program. Shown only where no count of it is small, and where the small counts of single cohorts
/// stay as free as without it: those who swap answers must then have attended alike, too.
/// </summary>
internal static class AttendedSplit
{
    private const int Bands = 4;

    /// <summary>The split with three bands, else with two (all sessions, or fewer); null when neither can be shown.</summary>
    public static ReportSplit? Of(ItemTables tables, ReportData data, Audience audience)
    {
        if (tables.Basis != Basis.Matched || tables.Cells.Sets > 1 || tables.Item.Kind == QuestionKind.Number) return null;
        var told = tables.For(audience)[0];
        var cohorts = told.Groups.SelectMany(g => g).ToHashSet();
        return (int[][])[[0, 1, 2], [0, 1, 1]] is var ways ? ways.Select(w => Try(tables, data, told, cohorts, audience, w)).FirstOrDefault(s => s is not null) : null;
    }

    private static ReportSplit? Try(ItemTables tables, ReportData data, Tables told, HashSet<int> cohorts, Audience audience, int[] bands)
    {
        var (index, options) = (tables.Item.Index, tables.Cells.Count);
        var threshold = audience == Audience.Public ? SmallCells.Public : SmallCells.Inside;
        var (before, after) = (new Table(data.Cohorts.Count, options, options * Bands), new Table(data.Cohorts.Count, options, options * Bands));
        var (was, now) = (new int[Bands, options], new int[Bands, options]);
        foreach (var person in data.People.Where(p => p is { Paired: true, Matched: true } && cohorts.Contains(p.Cohort)))
        {
            var (x, y) = (person.Before![index], person.After![index]);
            if (x == AnswerReader.None || y == AnswerReader.None) continue;
            var (cellX, cellY, band) = (tables.Cells.Code(x, 0), tables.Cells.Code(y, 0), person.Band is { } b ? bands[b] : Bands - 1);
            before.Add(person.Cohort, cellY * Bands + band, cellX);
            after.Add(person.Cohort, cellX * Bands + band, cellY);
            was[band, cellX]++;
            now[band, cellY]++;
        }
        var rows = Enumerable.Range(0, Bands).Select(band => (Band: band, Before: Row(was, band), After: Row(now, band))).Where(r => r.Before.N > 0).ToList();
        if (rows.Count(r => r.Band < Bands - 1) < 2 || rows.Exists(r => r.Before.Cells.Concat(r.After.Cells).Any(c => c.Low < threshold))) return null;
        if (!told.FreeWith([before, after])) return null;
        return new(SplitBy.Attended, [.. rows.Where(r => r.Band < Bands - 1).Select(r =>
            new SplitRow(r.Band == 1 && bands[2] == 1 ? "fewer" : r.Band.ToString(CultureInfo.InvariantCulture), Side(r.Before), Side(r.After)))]);

        Row Row(int[,] counts, int band) => new(Enumerable.Range(0, options).Sum(o => counts[band, o]), [.. Enumerable.Range(0, options).Select(o => Told.Of(counts[band, o]))]);
        ReportSide Side(Row row) => tables.Cells.IsShare ? ShareFigures.Side(row) : ScaleFigures.Side(row);
    }
}
