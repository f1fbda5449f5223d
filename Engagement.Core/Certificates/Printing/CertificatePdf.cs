using Engagement.Core.Office;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Makes certificates' PDF files.</summary>
internal static class CertificatePdf
{
    /// <summary>The file of one certificate.</summary>
    public static byte[] Make(CertificateSheet sheet, PrintImages images, PaperSize paper)
    {
        using var book = new CertificateBook(paper, Facts(sheet));
        book.Add([sheet], images);
        return book.Finish();
    }

    private static PdfFacts Facts(CertificateSheet s) =>
        new($"{s.Content.Title} – {s.Content.Name}", s.Content.OfficeName, CertificateWords.Spoken(s.Content.Language), s.IssuedOn, $"{s.Number} {s.Code} {s.Status}");
}

/// <summary>One file of many certificates, a page each. Fonts and pictures are shared by all pages.</summary>
internal sealed class CertificateBook(PaperSize paper, PdfFacts facts) : IDisposable
{
    private readonly TaggedPdf pdf = new(facts);

    /// <summary>Adds pages.</summary>
    public void Add(IEnumerable<CertificateSheet> sheets, PrintImages images)
    {
        var (width, height) = paper == PaperSize.A4 ? (841.89, 595.28) : (792.0, 612.0);
        var layout = new CertificateLayout(pdf, images, width, height);
        foreach (var sheet in sheets) layout.Draw(sheet);
    }

    /// <summary>The bytes of the file; nothing can be added any more.</summary>
    public byte[] Finish() => PdfFinish.Save(pdf);

    /// <inheritdoc />
    public void Dispose() => pdf.Dispose();
}
