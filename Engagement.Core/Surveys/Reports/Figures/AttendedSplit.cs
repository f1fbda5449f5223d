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
        return Try(tables, data, audience, [0, 1, 2]) ?? Try(tables, data, audience, [0, 1, 1]);
    }

    private static ReportSplit? Try(ItemTables tables, ReportData data, Audience audience, int[] bands)
    {
        var (index, options, told) = (tables.Item.Index, tables.Cells.Count, tables.For(audience));
        var threshold = audience == Audience.Public ? SmallCells.Public : SmallCells.Inside;
        var cohorts = (tables.Cells.IsScale ? told.Scales[0].Groups : told.Tables[0].Groups).SelectMany(g => g).ToHashSet();
        var (before, after) = (new Table(data.Cohorts.Count, options, options * Bands), new Table(data.Cohorts.Count, options, options * Bands));
        var (was, now) = (new Table(Bands, options), new Table(Bands, options));
        foreach (var person in data.People.Where(p => p is { Paired: true, Matched: true } && cohorts.Contains(p.Cohort)))
        {
            var (x, y) = (person.Before![index], person.After![index]);
            if (x == ItemReader.None || y == ItemReader.None) continue;
            var (cellX, cellY, band) = (tables.Cells.Code(x, 0), tables.Cells.Code(y, 0), person.Band is { } b ? bands[b] : Bands - 1);
            before.Add(person.Cohort, cellY * Bands + band, cellX);
            after.Add(person.Cohort, cellX * Bands + band, cellY);
            was.Add(band, 0, cellX);
            now.Add(band, 0, cellY);
        }
        var rows = Enumerable.Range(0, Bands).Where(b => was.Of(b).Sum() > 0).Select(b => (Band: b, Before: Side(was.Of(b)), After: Side(now.Of(b)))).ToList();
        if (rows.Count(r => r.Band < Bands - 1) < 2 || rows.Exists(r => r.Before is null || r.After is null)) return null;
        if (!tables.Cells.IsScale && !told.Tables[0].FreeWith([before, after])) return null;
        return new(SplitBy.Attended, [.. rows.Where(r => r.Band < Bands - 1).Select(r =>
            new SplitRow(r.Band == 1 && bands[2] == 1 ? "fewer" : r.Band.ToString(CultureInfo.InvariantCulture), r.Before, r.After))]);

        ReportSide? Side(int[] counts) => tables.Cells.IsScale
            ? ScaleFigures.Of(counts, threshold, ScaleRow.Digits) is { } f ? new(f.N, [], ToldNumber.Of(f.Mean), f.Sd) : null
            : Array.TrueForAll(counts, c => c >= threshold) ? ShareFigures.Side(new(counts.Sum(), [.. counts.Select(Told.Of)])) : null;
    }
}
