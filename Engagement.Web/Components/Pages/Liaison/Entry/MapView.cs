using System.Globalization;
using Engagement.Core.Liaisons;

namespace Engagement.Web.Components.Pages.Liaison.Entry;

/// <summary>
/// The part of the picture of the areas that is shown: its middle in units of the picture, and one of three steps of nearness. A click moves the middle there and
/// goes a step nearer, so that a point is found with two or three clicks and without any script.
/// </summary>
internal sealed record MapView(double X, double Y, int Zoom, double Wide, double High)
{
    /// <summary>Width on the page, in CSS pixels; small enough for a screen of 320.</summary>
    public const int Pixels = 288;

    /// <summary>Nearest step.</summary>
    public const int Nearest = 2;

    /// <summary>Left border, in units of the picture.</summary>
    public double Left => X - Wide / 2;

    /// <summary>Upper border, in units of the picture.</summary>
    public double Top => Y - High / 2;

    /// <summary>Height on the page, in CSS pixels.</summary>
    public int PixelsHigh => (int)Math.Round(Pixels * High / Wide);

    /// <summary>The view of an address; what is not understood shows the whole city.</summary>
    public static MapView Of(AreaMap map, string? x, string? y, int? zoom)
    {
        if (zoom is not (1 or 2) || Number(x) is not { } middle || Number(y) is not { } height) return new(AreaMap.Width / 2.0, map.Height / 2.0, 0, AreaMap.Width, map.Height);
        var wide = zoom == 1 ? AreaMap.Width / 4.0 : AreaMap.Width / 16.0;
        return new(Math.Clamp(middle, 0, AreaMap.Width), Math.Clamp(height, 0, map.Height), zoom.Value, wide, wide);
    }

    /// <summary>The view after a click, in CSS pixels from the upper left corner. The corner itself is what browsers send when a key was pressed; it changes nothing.</summary>
    public MapView Clicked(AreaMap map, int? x, int? y) => x is null or 0 && y is null or 0 ? this
        : Of(map, Text(Left + (x ?? 0) * Wide / Pixels), Text(Top + (y ?? 0) * Wide / Pixels), Math.Min(Nearest, Zoom + 1));

    /// <summary>The same view, moved by a part of its width and height.</summary>
    public MapView Moved(AreaMap map, double right, double down) => Of(map, Text(X + right * Wide), Text(Y + down * High), Zoom);

    /// <summary>The query of its address.</summary>
    public string Query => $"x={Text(X)}&y={Text(Y)}&z={Zoom}";

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : null;
}
