using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Common;
using Engagement.Core.Office;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Somebody who gets a name card; an empty name can't be printed and is written by hand.</summary>
internal sealed record CardHolder(string Name, string CardCode);

/// <summary>Ten name cards a page, two beside each other, with marks to cut along: name, cohort, check-in code as text and QR code.</summary>
internal sealed class NameCards
{
    private const double CardWidth = 252;
    private const double CardHeight = 144;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);

    /// <summary>The cards of a cohort.</summary>
    public static byte[] Make(string cohort, IReadOnlyList<CardHolder> people, OfficeSettings office, DateOnly date)
    {
        var (width, height) = office.Paper == PaperSize.A4 ? (595.28, 841.89) : (612.0, 792.0);
        var facts = new PdfFacts($"Name cards: {cohort}", office.OfficeName, "en", date, string.Join('\n', people));
        using var pdf = new TaggedPdf(facts);
        var (left, top) = ((width - 2 * CardWidth) / 2, (height - 5 * CardHeight) / 2);
        foreach (var page in people.Chunk(10))
        {
            pdf.AddPage(width, height);
            for (var i = 0; i < page.Length; i++) Card(pdf, page[i], cohort, office, left + i % 2 * CardWidth, top + i / 2 * CardHeight);
        }
        return PdfFinish.Save(pdf);
    }

    private static void Card(TaggedPdf pdf, CardHolder holder, string cohort, OfficeSettings office, double x, double y)
    {
        pdf.Artifact(g => g.DrawRectangle(new XPen(Soft, 0.3) { DashStyle = XDashStyle.Dash }, x, y, CardWidth, CardHeight));
        pdf.Group("Sect", () =>
        {
            pdf.Text("P", office.OfficeName, new Style(Look.Sans, 8, Soft), x + 16, y + 24);
            if (holder.Name.Length > 0)
            {
                var name = TextFit.Fit(holder.Name, Look.SansBold, CardWidth - 32, 24, 8, s => s >= 15 ? 1 : 2);
                pdf.Element("P", () => pdf.Lines([.. name.Lines.Take(3)], new Style(Look.SansBold, name.Size, Ink), x + 16, y + 52, name.Size * 1.15));
            }
            else
            {
                pdf.Artifact(g => g.DrawLine(new XPen(Soft, 0.5), x + 16, y + 60, x + CardWidth - 16, y + 60));
                pdf.Text("P", SignInSheet.ByHand, new Style(Look.Sans, 7, Soft), x + 16, y + 69);
            }
            var group = TextFit.Fit(cohort, Look.Sans, CardWidth - 100, 10, 6, s => s >= 8 ? 2 : 3);
            pdf.Element("P", () => pdf.Lines([.. group.Lines.Take(3)], new Style(Look.Sans, group.Size, Soft), x + 16, y + 88, group.Size * 1.2));
            pdf.Text("P", CheckedCode.Print(holder.CardCode), new Style(Look.SansBold, 12, Ink), x + 16, y + CardHeight - 16);
            var box = new XRect(x + CardWidth - 16 - 56, y + CardHeight - 14 - 56, 56, 56);
            pdf.Figure($"QR code of the check-in code {CheckedCode.Print(holder.CardCode)}", box, g => g.DrawPath(pdf.Brush(Ink), QrPath.Of(holder.CardCode, box.X, box.Y, 56)));
        });
    }
}
