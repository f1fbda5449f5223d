namespace Engagement.Core.Surveys.Reports;

/// <summary>A bar: how much of the axis is sure and how much may be, as fractions, and what stands beside it.</summary>
public sealed record Bar(double Low, double High, string Text);

/// <summary>A label with its bars.</summary>
public sealed record BarRow(string Label, Bar? Before, Bar? After);

/// <summary>A drawn table: what is drawn is what its cells say.</summary>
/// <param name="Title">Caption.</param>
/// <param name="Head">Head of the first column.</param>
/// <param name="BeforeHead">Head of the first bars; null when there are none.</param>
/// <param name="AfterHead">Head of the second bars; null when there are none.</param>
/// <param name="Rows">The rows.</param>
public sealed record BarTable(string Title, string Head, string? BeforeHead, string? AfterHead, IReadOnlyList<BarRow> Rows);

/// <summary>Turns items into drawn tables, for pages and PDF alike.</summary>
public static class ReportBars
{
    /// <summary>The tables of an item: the average of a scale, then the distribution, then splits.</summary>
    public static IReadOnlyList<BarTable> Of(ReportItem item, ReportWords words) => [.. Whole(item, words), .. Splits(item, words)];

    /// <summary>The average of a scale, then the distribution.</summary>
    public static IReadOnlyList<BarTable> Whole(ReportItem item, ReportWords words)
    {
        var tables = new List<BarTable>();
        if (item.Kind == QuestionKind.Scale)
            tables.Add(Table(words.Average, words.Say("Scale", "Escala"), item.Before, item.After, [new($"1 – {item.Options.Count}", Mean(item, item.Before, words), Mean(item, item.After, words))], words));
        if ((item.Before ?? item.After) is { Cells.Count: > 0 })
            tables.Add(Table(words.Say("Distribution", "Distribución"), words.Answer, item.Before, item.After,
                [.. item.Options.Select((o, i) => new BarRow(o.In(words.Language), Count(item.Before, i, words), Count(item.After, i, words)))], words, counted: true));
        return tables;
    }

    /// <summary>The key figure by cohort, site, year and attendance.</summary>
    public static IEnumerable<BarTable> Splits(ReportItem item, ReportWords words) =>
        item.Splits.Select(s => new BarTable(words.SplitTitle(s.By) + (item.IsShare ? $": {item.Options[0].In(words.Language)}" : $": {words.Average}"), words.SplitHead(s.By),
            item.Before is null ? null : words.Before, item.After is null ? null : words.After,
            [.. s.Rows.Select(r => new BarRow(words.SplitName(s.By, r.Name), Key(item, r.Before, words), Key(item, r.After, words)))]));

    /// <summary>The key figure of those who stayed and of those who left; null where there is none.</summary>
    public static BarRow? Stayers(ReportItem item, ReportWords words) =>
        item.Leavers is not null && (item.IsShare || item.Kind == QuestionKind.Scale) ? new(item.Text.In(words.Language), Key(item, item.Before, words), Key(item, item.Leavers, words)) : null;

    private static BarTable Table(string title, string head, ReportSide? before, ReportSide? after, IReadOnlyList<BarRow> rows, ReportWords words, bool counted = false)
    {
        // Counts of a scale may be of fewer people than its mean.
        string N(ReportSide side) => words.Number(counted && side.Cells.All(c => c.Exact) && side.Mean is not null ? side.Cells.Sum(c => c.Low) : side.N);
        return new(title, head, before is null ? null : $"{words.Before}, n = {N(before)}", after is null ? null : $"{words.After}, n = {N(after)}", rows);
    }

    private static Bar? Key(ReportItem item, ReportSide? side, ReportWords words)
    {
        if (side is null) return null;
        var n = words.Say($"n = {words.Number(side.N)}", $"n = {words.Number(side.N)}");
        var bar = item.IsShare ? Count(side, 0, words) : Mean(item, side, words);
        return bar is null ? null : bar with { Text = $"{bar.Text}, {n}" };
    }

    private static Bar? Count(ReportSide? side, int option, ReportWords words)
    {
        if (side is null || side.Cells.Count == 0 || side.N == 0) return null;
        var n = side.Mean is not null && side.Cells.All(c => c.Exact) ? side.Cells.Sum(c => c.Low) : side.N;
        var cell = side.Cells[option];
        return new(cell.Low / (double)n, cell.High / (double)n, words.Cell(cell, n));
    }

    private static Bar? Mean(ReportItem item, ReportSide? side, ReportWords words)
    {
        if (side?.Mean is not { } mean) return null;
        // A number has no end of its axis: it is written, not drawn.
        double Part(double value) => item.Kind == QuestionKind.Scale ? (value - 1) / (item.Options.Count - 1) : 0;
        return new(Part(mean.Low), Part(mean.High), words.Mean(mean));
    }
}
