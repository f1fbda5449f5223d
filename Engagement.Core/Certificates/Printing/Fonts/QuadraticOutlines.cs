using System.Buffers.Binary;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>
/// The "glyf" table of a TrueType font: gives glyphs without their hinting instructions, which paper does not need
/// and whose programs are the larger part of many fonts.
/// </summary>
internal sealed class QuadraticOutlines(FontFile font)
{
    private const int WordsFollow = 0x0001, ScaleFollows = 0x0008, More = 0x0020, XAndYScale = 0x0040, Matrix = 0x0080, Instructions = 0x0100;
    private readonly ReadOnlyMemory<byte> glyphs = font.Table("glyf");
    private readonly ReadOnlyMemory<byte> places = font.Table("loca");
    private readonly bool shortPlaces = BinaryPrimitives.ReadInt16BigEndian(font.Table("head").Span[50..]) == 0;

    /// <summary>A glyph's data; <paramref name="component"/> gives the new number of each glyph that it is composed of.</summary>
    public byte[] Glyph(int glyph, Func<int, int> component)
    {
        var data = glyphs.Span[Place(glyph)..Place(glyph + 1)];
        if (data.Length == 0) return [];
        return Padded(BinaryPrimitives.ReadInt16BigEndian(data) >= 0 ? Simple(data) : Composite(data.ToArray(), component));
    }

    private static byte[] Simple(ReadOnlySpan<byte> data)
    {
        var ends = 10 + 2 * BinaryPrimitives.ReadInt16BigEndian(data);
        var instructions = BinaryPrimitives.ReadUInt16BigEndian(data[ends..]);
        return [.. data[..ends], 0, 0, .. data[(ends + 2 + instructions)..]];
    }

    private static byte[] Composite(byte[] data, Func<int, int> component)
    {
        var at = 10;
        for (var more = true; more;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(at), (ushort)(flags & ~Instructions));
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(at + 2), (ushort)component(BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at + 2))));
            at += 4 + ((flags & WordsFollow) != 0 ? 4 : 2);
            at += (flags & ScaleFollows) != 0 ? 2 : (flags & XAndYScale) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
            more = (flags & More) != 0;
        }
        return data[..at];
    }

    private static byte[] Padded(byte[] data) => data.Length % 4 == 0 ? data : [.. data, .. new byte[4 - data.Length % 4]];

    private int Place(int glyph) => shortPlaces
        ? 2 * BinaryPrimitives.ReadUInt16BigEndian(places.Span[(2 * glyph)..])
        : (int)BinaryPrimitives.ReadUInt32BigEndian(places.Span[(4 * glyph)..]);
}
