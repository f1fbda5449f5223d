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
    public static double OfWhiteOn(string? color) => IsColor(color) ? Between(color!, "#ffffff") : 0;

    /// <summary>Contrast of two colors (#rrggbb), from 1 to 21; the order does not matter.</summary>
    public static double Between(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>
    /// The color itself when it has the contrast on the background, else the nearest that has it: mixed with black
    /// (or with white on a dark background) in steps of a hundredth.
    /// </summary>
    public static string Nearest(string color, string background = "#ffffff", double least = Least)
    {
        var toward = Luminance(background) > 0.18 ? 0 : 255;
        for (var step = 0; step < 100; step++)
        {
            var mixed = "#" + string.Concat(Parts(color).Select(p => ((int)Math.Round(p + ((toward - p) * step / 100d))).ToString("x2", CultureInfo.InvariantCulture)));
            if (Between(mixed, background) >= least) return mixed;
        }
        return toward == 0 ? "#000000" : "#ffffff";
    }

    private static double Luminance(string color)
    {
        var c = Parts(color).Select(p => p / 255d).Select(s => s <= 0.04045 ? s / 12.92 : Math.Pow((s + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * c[0]) + (0.7152 * c[1]) + (0.0722 * c[2]);
    }

    private static IEnumerable<int> Parts(string color) => IsColor(color)
        ? Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        : throw new ArgumentException("A color is written as #rrggbb.", nameof(color));
}
