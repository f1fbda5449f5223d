using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Office;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Cards of 3.5 by 2 inches, ten a page, two beside each other, with marks to cut along. A card has a head, a name, a line under it, a code and a QR code.</summary>
internal static class CardSheet
{
    private const double CardWidth = 252;
    private const double CardHeight = 144;
    private const double Edge = 16;
    private const double Square = 56;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);

    /// <summary>What is on one card.</summary>
    /// <param name="Head">Small, above.</param>
    /// <param name="Name">Large; empty: it can't be printed, and there is a line to write it on.</param>
    /// <param name="Line">Under the name.</param>
    /// <param name="Code">At the foot.</param>
    /// <param name="Qr">Content of the QR code.</param>
    /// <param name="QrMeaning">What it is, for those who can't see it.</param>
    public sealed record Card(string Head, string Name, string Line, string Code, string Qr, string QrMeaning);

    /// <summary>The sheets.</summary>
    public static byte[] Make(string title, IReadOnlyList<Card> cards, OfficeSettings office, DateOnly date)
    {
        var (width, height) = office.Paper == PaperSize.A4 ? (595.28, 841.89) : (612.0, 792.0);
        var facts = new PdfFacts(title, office.OfficeName, "en", date, string.Join('\n', cards));
        using var pdf = new TaggedPdf(facts);
        var (left, top) = ((width - 2 * CardWidth) / 2, (height - 5 * CardHeight) / 2);
        foreach (var page in cards.Chunk(10))
        {
            pdf.AddPage(width, height);
            for (var i = 0; i < page.Length; i++) Draw(pdf, page[i], left + i % 2 * CardWidth, top + i / 2 * CardHeight);
        }
        return PdfFinish.Save(pdf);
    }

    private static void Draw(TaggedPdf pdf, Card card, double x, double y)
    {
        pdf.Artifact(g => g.DrawRectangle(new XPen(Soft, 0.3) { DashStyle = XDashStyle.Dash }, x, y, CardWidth, CardHeight));
        pdf.Group("Sect", () =>
        {
            pdf.Text("P", card.Head, new Style(Look.Sans, 8, Soft), x + Edge, y + 24);
            if (card.Name.Length > 0)
                Lines(pdf, TextFit.Fit(card.Name, Look.SansBold, CardWidth - 2 * Edge, 24, 8, s => s >= 15 ? 1 : 2), new Style(Look.SansBold, 0, Ink), x + Edge, y + 52, 1.15);
            else
            {
                pdf.Artifact(g => g.DrawLine(new XPen(Soft, 0.5), x + Edge, y + 60, x + CardWidth - Edge, y + 60));
                pdf.Text("P", SignInSheet.ByHand, new Style(Look.Sans, 7, Soft), x + Edge, y + 69);
            }
            Lines(pdf, TextFit.Fit(card.Line, Look.Sans, CardWidth - 100, 10, 6, s => s >= 8 ? 2 : 3), new Style(Look.Sans, 0, Soft), x + Edge, y + 88, 1.2);
            pdf.Text("P", card.Code, new Style(Look.SansBold, 12, Ink), x + Edge, y + CardHeight - Edge);
            var box = new XRect(x + CardWidth - Edge - Square, y + CardHeight - 14 - Square, Square, Square);
            pdf.Figure(card.QrMeaning, box, g => g.DrawPath(pdf.Brush(Ink), QrPath.Of(card.Qr, box.X, box.Y, Square)));
        });
    }

    private static void Lines(TaggedPdf pdf, FittedText text, Style style, double x, double y, double spacing) =>
        pdf.Element("P", () => pdf.Lines([.. text.Lines.Take(3)], style with { Size = text.Size }, x, y, text.Size * spacing));
}
