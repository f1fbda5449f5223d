using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Surveys;

/// <summary>Reads the cells of a CSV file of questions and notes what is wrong, row by row.</summary>
internal sealed class QuestionCells(Dictionary<string, int> columns, IReadOnlyList<string> languages, List<BadRow> bad)
{
    /// <summary>A rule such as knows-311=yes|dk.</summary>
    public ShowIf? RuleOf(SheetRow row)
    {
        if (Cell(row, QuestionColumns.ShowIf) is not { Length: > 0 } cell) return null;
        var parts = cell.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && parts[1].Length > 0) return new ShowIf(parts[0], parts[1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Bad(row, $"the column “{QuestionColumns.ShowIf}” must look like knows-311=yes|dk: the key of an earlier question and keys of its options.");
        return null;
    }

    /// <summary>A sensitive area by its name.</summary>
    public SensitiveArea? AreaOf(SheetRow row)
    {
        if (Cell(row, QuestionColumns.Sensitive) is not { Length: > 0 } cell) return null;
        if (Enum.GetNames<SensitiveArea>().FirstOrDefault(n => n.Equals(cell.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } name) return Enum.Parse<SensitiveArea>(name);
        Bad(row, $"the sensitive area “{ContentNames.Short(cell, 30)}” is not known. Use one of {string.Join(", ", Enum.GetNames<SensitiveArea>())}.");
        return null;
    }

    /// <summary>Yes, no or nothing.</summary>
    public bool Flag(SheetRow row, string column)
    {
        if (QuestionColumns.ReadFlag(Cell(row, column)) is { } flag) return flag;
        Bad(row, $"the column “{column}” must be yes, no or empty.");
        return false;
    }

    /// <summary>A whole number.</summary>
    public int Number(SheetRow row, string column, int otherwise)
    {
        if (Cell(row, column) is not { Length: > 0 } cell) return otherwise;
        if (int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Bad(row, $"the column “{column}” must be a whole number.");
        return otherwise;
    }

    /// <summary>The texts of all languages.</summary>
    public Words TextsOf(SheetRow row, Func<string, string> column) => languages.Aggregate(Words.None, (words, l) => words.With(l, Cell(row, column(l))));

    /// <summary>A cell, without the mark that keeps a spreadsheet from running it as a formula.</summary>
    public string Cell(SheetRow row, string column)
    {
        if (!columns.TryGetValue(column, out var i) || i >= row.Cells.Count) return "";
        var cell = row.Cells[i].Trim();
        return cell.Length > 1 && cell[0] == '\'' && cell[1] is '=' or '+' or '-' or '@' ? cell[1..] : cell;
    }

    /// <summary>Notes what is wrong with a row.</summary>
    public void Bad(SheetRow row, string why) => bad.Add(new(row.Number, ContentNames.Sentence(why)));
}
