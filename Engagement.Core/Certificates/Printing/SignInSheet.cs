using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Office;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>What stands on a sheet beside its rows.</summary>
/// <param name="Kind">What it is: "Sign-in".</param>
/// <param name="Title">Headline.</param>
/// <param name="Head">Line under it.</param>
/// <param name="Note">Another line, softer.</param>
/// <param name="Column">Heading of the second column.</param>
internal sealed record SheetText(string Kind, string Title, string Head, string? Note, string Column);

/// <summary>A sheet with everybody's name and a second column: room for a signature, with empty lines for walk-ins, or a code. A tagged table.</summary>
internal sealed class SignInSheet
{
    /// <summary>Stands where a name can't be printed right; the sheet's empty lines have null.</summary>
    public const string ByHand = "name by hand";

    private const double Margin = 50;
    private const double RowHeight = 27;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);
    private readonly TaggedPdf pdf;
    private readonly double width;
    private readonly double height;

    private SignInSheet(TaggedPdf pdf, PaperSize paper) =>
        (this.pdf, width, height) = (pdf, paper == PaperSize.A4 ? 595.28 : 612, paper == PaperSize.A4 ? 841.89 : 792);

    /// <summary>Empty lines at the end, for walk-ins.</summary>
    public static IEnumerable<(string? Name, string Second)> WalkIns { get; } = Enumerable.Repeat(((string?)null, ""), 5);

    /// <summary>The sheet, on as many pages as it takes.</summary>
    public static byte[] Make(SheetText text, IReadOnlyList<(string? Name, string Second)> rows, OfficeSettings office, DateOnly date)
    {
        var facts = new PdfFacts($"{text.Kind}: {text.Title}", office.OfficeName, "en", date, string.Join('\n', rows));
        using var file = new TaggedPdf(facts);
        new SignInSheet(file, office.Paper).Draw(text, rows, office.OfficeName);
        return PdfFinish.Save(file);
    }

    private void Draw(SheetText text, IReadOnlyList<(string? Name, string Second)> all, string office)
    {
        var perPage = (int)((height - 190) / RowHeight);
        for (var page = 0; page * perPage < all.Count; page++)
        {
            pdf.AddPage(width, height);
            pdf.Text("P", office, new Style(Look.Sans, 9, Soft), Margin, 52);
            Line(page == 0 ? "H1" : "P", text.Title, new Style(Look.SansBold, 18, Ink), 78);
            Line("P", text.Head, new Style(Look.Sans, 11, Ink), 98);
            if (text.Note is not null) Line("P", text.Note, new Style(Look.Sans, 11, Soft), 115);
            var (from, rows) = (page * perPage, all.Skip(page * perPage).Take(perPage).ToList());
            pdf.Group("Table", () =>
            {
                Row(140, "TH", "", "Name", text.Column);
                for (var i = 0; i < rows.Count; i++) Row(140 + (i + 1) * RowHeight, "TD", (from + i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), rows[i].Name, rows[i].Second);
            });
        }
    }

    private void Row(double y, string tag, string number, string? name, string second)
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
            Cell(tag, second, style, middle, width - Margin - middle, y);
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
