using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Engagement.Core.Certificates;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Office;

namespace Engagement.Tests.Certificates;

public class CertificatePdfTests
{
    [PopplerTheory]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("José Peña-Núñez")]
    [InlineData("李小龍")]
    [InlineData("Ołena Шевченко")]
    [InlineData("Ана 김민수 さくら")]
    public void Make_NamesOfTheWorld_AreTextWithEmbeddedSubsets(string name)
    {
        var pdf = CertificatePdf.Make(Samples.Sheet(name), PrintImages.None, PaperSize.Letter);
        Samples.Poppler(pdf, "pdftotext").ShouldContain(name);
        var fonts = Samples.Poppler(pdf, "pdffonts").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        fonts.Count.ShouldBeGreaterThan(2);
        fonts.ShouldAllBe(f => f.Contains("yes yes yes", StringComparison.Ordinal));
    }

    // Letters whose accents are glyphs made of glyphs in some fonts: the text is in the PDF all the same, so only the picture tells.
    [PopplerTheory]
    [InlineData("ễ", "e")]
    [InlineData("ạ", "a")]
    [InlineData("ё", "е")]
    [InlineData("ў", "у")]
    public void Make_LetterWithAccent_IsSeenWithIt(string name, string bare) => Picture(name).ShouldNotBe(Picture(bare));

    [PopplerTheory]
    [InlineData(PaperSize.Letter, "792 x 612 pts (letter)")]
    [InlineData(PaperSize.A4, "841.89 x 595.28 pts (A4)")]
    public void Make_Certificate_IsTaggedWithTitleAndLanguage(PaperSize paper, string size)
    {
        var pdf = CertificatePdf.Make(Samples.Sheet("Ana Pérez", language: "es"), PrintImages.None, paper);
        var info = Samples.Poppler(pdf, "pdfinfo");
        info.ShouldContain(size);
        info.ShouldContain("Tagged:          yes");
        info.ShouldContain("Certificado de finalización – Ana Pérez");
        var structure = Samples.Poppler(pdf, "pdfinfo", "-struct-text");
        structure.ShouldNotContain("Error");
        structure.IndexOf("Certificado de finalización", StringComparison.Ordinal).ShouldBeLessThan(structure.IndexOf("Ana Pérez", StringComparison.Ordinal));
        structure.ShouldContain("H1");
        structure.ShouldContain("Figure");
        structure.ShouldNotMatch(@"[,;]\p{L}|,\d", "words at the end and beginning of lines do not run together");
        var raw = System.Text.Encoding.Latin1.GetString(pdf);
        raw.ShouldContain("<pdfuaid:part>1</pdfuaid:part>");
        raw.ShouldContain("/Lang(es)");
        raw.ShouldContain("/Alt(");
        raw.ShouldContain("/DisplayDocTitle true");
    }

    [PopplerTheory]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")]
    [InlineData("Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen, Maximiliana Theodora von Hohenzollern Sigmaringen")]
    [InlineData("Maximiliana Maximiliana Maximiliana Maximiliana Maximiliana Maximiliana Maximiliana Maximiliana Maximiliana Maximiliana")]
    public void Make_LongName_StaysInItsPlace(string name)
    {
        var pdf = CertificatePdf.Make(Samples.Sheet(name), PrintImages.None, PaperSize.Letter);
        Samples.Poppler(pdf, "pdftotext", "-raw").Where(char.IsLetter).Count(c => c == name[0]).ShouldBeGreaterThanOrEqualTo(name.Count(c => c == name[0]));
        // -bbox gives each word's box in points, from the upper left corner.
        var words = Regex.Matches(Samples.Poppler(pdf, "pdftotext", "-bbox"), "xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">([^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(5));
        Func<Match, int, double> number = (word, group) => double.Parse(word.Groups[group].Value, CultureInfo.InvariantCulture);
        words.ShouldAllBe(w => number(w, 1) > 40 && number(w, 3) < 752);
        words.Where(w => name.Contains(w.Groups[5].Value, StringComparison.Ordinal) && w.Groups[5].Value.Length > 2).ShouldAllBe(w => number(w, 2) > 221 && number(w, 4) < 306);
    }

    [Fact]
    public async Task Make_SameContent_GivesTheSameBytes()
    {
        var first = Hash();
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Hash)));
        others.ShouldAllBe(h => h == first);
        SHA256.HashData(CertificatePdf.Make(Samples.Sheet("Somebody else"), PrintImages.None, PaperSize.Letter)).ShouldNotBe(Convert.FromHexString(first));

        static string Hash() => CertificatePdfTests.Hash(CertificatePdf.Make(Samples.Sheet("Nguyễn 李小龍"), PrintImages.None, PaperSize.Letter));
    }

    [PopplerTheory]
    [InlineData(CertificateStatus.Revoked, "REVOKED")]
    [InlineData(CertificateStatus.Superseded, "REPLACED")]
    public void Make_NotValid_SaysSo(CertificateStatus status, string word) =>
        Samples.Poppler(CertificatePdf.Make(Samples.Sheet("Ana", status: status), PrintImages.None, PaperSize.Letter), "pdftotext").ShouldContain(word);

    [PopplerTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void Sign_WithACertificate_IsVerifiedByAReader(int pages)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Example 311 in a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var book = new CertificateBook(PaperSize.Letter, new PdfFacts("Test", "Office", "en", new(2026, 1, 1), "seed"));
        book.Add(Enumerable.Range(0, pages).Select(i => Samples.Sheet($"Person {i}")), PrintImages.None);
        var signed = new PdfSigner(certificate, TimeProvider.System).Sign(book.Finish(), "Issued by Example 311");
        var report = Samples.Poppler(signed, "pdfsig");
        report.ShouldContain("Signature Validation: Signature is Valid.");
        report.ShouldContain("Total document signed");
        report.ShouldContain("Example 311 in a test");
        Samples.Poppler(signed, "pdfinfo").ShouldContain("Tagged:          yes");

        signed[signed.AsSpan().IndexOf("Person"u8) is var at && at > 0 ? at : 2000] ^= 1;
        Samples.Poppler(signed, "pdfsig").ShouldNotContain("Signature is Valid");
    }

    private static string Picture(string name) =>
        Hash(System.Text.Encoding.UTF8.GetBytes(Samples.Poppler(CertificatePdf.Make(Samples.Sheet(name), PrintImages.None, PaperSize.Letter), "pdftoppm", "-r", "40", "-gray")));

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
