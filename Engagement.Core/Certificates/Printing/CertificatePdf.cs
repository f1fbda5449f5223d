using Engagement.Core.Office;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Makes certificates' PDF files.</summary>
internal static class CertificatePdf
{
    /// <summary>One file with a page for each sheet, in order; fonts and pictures are shared by all pages.</summary>
    public static byte[] Make(IEnumerable<CertificateSheet> sheets, PrintImages images, PaperSize paper, PdfFacts facts)
    {
        var (width, height) = paper == PaperSize.A4 ? (841.89, 595.28) : (792.0, 612.0);
        using var pdf = new TaggedPdf(facts);
        var layout = new CertificateLayout(pdf, images, width, height);
        foreach (var sheet in sheets) layout.Draw(sheet);
        return PdfFinish.Save(pdf);
    }

    /// <summary>The file of one certificate.</summary>
    public static byte[] Make(CertificateSheet sheet, PrintImages images, PaperSize paper) =>
        Make([sheet], images, paper, Facts(sheet));

    private static PdfFacts Facts(CertificateSheet s) =>
        new($"{s.Content.Title} – {s.Content.Name}", s.Content.OfficeName, CertificateWords.Spoken(s.Content.Language), s.IssuedOn, $"{s.Number} {s.Code} {s.Status}");
}
