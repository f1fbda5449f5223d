namespace Engagement.Core.People;

/// <summary>The report of an import, row by row, as a CSV file for a spreadsheet.</summary>
public static class ImportReport
{
    /// <summary>UTF-8 with a mark, so that Excel shows accents; formulas are defused.</summary>
    public static byte[] Csv(ImportPreview preview, bool imported) =>
        Common.Csv.File("Row,Name,Result,Remark", preview.Rows.Select(row => new[] { $"{row.Number}", row.Name, Outcome(row, imported), Remark(row) }));

    /// <summary>What became, or would become, of a row.</summary>
    public static string Outcome(ImportRow row, bool imported) => (row.Good, row.Decision, imported) switch
    {
        (false, _, _) => "not imported",
        (_, ImportDecision.Skip, _) => "left out",
        (_, ImportDecision.UseExisting, true) => "already here",
        (_, ImportDecision.UseExisting, false) => "is already here",
        (_, _, true) => "added",
        _ => "to be added",
    };

    private static string Remark(ImportRow row) =>
        !row.Good ? string.Join(' ', row.Problems)
        : row.Match is null ? ""
        : row.Match.PersonId is null ? $"repeats row {row.Match.EarlierRow}"
        : $"like {row.Match.Text}";
}
