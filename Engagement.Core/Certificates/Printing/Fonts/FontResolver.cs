using PdfSharp;
using PdfSharp.Fonts;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>Hands our fonts to the PDF library, which keeps them by name for the life of the process.</summary>
internal sealed class FontResolver : IFontResolver
{
    private static readonly Lazy<bool> Ready = new(() =>
    {
        // PDFsharp 6.5 is used under the AGPL-3.0, as this product is; see docs/decisions.
        PdfSharpLicense.SetAgplLicense();
        GlobalFontSettings.FontResolver = new FontResolver();
        return true;
    });

    /// <summary>Prepares the PDF library; call it before the first document.</summary>
    public static void Prepare() => _ = Ready.Value;

    public byte[]? GetFont(string faceName) => FontLibrary.Bytes(faceName);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);
}
