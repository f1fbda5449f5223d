using System.Globalization;
using System.Text;
using Engagement.Core.Certificates.Printing.Fonts;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Characters that can't be printed, and what to do about it.</summary>
/// <param name="Characters">The characters.</param>
/// <param name="Advice">A sentence for the coordinator.</param>
public sealed record PrintProblem(string Characters, string Advice);

/// <summary>Says before issue whether every character of a text can be printed right on this machine.</summary>
public static class Printability
{
    // Scripts whose letters join, reorder or carry marks by rules of the font (Unicode standard, chapters 9 to 17), or run from right to left.
    private static readonly (int First, int Last)[] Shaped =
    [
        (0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x135D, 0x135F), (0x1700, 0x18AF), (0x1900, 0x1CFF),
        (0xA800, 0xA8FF), (0xA900, 0xAAFF), (0xABC0, 0xABFF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x10800, 0x11FFF), (0x1E800, 0x1EFFF),
    ];

    /// <summary>What of a text can't be printed, by cause; empty when all is well.</summary>
    public static IReadOnlyList<PrintProblem> Check(string text) => Check(text, FontLibrary.System);

    internal static IReadOnlyList<PrintProblem> Check(string text, FontLibrary fonts) =>
    [
        .. text.Normalize().EnumerateRunes().Distinct().Select(r => (Rune: r, Advice: Advice(r, fonts))).Where(p => p.Advice is not null)
            .GroupBy(p => p.Advice!, StringComparer.Ordinal).Select(g => new PrintProblem(string.Concat(g.Select(p => p.Rune.ToString())), g.Key)),
    ];

    private static string? Advice(Rune rune, FontLibrary fonts)
    {
        var c = rune.Value;
        if (Array.Exists(Shaped, s => s.First <= c && c <= s.Last))
            return "This script joins or reorders its letters, which our PDFs can't do yet: enter the name as printed in Latin letters.";
        if (fonts.Covers(c)) return null;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Format || c >= 0x1F000 && c < 0x20000)
            return "These are no letters: remove them from the name as printed.";
        var package = c is >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7FF or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFFEF or >= 0x20000 and <= 0x3FFFF or >= 0x1100 and <= 0x11FF
            ? "fonts-noto-cjk"
            : c < 0x0530 || c is >= 0x1E00 and < 0x2E80 ? "fonts-dejavu-core" : "fonts-noto-core";
        return $"No font of this server has these characters: install the package {package} and restart.";
    }
}
