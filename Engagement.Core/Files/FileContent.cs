using System.IO.Compression;
using System.Text;

namespace Engagement.Core.Files;

/// <summary>Tells from the bytes what a file is.</summary>
public static class FileContent
{
    /// <summary>Kind, content type and usual ending of a file; <see cref="FileKind.None"/> when it is nothing that we take.</summary>
    public sealed record Type(FileKind Kind, string ContentType, string Ending);

    private static readonly Type Nothing = new(FileKind.None, "", "");
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks at the content; never at the name.</summary>
    public static Type Recognise(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return new(FileKind.Png, "image/png", ".png");
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return new(FileKind.Jpeg, "image/jpeg", ".jpg");
        if (content.StartsWith("%PDF-"u8)) return new(FileKind.Pdf, "application/pdf", ".pdf");
        if (content.StartsWith("PK\u0003\u0004"u8)) return Package(content);
        return IsText(content) ? new(FileKind.Text, "text/plain; charset=utf-8", ".txt") : Nothing;
    }

    // Only the list of parts is read, so that nothing can blow up while unpacking.
    private static Type Package(ReadOnlySpan<byte> content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            var parts = zip.Entries.Select(e => e.FullName).ToHashSet();
            if (!parts.Contains("[Content_Types].xml") || parts.Any(p => p.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))) return Nothing;
            if (parts.Contains("word/document.xml")) return Office("wordprocessingml.document", ".docx");
            if (parts.Contains("xl/workbook.xml")) return Office("spreadsheetml.sheet", ".xlsx");
            return parts.Contains("ppt/presentation.xml") ? Office("presentationml.presentation", ".pptx") : Nothing;
        }
        catch (InvalidDataException)
        {
            return Nothing;
        }
    }

    private static Type Office(string what, string ending) => new(FileKind.Office, $"application/vnd.openxmlformats-officedocument.{what}", ending);

    private static bool IsText(ReadOnlySpan<byte> content)
    {
        foreach (var b in content)
            if (b < 32 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')) return false;
        try
        {
            StrictUtf8.GetCharCount(content);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
