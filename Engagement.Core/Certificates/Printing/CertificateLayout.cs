using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Common;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>
/// The certificate's page: landscape, a frame with concave corners, everything centered, signatures and the code to check it at the foot.
/// Drawn in reading order.
/// </summary>
internal sealed class CertificateLayout(TaggedPdf pdf, PrintImages images, double width, double height)
{
    private const double Inset = 30;
    private const double QrSize = 76;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);

    /// <summary>Draws one page.</summary>
    public void Draw(CertificateSheet sheet)
    {
        var (content, words) = (sheet.Content, CertificateWords.For(sheet.Content.Language));
        var brand = Color(content.Color);
        pdf.AddPage(width, height);
        pdf.Artifact(g => Frame(g, brand));
        pdf.Group("Sect", () =>
        {
            Head(content, words, brand);
            Body(content, words, brand);
            Signatures(content, words);
            Foot(sheet, words);
        });
        if (sheet.Status != CertificateStatus.Valid) Stamp(sheet.Status == CertificateStatus.Revoked ? words.Revoked : words.Superseded);
    }

    private double Middle => width / 2;

    private void Head(CertificateContent content, CertificateWords words, XColor brand)
    {
        var logo = images.Find(content.LogoFileId);
        var y = logo is null ? 92.0 : 112.0;
        if (logo is not null) Picture(logo, new XRect(Middle - 90, 52, 180, 44), string.Format(null, words.LogoOf, content.OfficeName));
        var city = content.CityName.Length == 0 ? content.OfficeName : $"{content.CityName}  ·  {content.OfficeName}";
        Fitted("P", city.ToUpperInvariant(), new Style(Look.Sans, 10.5, Soft), y, width - 140);
        Fitted("P", content.ProgramName, new Style(Look.SerifBold, 19, brand), y + 29, width - 150);
        Fitted("H1", content.Title, new Style(Look.Serif, 40, Ink), y + 77, width - 150);
    }

    private void Body(CertificateContent content, CertificateWords words, XColor brand)
    {
        pdf.Text("P", words.Intro, new Style(Look.Serif, 14, Soft), Middle, 221, Align.Center);
        var name = TextFit.Fit(content.Name, Look.SerifBold, width - 150, 46, 6, s => s >= 26 ? 1 : s >= 20 ? 2 : (int)(60 / (s * 1.3)));
        Block("P", name, new Style(Look.SerifBold, name.Size, brand), top: 236, bottom: 296);
        pdf.Artifact(g =>
        {
            var (pen, half) = (new XPen(brand, 0.8), Math.Min(260, width / 2 - 90));
            g.DrawLine(pen, Middle - half, 305, Middle - 7, 305);
            g.DrawLine(pen, Middle + 7, 305, Middle + half, 305);
            g.DrawPolygon(pdf.Brush(brand), [new(Middle, 301.5), new(Middle + 3.5, 305), new(Middle, 308.5), new(Middle - 3.5, 305)], XFillMode.Winding);
        });
        var text = TextFit.Fit(content.Text, Look.Serif, width - 190, 16, 6, s => (int)(72 / (s * 1.35)));
        Block("P", text, new Style(Look.Serif, text.Size, Ink), top: 318, bottom: 392);
        Fitted("P", CertificateText.Facts(content), new Style(Look.Sans, 10, Soft), 412, width - 150);
    }

    private void Signatures(CertificateContent content, CertificateWords words)
    {
        var signers = content.Signatures.Take(3).ToList();
        if (signers.Count == 0) return;
        var (left, right, line) = (Inset + 38, width - Inset - 40 - QrSize - 34, height - 104);
        var slot = Math.Min(210, (right - left) / signers.Count);
        var start = signers.Count == 3 ? left : left + (right - left - slot * signers.Count) / 2;
        for (var i = 0; i < signers.Count; i++)
        {
            var (signer, x) = (signers[i], start + slot * i + slot / 2);
            if (images.Find(signer.ImageFileId) is { } image) Picture(image, new XRect(x - slot / 2 + 12, line - 48, slot - 24, 44), string.Format(null, words.SignatureOf, signer.Name));
            pdf.Artifact(g => g.DrawLine(new XPen(Soft, 0.7), x - slot / 2 + 8, line, x + slot / 2 - 8, line));
            Fitted("P", signer.Name, new Style(Look.SansBold, 10, Ink), line + 15, slot - 16, x);
            Fitted("P", signer.Title, new Style(Look.Sans, 9, Soft), line + 28, slot - 16, x);
        }
    }

    private void Foot(CertificateSheet sheet, CertificateWords words)
    {
        var (x, y) = (width - Inset - 40 - QrSize, height - Inset - 38 - 42 - QrSize);
        var center = x + QrSize / 2;
        pdf.Figure(string.Format(null, words.Seal, sheet.VerifyAddress ?? sheet.Code), new XRect(x, y, QrSize, QrSize),
            g => g.DrawPath(pdf.Brush(Ink), QrPath.Of(sheet.VerifyAddress ?? sheet.Code, x, y, QrSize)));
        pdf.Text("P", CheckedCode.Print(sheet.Code), new Style(Look.SansBold, 9, Ink), center, y + QrSize + 15, Align.Center);
        Fitted("P", $"{words.Number} {sheet.Number}", new Style(Look.Sans, 8.5, Soft), y + QrSize + 28, QrSize + 50, center);
        pdf.Text("P", $"{words.Issued} {CertificateWords.Date(sheet.IssuedOn, sheet.Content.Language)}", new Style(Look.Sans, 8.5, Soft), center, y + QrSize + 40, Align.Center);
        if (sheet.VerifyAddress is null) return;
        var address = sheet.VerifyAddress[..sheet.VerifyAddress.LastIndexOf('/')].Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal);
        Fitted("P", $"{words.CheckAt} {address}", new Style(Look.Sans, 8, Soft), height - Inset - 14, width - 240);
    }

    private void Stamp(string word) => pdf.Text("P", word, new Style(Look.SansBold, 40, XColor.FromArgb(0x99, 0xA3, 0x16, 0x1F)), Middle, 456, Align.Center);

    // One line, made smaller until it fits.
    private void Fitted(string tag, string text, Style style, double y, double most, double? x = null)
    {
        if (text.Length == 0) return;
        var wide = TaggedPdf.Width(text, style);
        var size = wide <= most ? style.Size : Math.Max(4, Math.Floor(style.Size * most / wide * 4) / 4);
        if (TaggedPdf.Width(text, style with { Size = size }) > most) (text, _) = (Cut(text, style with { Size = size }, most), 0);
        pdf.Text(tag, text, style with { Size = size }, x ?? Middle, y, Align.Center);
    }

    private static string Cut(string text, Style style, double most)
    {
        while (text.Length > 1 && TaggedPdf.Width(text + "…", style) > most) text = text[..^1];
        return text + "…";
    }

    private void Block(string tag, FittedText text, Style style, double top, double bottom)
    {
        var step = style.Size * 1.3;
        var first = (top + bottom) / 2 - step * (text.Lines.Count - 1) / 2 + style.Size * 0.36;
        pdf.Element(tag, () => pdf.Lines(text.Lines, style, Middle, first, step, Align.Center));
    }

    private void Picture(XImage image, XRect box, string alternative)
    {
        var scale = Math.Min(box.Width / image.PixelWidth, box.Height / image.PixelHeight);
        var (w, h) = (image.PixelWidth * scale, image.PixelHeight * scale);
        var place = new XRect(box.X + (box.Width - w) / 2, box.Bottom - h, w, h);
        pdf.Figure(alternative, place, g => g.DrawImage(image, place));
    }

    private void Frame(XGraphics g, XColor brand)
    {
        g.DrawPath(new XPen(brand, 2.4), Notched(Inset - 8, 20));
        g.DrawPath(new XPen(brand, 0.7), Notched(Inset, 20));
    }

    // A rectangle whose corners are quarter circles that bend inwards.
    private XGraphicsPath Notched(double inset, double radius)
    {
        var (path, l, t, r, b) = (new XGraphicsPath(), inset, inset, width - inset, height - inset);
        path.StartFigure();
        path.AddArc(l - radius, t - radius, 2 * radius, 2 * radius, 90, -90);
        path.AddArc(r - radius, t - radius, 2 * radius, 2 * radius, 180, -90);
        path.AddArc(r - radius, b - radius, 2 * radius, 2 * radius, 270, -90);
        path.AddArc(l - radius, b - radius, 2 * radius, 2 * radius, 0, -90);
        path.CloseFigure();
        return path;
    }

    private static XColor Color(string hex) =>
        Contrast(hex, out var rgb) ? XColor.FromArgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF) : XColor.FromArgb(0x0F, 0x4D, 0x90);

    private static bool Contrast(string hex, out int rgb) =>
        int.TryParse(hex.AsSpan(Math.Min(1, hex.Length)), System.Globalization.NumberStyles.HexNumber, null, out rgb) && hex.Length == 7;
}
