using Engagement.Core.Common;
using NetVips;

namespace Engagement.Core.Files;

/// <summary>
/// Makes of an uploaded photo what may be shown: a JPEG that stands upright, at most 1,600 pixels long, without metadata (which hold place, time and device).
/// What it is is told by its first bytes, and only three decoders are ever asked, whatever the name says.
/// </summary>
public static class PhotoReader
{
    /// <summary>Largest upload, in bytes (12 MB).</summary>
    public const int MostBytes = 12 * 1024 * 1024;

    /// <summary>A photo must have fewer pixels than this, so that a small file can't unpack into gigabytes.</summary>
    public const long MostPixels = 40_000_000;

    /// <summary>Longer side of what is kept, in pixels.</summary>
    public const int Longest = 1600;

    private const int Quality = 82;
    private static readonly double[] White = [255, 255, 255];

    // Decoding costs memory and time: two at a time are enough, the others wait.
    private static readonly SemaphoreSlim Turns = new(2);

    static PhotoReader()
    {
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        NetVips.NetVips.BlockUntrusted = true;
    }

    /// <summary>The photo as it is kept, or <see cref="Invalid"/> for the field <c>Photos</c>. Messages are whole sentences, because pages translate them.</summary>
    public static async Task<Result<byte[]>> ReadAsync(byte[] upload)
    {
        if (upload.Length > MostBytes) return TooLarge;
        if (!IsPhoto(upload)) return new Invalid("Photos", "This is not a photo. Photos can be JPEG, PNG or WebP.");
        await Turns.WaitAsync();
        try
        {
            return await Task.Run(() => Reduce(upload));
        }
        catch (VipsException)
        {
            return new Invalid("Photos", "This photo is damaged and can't be read.");
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>What is said about an upload whose size alone is too much.</summary>
    public static Invalid TooLarge => new("Photos", "The photo is larger than 12 MB. Take it again with a smaller size.");

    private static Result<byte[]> Reduce(byte[] upload)
    {
        var (longest, pixels) = Size(upload);
        if (pixels >= MostPixels) return new Invalid("Photos", "The photo has 40 megapixels or more. Take it again with a smaller size.");
        // A JPEG is halved while it is decoded as often as what is kept allows; that costs a fraction of the memory.
        // libvips' own thumbnail from bytes would pass over a file that ends too early, so the loader is called here.
        using var whole = FileContent.Recognise(upload).Kind == FileKind.Jpeg
            ? Image.JpegloadBuffer(upload, shrink: (longest / Longest) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 }, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error)
            : Image.NewFromBuffer(upload, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        using var small = whole.ThumbnailImage(Longest, height: Longest, size: Enums.Size.Down, outputProfile: "srgb");
        using var flat = small.HasAlpha() ? small.Flatten(White) : small.Copy();
        return flat.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }

    private static (int Longest, long Pixels) Size(byte[] upload)
    {
        using var head = Image.NewFromBuffer(upload, access: Enums.Access.Sequential);
        return (Math.Max(head.Width, head.Height), (long)head.Width * head.Height);
    }

    private static bool IsPhoto(ReadOnlySpan<byte> bytes) =>
        FileContent.Recognise(bytes).Kind is FileKind.Jpeg or FileKind.Png || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8));
}
