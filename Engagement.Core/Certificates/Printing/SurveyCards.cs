using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Common;
using Engagement.Core.Office;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A card with a survey code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Link">The address that its QR code leads to.</param>
/// <param name="Name">Whose it is, on a strip that is cut off before it is used; null: nobody's name.</param>
internal sealed record CodeCard(string Code, string Link, string? Name);

/// <summary>Ten cards a page, two beside each other, with marks to cut along: the code in groups, its QR code, and what to do with it in English and Spanish.</summary>
internal sealed class SurveyCards
{
    private const double CardWidth = 264;
    private const double CardHeight = 146;
    private const double Strip = 28;
    private const double Square = 84;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);

    /// <summary>The cards of a cohort, or the one-use tickets of an anonymous window.</summary>
    /// <param name="title">The cohort, and the survey of a ticket.</param>
    /// <param name="cards">The cards.</param>
    /// <param name="tickets">True for one-use tickets.</param>
    /// <param name="office">Name and paper.</param>
    /// <param name="date">Day of printing.</param>
    public static byte[] Make(string title, IReadOnlyList<CodeCard> cards, bool tickets, OfficeSettings office, DateOnly date)
    {
        var (width, height) = office.Paper == PaperSize.A4 ? (595.28, 841.89) : (612.0, 792.0);
        using var pdf = new TaggedPdf(new PdfFacts($"{(tickets ? "Survey tickets" : "Survey cards")}: {title}", office.OfficeName, "en", date, string.Join('\n', cards)));
        var (left, top) = ((width - 2 * CardWidth) / 2, (height - 5 * CardHeight) / 2);
        foreach (var page in cards.Chunk(10))
        {
            pdf.AddPage(width, height);
            for (var i = 0; i < page.Length; i++) Card(pdf, page[i], title, tickets, left + i % 2 * CardWidth, top + i / 2 * CardHeight);
        }
        return PdfFinish.Save(pdf);
    }

    private static void Card(TaggedPdf pdf, CodeCard card, string title, bool ticket, double x, double y)
    {
        var cut = new XPen(Soft, 0.3) { DashStyle = XDashStyle.Dash };
        pdf.Artifact(g => g.DrawRectangle(cut, x, y, CardWidth, CardHeight));
        pdf.Group("Sect", () =>
        {
            if (card.Name is { } name)
            {
                Fitted(pdf, name, Look.SansBold, 12, CardWidth - 110, x + 14, y + 19);
                pdf.Text("P", "cut off · recortar", new Style(Look.Sans, 7, Soft), x + CardWidth - 14, y + 19, Align.Right);
                pdf.Artifact(g => g.DrawLine(cut, x, y + Strip, x + CardWidth, y + Strip));
            }
            var (from, room) = (y + Strip, CardWidth - Square - 44);
            Fitted(pdf, title, Look.Sans, 8, room, x + 14, from + 16);
            Fitted(pdf, CheckedCode.Print(card.Code), Look.SansBold, 23, room, x + 14, from + 44);
            var host = card.Link[(card.Link.IndexOf("//", StringComparison.Ordinal) + 2)..card.Link.LastIndexOf('/')];
            var (english, spanish) = ticket
                ? ($"Scan, or type the code at {host}. Good for one time.", $"Escanea el código o escríbelo en {host}. Vale una vez.")
                : ($"Scan, or type the code at {host}. Keep this card: you need it again.", $"Escanea el código o escríbelo en {host}. Guarda la tarjeta.");
            var at = Words(pdf, english, room, x + 14, from + 60);
            Words(pdf, spanish, room, x + 14, at + 3);
            var box = new XRect(x + CardWidth - 14 - Square, from + 18, Square, Square);
            pdf.Figure($"QR code of {CheckedCode.Print(card.Code)}", box, g => g.DrawPath(pdf.Brush(Ink), QrPath.Of(card.Link, box.X, box.Y, Square)));
        });
    }

    private static double Words(TaggedPdf pdf, string text, double room, double x, double y)
    {
        var fit = TextFit.Fit(text, Look.Sans, room, 7.5, 5, _ => 3);
        pdf.Element("P", () =>
        {
            for (var i = 0; i < fit.Lines.Count; i++) pdf.Line(fit.Lines[i], new Style(Look.Sans, fit.Size, Soft), x, y + i * fit.Size * 1.25);
        });
        return y + fit.Lines.Count * fit.Size * 1.25;
    }

    private static void Fitted(TaggedPdf pdf, string text, Look look, double most, double room, double x, double y)
    {
        var fit = TextFit.Fit(text, look, room, most, 4, _ => 1);
        pdf.Text("P", fit.Lines.Count > 0 ? fit.Lines[0] : "", new Style(look, fit.Size, Ink), x, y);
    }
}
