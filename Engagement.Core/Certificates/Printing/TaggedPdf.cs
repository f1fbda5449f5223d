using Engagement.Core.Certificates.Printing.Fonts;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Where a line starts from.</summary>
internal enum Align
{
    /// <summary>At its left end.</summary>
    Left,

    /// <summary>At its middle.</summary>
    Center,

    /// <summary>At its right end.</summary>
    Right,
}

/// <summary>How a text looks: font, size in points, color.</summary>
internal readonly record struct Style(Look Look, double Size, XColor Color);

/// <summary>
/// A tagged PDF (PDF/UA-1, ISO 14289-1) under construction: everything on a page is either an element of the structure tree,
/// in reading order, or an artifact. Measures are points from the upper left corner.
/// </summary>
internal sealed class TaggedPdf : IDisposable
{
    private readonly PdfDocument document;
    private readonly UAManager manager;
    private readonly Dictionary<(string, double), XFont> fonts = [];
    private readonly Dictionary<XColor, XBrush> brushes = [];
    private XGraphics? graphics;

    // Always with a table back to Unicode, as PDF/UA asks (7.21.7).
    private static readonly XPdfFontOptions Unicode = new(PdfFontEncoding.Unicode);

    /// <summary>An empty document with language and metadata.</summary>
    public TaggedPdf(PdfFacts facts)
    {
        FontResolver.Prepare();
        Facts = facts;
        document = new PdfDocument();
        document.Options.FlateEncodeMode = PdfFlateEncodeMode.Default;
        document.Options.EnableCcittCompressionForBilevelImages = false;
        manager = UAManager.ForDocument(document);
        manager.SetDocumentLanguage(facts.Language);
        PdfFinish.Describe(document, facts);
    }

    /// <summary>Title, language, date.</summary>
    public PdfFacts Facts { get; }

    /// <summary>The document, for finishing.</summary>
    public PdfDocument Document => document;

    private XGraphics Canvas => graphics ?? throw new InvalidOperationException("There is no page yet.");

    /// <summary>Starts a page.</summary>
    public void AddPage(double width, double height)
    {
        graphics?.Dispose();
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(width), XUnit.FromPoint(height));
        page.Elements.SetName("/Tabs", "/S");
        graphics = XGraphics.FromPdfPage(page);
    }

    /// <summary>A grouping element such as Sect or Table around what <paramref name="content"/> draws.</summary>
    public void Group(string tag, Action content)
    {
        manager.StructureBuilder.BeginGroupingElement(tag);
        content();
        manager.StructureBuilder.End();
    }

    /// <summary>One line as an element of its own.</summary>
    public void Text(string tag, string text, Style style, double x, double y, Align align = Align.Left) =>
        Element(tag, () => Line(text, style, x, y, align));

    /// <summary>A block element whose content is drawn with <see cref="Line"/>.</summary>
    public void Element(string tag, Action content, string? scope = null)
    {
        manager.StructureBuilder.BeginBlockLevelElement(tag);
        if (scope is not null)
        {
            var attributes = new PdfDictionary();
            attributes.Elements.SetName("/O", "/Table");
            attributes.Elements.SetName("/Scope", "/" + scope);
            manager.StructureBuilder.CurrentStructureElement.Elements["/A"] = attributes;
        }
        content();
        manager.StructureBuilder.End();
    }

    /// <summary>One line inside an element; <paramref name="y"/> is its base line.</summary>
    public void Line(string text, Style style, double x, double y, Align align = Align.Left)
    {
        if (text.Length == 0) return;
        if (align != Align.Left) x -= Width(text, style) / (align == Align.Center ? 2 : 1);
        Draw(text, style, x, y);
    }

    /// <summary>A text cut into lines, inside an element; a blank ends each but the last, so that words do not run together when it is read out.</summary>
    public void Lines(IReadOnlyList<string> lines, Style style, double x, double y, double step, Align align = Align.Left)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var left = align == Align.Center ? x - Width(lines[i], style) / 2 : x;
            Line(i < lines.Count - 1 ? lines[i] + " " : lines[i], style, left, y + i * step);
        }
    }

    /// <summary>Width of a line in points.</summary>
    public static double Width(string text, Style style) =>
        FontLibrary.System.Width(text, style.Look) * style.Size;

    /// <summary>Lines, frames and other decoration that is not read out.</summary>
    public void Artifact(Action<XGraphics> draw)
    {
        manager.StructureBuilder.BeginArtifact();
        draw(Canvas);
        manager.StructureBuilder.End();
    }

    /// <summary>A picture with a text for those who can't see it.</summary>
    public void Figure(string alternative, XRect box, Action<XGraphics> draw)
    {
        // The bounding box of a structure element counts from the lower left corner.
        var flipped = new XRect(box.X, Canvas.PageSize.Height - box.Bottom, box.Width, box.Height);
        manager.StructureBuilder.BeginIllustrationElement("Figure", alternative, flipped);
        draw(Canvas);
        manager.StructureBuilder.End();
    }

    /// <summary>A brush, shared by all that has the color.</summary>
    public XBrush Brush(XColor color) => brushes.TryGetValue(color, out var brush) ? brush : brushes[color] = new XSolidBrush(color);

    /// <inheritdoc />
    public void Dispose()
    {
        graphics?.Dispose();
        document.Dispose();
    }

    /// <summary>Ends the last page, so that the document can be saved.</summary>
    public void Close()
    {
        graphics?.Dispose();
        graphics = null;
    }

    private void Draw(string text, Style style, double x, double y)
    {
        foreach (var run in FontLibrary.System.Runs(text, style.Look))
        {
            if (!fonts.TryGetValue((run.Font, style.Size), out var font)) fonts[(run.Font, style.Size)] = font = new XFont(run.Font, style.Size, XFontStyleEx.Regular, Unicode);
            Canvas.DrawString(run.Text, font, Brush(style.Color), x, y, XStringFormats.BaseLineLeft);
            x += FontLibrary.System.Width(run.Text, style.Look) * style.Size;
        }
    }
}
