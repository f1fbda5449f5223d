using System.Globalization;
using System.Text;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys.Reports;

/// <summary>A CSV file that R and spreadsheets open: UTF-8 with a mark, texts quoted and formulas in them defused, numbers plain with a point, nothing for what is missing.</summary>
internal sealed class CsvFile
{
    private readonly StringBuilder text = new();

    public CsvFile(params IEnumerable<string> head) => Add([.. head]);

    /// <summary>Adds a row of texts and numbers.</summary>
    public void Add(params IReadOnlyList<object?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>The file.</summary>
    public byte[] Bytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

    private static string Cell(object? cell) => cell switch
    {
        null => "",
        string s => Csv.Cell(s),
        double d => Math.Round(d, 6).ToString(CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Csv.Cell(cell.ToString()),
    };
}
