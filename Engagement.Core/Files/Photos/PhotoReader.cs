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
        using (var head = Image.NewFromBuffer(upload, access: Enums.Access.Sequential))
            if ((long)head.Width * head.Height >= MostPixels) return new Invalid("Photos", "The photo has 40 megapixels or more. Take it again with a smaller size.");
        using var small = Image.ThumbnailBuffer(upload, Longest, height: Longest, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
        using var flat = small.HasAlpha() ? small.Flatten(White) : small.Copy();
        return flat.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }

    private static bool IsPhoto(ReadOnlySpan<byte> bytes) =>
        FileContent.Recognise(bytes).Kind is FileKind.Jpeg or FileKind.Png || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8));
}
