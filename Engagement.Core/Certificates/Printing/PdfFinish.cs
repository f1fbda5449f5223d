using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using PdfSharp.Pdf;

namespace Engagement.Core.Certificates.Printing;

/// <summary>What a document says about itself.</summary>
/// <param name="Title">Shown in the window's title bar.</param>
/// <param name="Author">The office.</param>
/// <param name="Language">Language (BCP 47).</param>
/// <param name="Date">Day from which creation date and identifiers follow, so that the same content gives the same bytes.</param>
/// <param name="Seed">Text that identifies the content, such as the certificate's number and code.</param>
internal sealed record PdfFacts(string Title, string Author, string Language, DateOnly Date, string Seed);

/// <summary>
/// Metadata and identifiers. The PDF library takes random subset tags and document identifiers; here they follow from the content,
/// and the XMP packet gets what PDF/UA-1 asks for.
/// </summary>
internal static class PdfFinish
{
    private const string Product = "Engagement";

    /// <summary>The document's information dictionary and identifiers.</summary>
    public static void Describe(PdfDocument document, PdfFacts facts)
    {
        var created = facts.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        document.Info.Title = facts.Title;
        document.Info.Author = facts.Author;
        document.Info.Creator = Product;
        document.Info.CreationDate = created;
        document.Info.ModificationDate = created;
        var id = Encoding.Latin1.GetString(Hash(facts)[..16]);
        (document.Internals.FirstDocumentID, document.Internals.SecondDocumentID) = (id, id);
    }

    /// <summary>Saves with stable subset tags and with our metadata in place of the library's.</summary>
    public static byte[] Save(TaggedPdf pdf)
    {
        pdf.Close();
        NameSubsets(pdf.Document);
        using var buffer = new MemoryStream();
        pdf.Document.Save(buffer, closeStream: false);
        return ReplaceMetadata(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), pdf.Facts);
    }

    // A tag must differ only between subsets of one font in one file (ISO 32000-1, 9.6.4); the order of use tells them apart.
    private static void NameSubsets(PdfDocument document)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dictionary in document.Internals.GetAllObjects().OfType<PdfDictionary>())
        {
            foreach (var key in (string[])["/BaseFont", "/FontName"])
            {
                var name = dictionary.Elements.GetName(key);
                if (name.Length < 9 || name[7] != '+') continue;
                if (!tags.TryGetValue(name[1..7], out var tag)) tags[name[1..7]] = tag = Tag(tags.Count);
                dictionary.Elements.SetName(key, $"/{tag}{name[7..]}");
            }
        }
    }

    private static string Tag(int number) => new([.. "AAAAAA".Select((_, i) => (char)('A' + number / (int)Math.Pow(26, 5 - i) % 26))]);

    // The library writes the metadata stream as the last object, so only the position of the cross-reference table moves.
    private static byte[] ReplaceMetadata(ReadOnlySpan<byte> file, PdfFacts facts)
    {
        var table = file.LastIndexOf("xref\n0 "u8);
        var start = file[..table].LastIndexOf("<</Type/Metadata"u8);
        var end = table - file[start..table].Length + file[start..table].LastIndexOf("endobj"u8);
        var xmp = Encoding.UTF8.GetBytes(Xmp(facts));
        var stream = Encoding.ASCII.GetBytes($"<</Type/Metadata/Subtype/XML/Length {xmp.Length}>>\nstream\n");
        var tail = file[table..file.LastIndexOf("startxref"u8)];
        var moved = start + stream.Length + xmp.Length + "\nendstream\n"u8.Length + (table - end);
        return [.. file[..start], .. stream, .. xmp, .. "\nendstream\n"u8, .. file[end..table], .. tail, .. Encoding.ASCII.GetBytes($"startxref\n{moved}\n%%EOF\n")];
    }

    private static string Xmp(PdfFacts facts)
    {
        var date = facts.Date.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
        var id = new Guid(Hash(facts).AsSpan(16, 16));
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
                  <pdfuaid:part>1</pdfuaid:part>
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(facts.Title)}</rdf:li></rdf:Alt></dc:title>
                  <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(facts.Author)}</rdf:li></rdf:Seq></dc:creator>
                  <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(facts.Language)}</rdf:li></rdf:Bag></dc:language>
                  <xmp:CreatorTool>{Product}</xmp:CreatorTool>
                  <xmp:CreateDate>{date}</xmp:CreateDate>
                  <xmp:ModifyDate>{date}</xmp:ModifyDate>
                  <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>
                  <xmpMM:InstanceID>uuid:{id}</xmpMM:InstanceID>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """;
    }

    private static byte[] Hash(PdfFacts facts) => SHA256.HashData(Encoding.UTF8.GetBytes(facts.ToString()));
}
