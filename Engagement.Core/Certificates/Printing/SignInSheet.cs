using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Office;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A sheet with everybody's name and room for a signature, and empty lines for walk-ins. A tagged table.</summary>
internal sealed class SignInSheet
{
    /// <summary>Stands where a name can't be printed right; the sheet's empty lines have null.</summary>
    public const string ByHand = "name by hand";

    private const double Margin = 50;
    private const double RowHeight = 27;
    private const int EmptyLines = 5;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);
    private readonly TaggedPdf pdf;
    private readonly double width;
    private readonly double height;

    private SignInSheet(TaggedPdf pdf, PaperSize paper) =>
        (this.pdf, width, height) = (pdf, paper == PaperSize.A4 ? 595.28 : 612, paper == PaperSize.A4 ? 841.89 : 792);

    /// <summary>The sheet, on as many pages as it takes.</summary>
    public static byte[] Make(string title, string head, string? topic, IReadOnlyList<string> names, OfficeSettings office, DateOnly date)
    {
        var facts = new PdfFacts($"Sign-in: {title}", office.OfficeName, "en", date, string.Join('\n', names));
        using var file = new TaggedPdf(facts);
        new SignInSheet(file, office.Paper).Draw(title, head, topic, [.. names, .. Enumerable.Repeat<string?>(null, EmptyLines)], office.OfficeName);
        return PdfFinish.Save(file);
    }

    private void Draw(string title, string head, string? topic, List<string?> names, string office)
    {
        var perPage = (int)((height - 190) / RowHeight);
        for (var page = 0; page * perPage < names.Count; page++)
        {
            pdf.AddPage(width, height);
            pdf.Text("P", office, new Style(Look.Sans, 9, Soft), Margin, 52);
            Line(page == 0 ? "H1" : "P", title, new Style(Look.SansBold, 18, Ink), 78);
            Line("P", head, new Style(Look.Sans, 11, Ink), 98);
            if (topic is not null) Line("P", topic, new Style(Look.Sans, 11, Soft), 115);
            var (from, rows) = (page * perPage, names.Skip(page * perPage).Take(perPage).ToList());
            pdf.Group("Table", () =>
            {
                Row(140, "TH", "", "Name", "Signature");
                for (var i = 0; i < rows.Count; i++) Row(140 + (i + 1) * RowHeight, "TD", (from + i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), rows[i], "");
            });
        }
    }

    private void Row(double y, string tag, string number, string? name, string signature)
    {
        var style = tag == "TH" ? new Style(Look.SansBold, 10, Soft) : new Style(Look.Sans, 12, Ink);
        var middle = Margin + 30 + (width - 2 * Margin - 30) * 0.5;
        pdf.Artifact(g => g.DrawLine(new XPen(Soft, tag == "TH" ? 1 : 0.4), Margin, y, width - Margin, y));
        pdf.Group("TR", () =>
        {
            Cell(tag, number, style with { Size = 10, Color = Soft }, Margin, 26, y);
            if (name is null) Cell(tag, "", style, Margin + 30, 0, y);
            else if (name.Length == 0) Cell(tag, ByHand, style with { Size = 7, Color = Soft }, Margin + 30, 100, y);
            else Name(tag, name, style, Margin + 30, middle - Margin - 40, y);
            Cell(tag, signature, style, middle, 100, y);
        });
    }

    private void Cell(string tag, string text, Style style, double x, double most, double y) =>
        pdf.Element(tag, () => pdf.Line(text, Fitted(text, style, most), x, y - 7), tag == "TH" ? "Column" : null);

    // Up to three lines stand in a row.
    private void Name(string tag, string name, Style style, double x, double most, double y)
    {
        var fit = TextFit.Fit(name, style.Look, most, style.Size, 6, s => s > 9 ? 1 : s > 6.5 ? 2 : 3);
        var (lines, step) = (fit.Lines.Take(3).ToList(), fit.Size * 1.15);
        pdf.Element(tag, () => pdf.Lines(lines, style with { Size = fit.Size }, x, y - 7 - step * (lines.Count - 1) + (lines.Count > 1 ? 3 : 0), step), tag == "TH" ? "Column" : null);
    }

    private void Line(string tag, string text, Style style, double y) => pdf.Text(tag, text, Fitted(text, style, width - 2 * Margin), Margin, y);

    private static Style Fitted(string text, Style style, double most) =>
        TaggedPdf.Width(text, style) is var wide && wide > most ? style with { Size = Math.Max(4, Math.Floor(style.Size * most / wide * 4) / 4) } : style;
}
