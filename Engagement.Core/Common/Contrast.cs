using System.Globalization;

namespace Engagement.Core.Common;

/// <summary>Contrast of colors as WCAG 2.2 defines it (relative luminance, success criterion 1.4.3).</summary>
public static class Contrast
{
    /// <summary>What text of normal size needs at least.</summary>
    public const double Least = 4.5;

    /// <summary>True for #rrggbb.</summary>
    public static bool IsColor(string? color) => color is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);

    /// <summary>Contrast of white text on a color (#rrggbb), from 1 to 21; 0 when it is no color.</summary>
    public static double OfWhiteOn(string? color) => IsColor(color) ? 1.05 / (Luminance(color!) + 0.05) : 0;

    private static double Luminance(string color) =>
        0.2126 * Channel(color, 1) + 0.7152 * Channel(color, 3) + 0.0722 * Channel(color, 5);

    private static double Channel(string color, int at)
    {
        var c = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
