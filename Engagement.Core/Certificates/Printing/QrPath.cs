using Engagement.Core.Common;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A QR code as one path of rectangles, sharp at any size. The page's white margin is its quiet zone.</summary>
internal static class QrPath
{
    /// <summary>The code of a text within a square.</summary>
    public static XGraphicsPath Of(string text, double x, double y, double size)
    {
        var modules = Qr.Modules(text);
        var (count, path) = (modules.GetLength(0), new XGraphicsPath());
        var module = size / count;
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                if (!modules[row, column]) continue;
                var first = column;
                while (column + 1 < count && modules[row, column + 1]) column++;
                path.AddRectangle(x + first * module, y + row * module, (column - first + 1) * module, module);
            }
        }
        return path;
    }
}
