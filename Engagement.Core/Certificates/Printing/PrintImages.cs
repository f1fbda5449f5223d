using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Logo and signatures, each decoded once for all pages. A picture that can't be read is left out rather than stopping the print.</summary>
internal sealed class PrintImages(IReadOnlyDictionary<Guid, byte[]> files) : IDisposable
{
    private readonly Dictionary<Guid, XImage?> images = [];

    /// <summary>No pictures.</summary>
    public static PrintImages None => new(new Dictionary<Guid, byte[]>());

    /// <summary>The picture of a stored file (PNG or JPEG), or nothing.</summary>
    public XImage? Find(Guid? id)
    {
        if (id is not { } key) return null;
        if (!images.TryGetValue(key, out var image)) images[key] = image = files.TryGetValue(key, out var bytes) ? Read(bytes) : null;
        return image;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var image in images.Values) image?.Dispose();
    }

    private static XImage? Read(byte[] bytes)
    {
        Fonts.FontResolver.Prepare();
        try
        {
            return XImage.FromStream(new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true));
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ArgumentException or IOException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
