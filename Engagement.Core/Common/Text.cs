using System.Globalization;
using System.Text;

namespace Engagement.Core.Common;

/// <summary>Small text tools that several features need.</summary>
public static class Text
{
    /// <summary>Trimmed, NFC, inner white space folded to one blank, control characters and those that turn the direction of what follows dropped; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var result = new StringBuilder(text.Length);
        foreach (var c in Normal(text))
        {
            if (char.IsWhiteSpace(c)) { if (result.Length > 0 && result[^1] != ' ') result.Append(' '); }
            else if (!char.IsControl(c) && !TurnsDirection(c)) result.Append(c);
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
        foreach (var c in Normal(text, NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(c) || c is '@' or '.') result.Append(Letter(char.ToLowerInvariant(c)));
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }

    /// <summary>Normalized, without what is no character (halves of surrogate pairs, U+FFFE and the like): the runtime refuses to normalize those.</summary>
    public static string Normal(string text, NormalizationForm form = NormalizationForm.FormC)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            var sound = text.EnumerateRunes().Where(r => r != Rune.ReplacementChar && (r.Value & 0xFFFE) != 0xFFFE && r.Value is < 0xFDD0 or > 0xFDEF);
            return string.Concat(sound.Select(r => r.ToString())).Normalize(form);
        }
    }

    // Embeddings, overrides and isolates: a name that holds one would turn round what stands after it.
    private static bool TurnsDirection(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

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
