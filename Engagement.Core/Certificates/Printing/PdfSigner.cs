using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Engagement.Core.Certificates.Printing;

/// <summary>
/// Signs a finished PDF with the office's certificate, as an incremental update (ISO 32000-1, 12.8): the file stays as it was made,
/// and an invisible signature that covers all of it is added behind. A PDF reader shows who signed and whether anything was changed.
/// </summary>
internal sealed partial class PdfSigner(X509Certificate2 certificate, TimeProvider clock)
{
    // Room for a signature with a chain of certificates, in bytes.
    private const int Room = 12_000;

    /// <summary>The signer of the configuration, or none. A wrong file or password stops the print with the reason in the log.</summary>
    public static PdfSigner? From(SigningOptions options, TimeProvider clock) =>
        string.IsNullOrWhiteSpace(options.File) ? null
            : new PdfSigner(X509CertificateLoader.LoadPkcs12FromFile(options.File, options.Password, X509KeyStorageFlags.EphemeralKeySet), clock);

    /// <summary>The file with its signature.</summary>
    public byte[] Sign(byte[] pdf, string reason)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = Trailer().Match(text, text.LastIndexOf("trailer", StringComparison.Ordinal));
        var (size, root, table) = (Int(trailer, "size"), Int(trailer, "root"), int.Parse(Start().Match(text, text.LastIndexOf("startxref", StringComparison.Ordinal)).Groups["at"].Value, CultureInfo.InvariantCulture));
        var catalog = Object(text, table, root);
        var pageNumber = int.Parse(FirstKid().Match(Object(text, table, int.Parse(Pages().Match(catalog).Groups["n"].Value, CultureInfo.InvariantCulture))).Groups["n"].Value, CultureInfo.InvariantCulture);
        var page = Object(text, table, pageNumber);
        var (field, signature) = (size, size + 1);

        var update = new StringBuilder();
        var places = new SortedDictionary<int, int>();
        Add(root, catalog[..^2] + $"/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>>>");
        Add(pageNumber, page[..^2] + $"/Annots[{field} 0 R]>>");
        Add(field, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/TU(Digital signature)/Rect[0 0 0 0]/F 134/P {pageNumber} 0 R/V {signature} 0 R>>");
        var now = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        Add(signature, $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:{now}Z)/Reason({Escaped(reason)})/ByteRange[0 0000000000 0000000000 0000000000]/Contents<{new string('0', Room * 2)}>>>");
        var newTable = pdf.Length + update.Length;
        update.Append("xref\n");
        foreach (var (number, at) in places) update.Append(CultureInfo.InvariantCulture, $"{number} 1\n{at:0000000000} 00000 n \n");
        update.Append(CultureInfo.InvariantCulture, $"trailer\n<<{trailer.Groups["id"].Value}/Root {root} 0 R/Size {size + 2}/Prev {table}>>\nstartxref\n{newTable}\n%%EOF\n");
        return Fill([.. pdf, .. Encoding.Latin1.GetBytes(update.ToString())], pdf.Length);

        void Add(int number, string body)
        {
            places[number] = pdf.Length + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }
    }

    // The signature covers everything but the place where it stands itself.
    private byte[] Fill(byte[] file, int from)
    {
        var open = from + file.AsSpan(from).IndexOf("/Contents<0"u8) + "/Contents".Length;
        var close = open + 2 + Room * 2;
        var range = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[0 {open:0000000000} {close:0000000000} {file.Length - close:0000000000}]"));
        range.CopyTo(file, from + file.AsSpan(from).IndexOf("/ByteRange["u8) + "/ByteRange".Length);
        var cms = new SignedCms(new ContentInfo([.. file.AsSpan(0, open), .. file.AsSpan(close)]), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.WholeChain };
        cms.ComputeSignature(signer, silent: true);
        var hex = Encoding.ASCII.GetBytes(Convert.ToHexString(cms.Encode()));
        if (hex.Length > Room * 2) throw new InvalidOperationException("The signing certificate's chain is too long for the signature's place in the PDF.");
        hex.CopyTo(file, open + 1);
        return file;
    }

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // An object's dictionary, found through the cross-reference table, whose lines are 20 bytes long.
    private static string Object(string text, int table, int number)
    {
        var line = text.IndexOf('\n', text.IndexOf('\n', table) + 1) + 1 + 20 * number;
        var at = text.IndexOf("<<", int.Parse(text.AsSpan(line, 10), CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text[at..text.IndexOf("\nendobj", at, StringComparison.Ordinal)].TrimEnd();
    }

    private static string Escaped(string text) => string.Concat(text.Where(c => c is >= ' ' and < '\x7f' and not ('(' or ')' or '\\')));

    [GeneratedRegex(@"<<(?<id>/ID\[<[0-9A-F]+><[0-9A-F]+>\]/Info \d+ 0 R)/Root (?<root>\d+) 0 R/Size (?<size>\d+)>>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"startxref\s+(?<at>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"/Pages (?<n>\d+) 0 R", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pages();

    [GeneratedRegex(@"/Kids\[(?<n>\d+) 0 R", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstKid();
}
