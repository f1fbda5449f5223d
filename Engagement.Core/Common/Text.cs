using System.Globalization;
using System.Text;

namespace Engagement.Core.Common;

/// <summary>Small text tools that several features need.</summary>
public static class Text
{
    /// <summary>Trimmed, NFC, inner white space folded to one blank, control characters dropped; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (char.IsWhiteSpace(c)) { if (result.Length > 0 && result[^1] != ' ') result.Append(' '); }
            else if (!char.IsControl(c)) result.Append(c);
        }
        var clean = result.ToString().TrimEnd();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>As <see cref="Clean"/>, but lines are kept: for notes and recaps. At most one empty line in a row.</summary>
    public static string? CleanLines(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => Clean(l) ?? "");
        var result = string.Join('\n', lines).Trim('\n');
        while (result.Contains("\n\n\n", StringComparison.Ordinal)) result = result.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        return result.Length == 0 ? null : result;
    }

    /// <summary>
    /// The form that searching and comparing use: lower case, without accents, only letters, digits, @ and dots, single blanks.
    /// </summary>
    public static string Folded(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(c) || c is '@' or '.') result.Append(Letter(char.ToLowerInvariant(c)));
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }

    // Letters that Unicode does not decompose.
    private static string Letter(char c) => c switch
    {
        'ł' => "l",
        'ø' => "o",
        'đ' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ð' => "d",
        _ => c.ToString(),
    };

    /// <summary>The initials of a name, as shown where the name must not be: «M. J.».</summary>
    public static string Initials(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => StringInfo.GetNextTextElement(w).ToUpperInvariant() + "."));

    /// <summary>A cell for a CSV file that a spreadsheet will not run as a formula (ASVS 5.0, 1.2.10).</summary>
    public static string Defused(string? cell) =>
        cell is { Length: > 0 } && (cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0') ? "'" + cell : cell ?? "";
}
