using System.Globalization;
using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Surveys;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Statements on one scale: a row of boxes for each, under the points of the scale.</summary>
internal sealed class FormMatrix(Question question, string language, double left, double width, string? decline)
{
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);
    private readonly List<(string Mark, string Text)> points =
        [.. question.Options.Select((o, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), o.Text.In(language))), .. decline is null ? Array.Empty<(string, string)>() : [(PaperSheet.Decline, decline)]];

    private double Column => Math.Min(64, width * 0.6 / points.Count);

    private double Statements => width - points.Count * Column;

    /// <summary>The head and a piece for each statement.</summary>
    public IEnumerable<FormBlock> Rows()
    {
        var heads = points.ConvertAll(p => TextFit.Fit(p.Text, Look.Sans, Column - 6, 8.5, 5, _ => 3));
        var high = heads.Max(h => h.Lines.Count * h.Size * 1.2);
        yield return new(high + 14, (pdf, y) => pdf.Group("L", () =>
        {
            for (var i = 0; i < points.Count; i++) Head(pdf, points[i].Mark, heads[i], Statements + (i + 0.5) * Column + left, y + high);
        }), WithNext: true);
        for (var i = 0; i < question.Statements.Count; i++) yield return Row(PaperSheet.Letter(i), question.Statements[i].Text.In(language));
    }

    private static void Head(TaggedPdf pdf, string mark, FittedText text, double middle, double bottom) => pdf.Element("LI", () =>
    {
        for (var i = 0; i < text.Lines.Count; i++)
            pdf.Line(text.Lines[i], new Style(Look.Sans, text.Size, Ink), middle, bottom - (text.Lines.Count - 1 - i) * text.Size * 1.2 - 1, Align.Center);
        pdf.Line(mark, new Style(Look.Sans, 7.5, Soft), middle, bottom + 10, Align.Center);
    });

    private FormBlock Row(char letter, string statement)
    {
        var style = new Style(Look.Sans, 10, Ink);
        var lines = TextFit.Wrap(statement, style.Look, (Statements - 22) / style.Size);
        var height = Math.Max(20, lines.Count * 13 + 7);
        return new(height, (pdf, y) =>
        {
            pdf.Artifact(g => g.DrawLine(new XPen(Soft, 0.3), left, y, left + width, y));
            for (var i = 0; i < points.Count; i++) FormBlocks.Square(pdf, left + Statements + (i + 0.5) * Column - 5, y + (height - 10) / 2);
            pdf.Element("P", () =>
            {
                pdf.Line($"{letter}", new Style(Look.Sans, 8.5, Soft), left, y + 14);
                for (var i = 0; i < lines.Count; i++) pdf.Line(lines[i], style, left + 14, y + 14 + i * 13);
            });
        });
    }
}
