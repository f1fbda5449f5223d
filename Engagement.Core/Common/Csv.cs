using System.Text;

namespace Engagement.Core.Common;

/// <summary>CSV files for spreadsheets: every cell quoted and defused.</summary>
public static class Csv
{
    /// <summary>A quoted, defused cell.</summary>
    public static string Cell(string? text) => $"\"{Text.Defused(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A line with its end.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A file: UTF-8 with a mark, so that Excel shows accents.</summary>
    public static byte[] File(string heading, IEnumerable<IEnumerable<string?>> rows) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{heading}\r\n{string.Concat(rows.Select(Line))}")];
}
