using System.Text;
using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>The report of an import, row by row, as a CSV file for a spreadsheet.</summary>
public static class ImportReport
{
    /// <summary>UTF-8 with a mark, so that Excel shows accents; formulas are defused.</summary>
    public static byte[] Csv(ImportPreview preview, bool imported)
    {
        var csv = new StringBuilder("Row,Name,Result,Remark\r\n");
        foreach (var row in preview.Rows)
            csv.AppendJoin(',', [Cell($"{row.Number}"), Cell(row.Name), Cell(Outcome(row, imported)), Cell(Remark(row))]).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

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

    /// <summary>A quoted, defused cell.</summary>
    internal static string Cell(string? text) => $"\"{Text.Defused(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
