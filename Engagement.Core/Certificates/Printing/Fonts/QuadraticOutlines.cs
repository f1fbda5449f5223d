using System.Buffers.Binary;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>
/// The "glyf" table of a TrueType font: gives glyphs without their hinting instructions, which paper does not need
/// and whose programs are the larger part of many fonts.
/// </summary>
internal sealed class QuadraticOutlines(FontFile font)
{
    private const int WordsFollow = 0x0001, Offsets = 0x0002, ScaleFollows = 0x0008, More = 0x0020, XAndYScale = 0x0040, Matrix = 0x0080, Instructions = 0x0100, MyMetrics = 0x0200;
    private readonly ReadOnlyMemory<byte> glyphs = font.Table("glyf");
    private readonly ReadOnlyMemory<byte> places = font.Table("loca");
    private readonly bool shortPlaces = BinaryPrimitives.ReadInt16BigEndian(font.Table("head").Span[50..]) == 0;

    /// <summary>A glyph's data; <paramref name="component"/> gives the new number of each glyph that it is composed of.</summary>
    public byte[] Glyph(int glyph, Func<int, int> component)
    {
        var data = Data(glyph);
        if (data.Length == 0) return [];
        return Padded(IsComposed(data) ? Composed(data, Pieces(glyph), component) : Simple(data));
    }

    private static byte[] Simple(ReadOnlySpan<byte> data)
    {
        var ends = 10 + 2 * BinaryPrimitives.ReadInt16BigEndian(data);
        var instructions = BinaryPrimitives.ReadUInt16BigEndian(data[ends..]);
        return [.. data[..ends], 0, 0, .. data[(ends + 2 + instructions)..]];
    }

    private static byte[] Composed(ReadOnlySpan<byte> data, List<Piece> pieces, Func<int, int> component)
    {
        var result = new List<byte>([.. data[..10]]);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var flags = piece.Flags & ~(Instructions | More) | WordsFollow | (i < pieces.Count - 1 ? More : 0);
            foreach (var word in (int[])[flags, component(piece.Glyph), piece.X, piece.Y]) result.AddRange([(byte)(word >> 8), (byte)word]);
            result.AddRange(piece.Transform);
        }
        return [.. result];
    }

    // ễ is e and an accent that is composed of two in its turn. When the PDF library makes a subset it keeps the glyphs that a glyph names,
    // but not what these are made of: the accent would be missing on paper. So a glyph's pieces are simple glyphs here, one level deep.
    private List<Piece> Pieces(int glyph)
    {
        var pieces = new List<Piece>();
        foreach (var piece in Read(Data(glyph)))
            if (piece.OnlyMoved && IsComposed(Data(piece.Glyph)))
                pieces.AddRange(Pieces(piece.Glyph).Select(p => p with { Flags = p.Flags & ~MyMetrics, X = p.X + piece.X, Y = p.Y + piece.Y }));
            else pieces.Add(piece);
        return pieces;
    }

    private static List<Piece> Read(ReadOnlySpan<byte> data)
    {
        var pieces = new List<Piece>();
        var at = 10;
        for (var more = true; more;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
            var (words, moved) = ((flags & WordsFollow) != 0, (flags & Offsets) != 0);
            int Argument(ReadOnlySpan<byte> from) => (words, moved) switch
            {
                (true, true) => BinaryPrimitives.ReadInt16BigEndian(from),
                (true, false) => BinaryPrimitives.ReadUInt16BigEndian(from),
                (false, true) => (sbyte)from[0],
                _ => from[0],
            };
            var (x, y) = (Argument(data[(at + 4)..]), Argument(data[(at + (words ? 6 : 5))..]));
            var transform = at + (words ? 8 : 6);
            var length = (flags & ScaleFollows) != 0 ? 2 : (flags & XAndYScale) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
            pieces.Add(new(flags, BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]), x, y, data.Slice(transform, length).ToArray()));
            at = transform + length;
            more = (flags & More) != 0;
        }
        return pieces;
    }

    private static bool IsComposed(ReadOnlySpan<byte> data) => data.Length > 0 && BinaryPrimitives.ReadInt16BigEndian(data) < 0;

    private ReadOnlySpan<byte> Data(int glyph) => glyphs.Span[Place(glyph)..Place(glyph + 1)];

    private static byte[] Padded(byte[] data) => data.Length % 4 == 0 ? data : [.. data, .. new byte[4 - data.Length % 4]];

    private int Place(int glyph) => shortPlaces
        ? 2 * BinaryPrimitives.ReadUInt16BigEndian(places.Span[(2 * glyph)..])
        : (int)BinaryPrimitives.ReadUInt32BigEndian(places.Span[(4 * glyph)..]);

    /// <summary>A glyph that another one is composed of, at an offset (or, without <see cref="Offsets"/>, by points that meet).</summary>
    private readonly record struct Piece(int Flags, int Glyph, int X, int Y, byte[] Transform)
    {
        public bool OnlyMoved => (Flags & Offsets) != 0 && Transform.Length == 0;
    }
}
