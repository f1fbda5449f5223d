using System.Globalization;
using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Common;
using Engagement.Core.Office;
using Engagement.Core.Surveys;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A form to be printed: whose code stands on it, and whose name is cut off before it is filled in.</summary>
/// <param name="Code">The code; null: boxes to write the one of the card.</param>
/// <param name="Link">Address of its QR code.</param>
/// <param name="Name">Name on the first page.</param>
internal sealed record FormCopy(string? Code, string? Link, string? Name);

/// <summary>A survey on paper, one copy for each code, the code on every page. Laid out once, drawn for each copy.</summary>
internal sealed class SurveyForm
{
    private const double Margin = 48;
    private const double Top = 108;
    private const double Square = 44;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);
    private readonly TaggedPdf pdf;
    private readonly FormWords words;
    private readonly string title, foot;
    private readonly double width, height;
    private readonly List<List<(FormBlock Block, double Y)>> pages = [];

    private SurveyForm(TaggedPdf pdf, SurveyVersion version, string language, OfficeSettings office, string cohort)
    {
        (this.pdf, words) = (pdf, FormWords.For(language));
        (width, height) = office.Paper == PaperSize.A4 ? (595.28, 841.89) : (612.0, 792.0);
        var content = version.Content;
        (title, foot) = (content.Title.In(language, content.Languages[0]), $"{office.OfficeName} · {cohort} · v{version.Number}");
        var room = width - 2 * Margin;
        LayOut([
            FormBlocks.Lines(title, new Style(Look.SansBold, 16, Ink), Margin, room, "H1", after: 4),
            .. content.Intro.Empty ? Array.Empty<FormBlock>() : [FormBlocks.Lines(content.Intro.In(language, content.Languages[0]), new Style(Look.Sans, 10, Ink), Margin, room, after: 4)],
            FormBlocks.Lines(words.How, new Style(Look.Sans, 9, Soft), Margin, room, after: 2),
            .. new FormBlocks(content, language, Margin, room).All(),
            .. content.Thanks.Empty ? Array.Empty<FormBlock>() : [FormBlocks.Lines(content.Thanks.In(language, content.Languages[0]), new Style(Look.Sans, 10, Ink), Margin, room, before: 12)],
        ]);
    }

    /// <summary>All copies in one file.</summary>
    public static byte[] Make(SurveyVersion version, string language, string cohort, IReadOnlyList<FormCopy> copies, OfficeSettings office, DateOnly date)
    {
        var name = version.Content.Title.In(language, version.Content.Languages[0]);
        using var file = new TaggedPdf(new PdfFacts($"{name}: {cohort}", office.OfficeName, language, date, $"{version.Id}\n{string.Join('\n', copies)}"));
        var form = new SurveyForm(file, version, language, office, cohort);
        foreach (var copy in copies) form.Draw(copy);
        return PdfFinish.Save(file);
    }

    // Pieces that belong together go to the next page together, unless they fill more than a page.
    private void LayOut(List<FormBlock> blocks)
    {
        var (page, y, bottom) = (new List<(FormBlock, double)>(), Top, height - 54);
        for (var i = 0; i < blocks.Count;)
        {
            var together = 1;
            while (i + together < blocks.Count && blocks[i + together - 1].WithNext) together++;
            var needed = blocks.Skip(i).Take(together).Sum(b => b.Height);
            if (page.Count > 0 && y + Math.Min(needed, bottom - Top) > bottom)
            {
                pages.Add(page);
                (page, y) = ([], Top);
            }
            page.Add((blocks[i], y));
            y += blocks[i++].Height;
        }
        pages.Add(page);
    }

    private void Draw(FormCopy copy)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            pdf.AddPage(width, height);
            Head(copy, first: i == 0);
            foreach (var (block, y) in pages[i]) block.Draw(pdf, y);
            pdf.Text("P", $"{foot} · {string.Format(CultureInfo.InvariantCulture, words.Page, i + 1, pages.Count)}", new Style(Look.Sans, 8, Soft), Margin, height - 30);
        }
    }

    private void Head(FormCopy copy, bool first)
    {
        if (first && copy.Name is { } name)
        {
            var fit = TextFit.Fit(name, Look.SansBold, width - 2 * Margin - 90, 12, 5, _ => 1);
            pdf.Text("P", fit.Lines[0], new Style(Look.SansBold, fit.Size, Ink), Margin, 26);
            pdf.Text("P", words.CutOff, new Style(Look.Sans, 8, Soft), width - Margin, 26, Align.Right);
            pdf.Artifact(g => g.DrawLine(new XPen(Soft, 0.5) { DashStyle = XDashStyle.Dash }, 0, 36, width, 36));
        }
        if (!first)
        {
            var fit = TextFit.Fit(title, Look.Sans, width - 2 * Margin - 220, 9, 6, _ => 1);
            pdf.Text("P", fit.Lines.Count > 1 ? fit.Lines[0] + " …" : fit.Lines.Count == 1 ? fit.Lines[0] : "", new Style(Look.Sans, fit.Size, Soft), Margin, 68);
        }
        if (copy.Code is { } code)
        {
            pdf.Text("P", words.Code, new Style(Look.Sans, 8, Soft), width - Margin - Square - 10, 58, Align.Right);
            pdf.Text("P", CheckedCode.Print(code), new Style(Look.SansBold, 17, Ink), width - Margin - Square - 10, 78, Align.Right);
            var box = new XRect(width - Margin - Square, 46, Square, Square);
            pdf.Figure(string.Format(CultureInfo.InvariantCulture, words.Qr, CheckedCode.Print(code)), box, g => g.DrawPath(pdf.Brush(Ink), QrPath.Of(copy.Link ?? code, box.X, box.Y, Square)));
            return;
        }
        pdf.Text("P", words.WriteCode, new Style(Look.Sans, 8, Soft), width - Margin, 58, Align.Right);
        for (var i = 0; i < SurveyCode.Length; i++)
        {
            var x = width - Margin - (SurveyCode.Length - i) * 20 - (i < 4 ? 8 : 0);
            pdf.Artifact(g => g.DrawRectangle(new XPen(Ink, 0.8), x, 64, 18, 24));
        }
    }
}
