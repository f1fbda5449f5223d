using System.Globalization;
using Engagement.Core.Certificates.Printing.Fonts;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Text that flows down pages: headings, paragraphs and lists, with a new page where the next piece does not fit, and a foot on each.</summary>
internal sealed class FlowText(TaggedPdf pdf, double width, double height, string foot)
{
    /// <summary>Blank at the sides.</summary>
    public const double Margin = 54;

    /// <summary>Text.</summary>
    public static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);

    /// <summary>Text that is less important.</summary>
    public static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);

    private const double Bottom = 60;
    private int pages;

    /// <summary>Where the next piece begins, from the top.</summary>
    public double Y { get; private set; } = double.MaxValue;

    /// <summary>Width of the text.</summary>
    public double Width => width - 2 * Margin;

    /// <summary>Most that fits on one page.</summary>
    public double Room => height - Margin - Bottom;

    /// <summary>Begins a new page unless so much still fits.</summary>
    public void Need(double more)
    {
        if (Y + more <= height - Bottom) return;
        pdf.AddPage(width, height);
        pages++;
        var number = pages.ToString(CultureInfo.InvariantCulture);
        pdf.Artifact(_ =>
        {
            pdf.Line(Cut(foot, new Style(Look.Sans, 8, Soft), Width - 30), new Style(Look.Sans, 8, Soft), Margin, height - 34);
            pdf.Line(number, new Style(Look.Sans, 8, Soft), width - Margin, height - 34, Align.Right);
        });
        Y = Margin;
    }

    /// <summary>Leaves blank room.</summary>
    public void Skip(double more) => Y += more;

    /// <summary>A heading that stays with at least <paramref name="with"/> points of what follows.</summary>
    public void Heading(string tag, string text, double size, double with = 60)
    {
        var lines = TextFit.Wrap(text, Look.SansBold, Width / size);
        if (Y < height) Y += size * 0.5;
        Need(lines.Count * size * 1.25 + with);
        Lines(tag, lines, new Style(Look.SansBold, size, Ink), Margin);
        Y += size * 0.35;
    }

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text, double size = 10, XColor? color = null, string tag = "P", double indent = 0)
    {
        if (text.Length == 0) return;
        var lines = TextFit.Wrap(text, Look.Sans, (Width - indent) / size, balanced: false);
        foreach (var part in lines.Chunk(Math.Max(1, (int)(Room / (size * 1.35)))))
        {
            Need(part.Length * size * 1.35);
            Lines(tag, part, new Style(Look.Sans, size, color ?? Ink), Margin + indent);
        }
        Y += size * 0.4;
    }

    /// <summary>A list.</summary>
    public void Bullets(IEnumerable<string> items, double size = 10)
    {
        foreach (var item in items.Where(i => i.Length > 0))
        {
            Need(size * 1.35);
            var at = Y + size;
            pdf.Artifact(g => g.DrawEllipse(pdf.Brush(Soft), Margin + 2, at - size * 0.42, 3, 3));
            Paragraph(item, size, indent: 12);
        }
    }

    private void Lines(string tag, IReadOnlyList<string> lines, Style style, double x)
    {
        var step = style.Size * 1.3;
        pdf.Element(tag, () =>
        {
            for (var i = 0; i < lines.Count; i++) pdf.Line(lines[i], style, x, Y + style.Size + i * step);
        });
        Y += lines.Count * step;
    }

    private static string Cut(string text, Style style, double most)
    {
        if (TaggedPdf.Width(text, style) <= most) return text;
        while (text.Length > 1 && TaggedPdf.Width(text + "…", style) > most) text = text[..^1];
        return text + "…";
    }
}
