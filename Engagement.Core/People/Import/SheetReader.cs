using System.Text;
using CsvHelper;
using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>Reads a table out of a file or of pasted cells, whatever its encoding and separator. Pure: no database, no clock.</summary>
public static class SheetReader
{
    /// <summary>Largest file, in bytes (20 MB).</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Most rows below the heading.</summary>
    public const int MostRows = 50_000;

    /// <summary>Most columns of a heading.</summary>
    public const int MostColumns = 100;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private static readonly Lazy<Encoding> Windows1252 = new(() => CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    /// <summary>The table in a file's bytes, or why there is none.</summary>
    public static Result<Sheet> Read(byte[] bytes)
    {
        if (bytes.Length == 0) return new ImportProblem("The file is empty.");
        if (bytes.Length > MostBytes) return new FileTooLarge(bytes.Length);
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return new ImportProblem("This is an Excel or OpenDocument workbook. Save it as CSV first, or copy its cells and paste them here.");
        if (bytes.AsSpan().StartsWith("%PDF"u8)) return new ImportProblem("This is a PDF. Choose a CSV file, or copy the cells of the spreadsheet and paste them here.");
        var (text, encoding) = Decode(bytes);
        return Read(text, encoding);
    }

    /// <summary>The table in pasted cells, or why there is none.</summary>
    public static Result<Sheet> Read(string text) => Read(text, "pasted text");

    private static Result<Sheet> Read(string text, string encoding)
    {
        if (string.IsNullOrWhiteSpace(text)) return new ImportProblem("There is nothing in it: no heading and no rows.");
        if (text.AsSpan(0, Math.Min(text.Length, 8000)).IndexOf('\0') >= 0)
            return new ImportProblem("This is not a text file, so it can't be a list. Choose a CSV file, or paste the cells.");
        char? told = null;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4)
        {
            told = text[4];
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        }
        var separator = told ?? Separator(text);
        var rows = new List<SheetRow>();
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = separator, HasHeader = false, SkipEmptyLines = false });
        try
        {
            while (reader.Read())
            {
                var cells = reader.Current.ToArray();
                if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace)) continue;
                rows.Add(new SheetRow((int)reader.RowNumber, cells));
                if (rows.Count > MostRows + 1)
                    return new ImportProblem($"The list has more than {MostRows:N0} rows. Split it, and import one part after the other.");
            }
        }
        catch (CsvFormatException)
        {
            return new ImportProblem($"The list can't be read after row {(rows.Count == 0 ? 0 : rows[^1].Number)}: a quotation mark may be opened there and never closed.");
        }
        if (rows.Count == 0) return new ImportProblem("There is nothing in it: no heading and no rows.");
        // A quotation mark that is opened and never closed makes one cell of all rows below it.
        if (rows[^1].Cells.Any(c => c.Contains('\n', StringComparison.Ordinal)) && text.AsSpan().Count('"') % 2 == 1)
            return new ImportProblem($"In row {rows[^1].Number} a quotation mark is opened and never closed, so the rows below it can't be told apart. Correct it, and choose the list again.");
        if (rows[0].Cells.Count > MostColumns)
            return new ImportProblem($"The first row has {rows[0].Cells.Count} columns; at most {MostColumns} can be read. Delete the columns that are not about people.");
        return new Sheet(rows, separator, encoding);
    }

    /// <summary>UTF-8 or UTF-16 by their marks, else UTF-8 when it is valid, else Windows-1252, in which Excel saves "CSV".</summary>
    private static (string Text, string Encoding) Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) return (Encoding.UTF8.GetString(bytes.AsSpan(3)), "UTF-8");
        if (bytes.AsSpan().StartsWith(Encoding.Unicode.Preamble)) return (Encoding.Unicode.GetString(bytes.AsSpan(2)), "UTF-16");
        if (bytes.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble)) return (Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2)), "UTF-16");
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), "UTF-8");
        }
        catch (DecoderFallbackException)
        {
            return (Windows1252.Value.GetString(bytes), "Windows-1252");
        }
    }

    /// <summary>The separator that cuts the first lines into the same number of cells, and into most of them; quoted ones don't count.</summary>
    private static char Separator(string text)
    {
        var best = (Separator: ',', Score: 0);
        foreach (var separator in Separators)
        {
            var counts = Counts(text, separator);
            var score = counts[0] * 10 + counts.Count(c => c == counts[0]);
            if (counts[0] > 0 && score > best.Score) best = (separator, score);
        }
        return best.Separator;
    }

    private static List<int> Counts(string text, char separator)
    {
        var counts = new List<int> { 0 };
        var quoted = false;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 20_000)))
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c == separator) counts[^1]++;
            else if (!quoted && c == '\n')
            {
                if (counts.Count == 10) break;
                counts.Add(0);
            }
        }
        return counts;
    }
}

/// <summary>A table as it was read.</summary>
/// <param name="Rows">All rows that are not blank, the heading included.</param>
/// <param name="Separator">What separates the cells.</param>
/// <param name="Encoding">Name of the encoding, for people.</param>
public sealed record Sheet(IReadOnlyList<SheetRow> Rows, char Separator, string Encoding);

/// <summary>One row. <paramref name="Number"/> is its row in the file, from 1 and blank ones counted, as a spreadsheet shows it.</summary>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);
