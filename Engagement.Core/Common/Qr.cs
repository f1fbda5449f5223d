using System.Globalization;
using System.Text;
using QRCoder;

namespace Engagement.Core.Common;

/// <summary>QR codes as squares, so that pages and PDFs draw them as vectors.</summary>
public static class Qr
{
    /// <summary>The modules, true where dark, without the quiet zone (four modules wide, ISO/IEC 18004); error correction level M.</summary>
    public static bool[,] Modules(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        // QRCoder's matrix carries the quiet zone of four modules on each side.
        var size = data.ModuleMatrix.Count - 8;
        var modules = new bool[size, size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++) modules[y, x] = data.ModuleMatrix[y + 4][x + 4];
        return modules;
    }

    /// <summary>An SVG with the quiet zone, dark on white in every color scheme; <paramref name="title"/> is read to those who can't see it.</summary>
    public static string Svg(string text, string title)
    {
        var modules = Modules(text);
        var size = modules.GetLength(0) + 8;
        var path = new StringBuilder();
        for (var y = 0; y < modules.GetLength(0); y++)
            for (var x = 0; x < modules.GetLength(1); x++)
                if (modules[y, x]) path.Append(CultureInfo.InvariantCulture, $"M{x + 4} {y + 4}h1v1h-1z");
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(title)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>""";
    }
}
