using System.Buffers.Binary;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>
/// The "CFF " table of an OpenType font: finds a glyph's charstring and the subroutines that it may call.
/// Format: Adobe Technical Note 5176 (The Compact Font Format Specification).
/// </summary>
internal sealed class CubicOutlines
{
    private readonly ReadOnlyMemory<byte> cff;
    private readonly Index charStrings;
    private readonly Index globalSubroutines;
    private readonly List<Index> localSubroutines = [];
    private readonly int select;

    /// <summary>Reads the table's directory.</summary>
    public CubicOutlines(ReadOnlyMemory<byte> cff)
    {
        this.cff = cff;
        var names = ReadIndex(cff.Span[2]);
        var tops = ReadIndex(names.End);
        var strings = ReadIndex(tops.End);
        globalSubroutines = ReadIndex(strings.End);
        var top = ReadDictionary(Slice(tops, 0));
        charStrings = ReadIndex((int)top[17][0]);
        select = top.TryGetValue(1237, out var fdSelect) ? (int)fdSelect[0] : 0;
        if (top.TryGetValue(1236, out var fonts))
        {
            var index = ReadIndex((int)fonts[0]);
            for (var i = 0; i < index.Count; i++) localSubroutines.Add(Subroutines(ReadDictionary(Slice(index, i))));
        }
        else
        {
            localSubroutines.Add(Subroutines(top));
        }
    }

    /// <summary>The contours of a glyph, each a list of points; cubic curves are cut into short quadratic ones.</summary>
    public List<Contour> Draw(int glyph)
    {
        var drawing = new CharString(n => Subroutine(localSubroutines[Font(glyph)], n), n => Subroutine(globalSubroutines, n));
        drawing.Run(Slice(charStrings, glyph).Span);
        return drawing.Finish();
    }

    private ReadOnlyMemory<byte> Subroutine(Index index, int number)
    {
        var bias = index.Count < 1240 ? 107 : index.Count < 33900 ? 1131 : 32768;
        return Slice(index, number + bias);
    }

    private Index Subroutines(Dictionary<int, List<double>> dictionary)
    {
        if (!dictionary.TryGetValue(18, out var place)) return default;
        var (size, at) = ((int)place[0], (int)place[1]);
        return ReadDictionary(cff.Slice(at, size)).TryGetValue(19, out var offset) ? ReadIndex(at + (int)offset[0]) : default;
    }

    // FDSelect: which of the fonts in a CID-keyed font a glyph belongs to.
    private int Font(int glyph)
    {
        if (select == 0) return 0;
        var s = cff.Span[select..];
        if (s[0] == 0) return s[1 + glyph];
        var ranges = BinaryPrimitives.ReadUInt16BigEndian(s[1..]);
        for (var i = ranges - 1; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(s[(3 + i * 3)..]) <= glyph) return s[5 + i * 3];
        }
        return 0;
    }

    private Index ReadIndex(int at)
    {
        var s = cff.Span[at..];
        var count = BinaryPrimitives.ReadUInt16BigEndian(s);
        if (count == 0) return new Index(at, 0, 1, at + 2);
        var index = new Index(at, count, s[2], 0);
        return index with { End = index.Data + Offset(index, count) };
    }

    private int Offset(Index index, int i)
    {
        var value = 0;
        foreach (var b in cff.Span.Slice(index.At + 3 + i * index.Size, index.Size)) value = value << 8 | b;
        return value;
    }

    private ReadOnlyMemory<byte> Slice(Index index, int i)
    {
        var start = Offset(index, i);
        return cff.Slice(index.Data + start, Offset(index, i + 1) - start);
    }

    private static Dictionary<int, List<double>> ReadDictionary(ReadOnlyMemory<byte> memory)
    {
        var result = new Dictionary<int, List<double>>();
        var operands = new List<double>();
        var s = memory.Span;
        for (var i = 0; i < s.Length;)
        {
            var b = s[i++];
            if (b == 12) { result[1200 + s[i++]] = operands; operands = []; }
            else if (b <= 21) { result[b] = operands; operands = []; }
            else if (b == 28) { operands.Add(BinaryPrimitives.ReadInt16BigEndian(s[i..])); i += 2; }
            else if (b == 29) { operands.Add(BinaryPrimitives.ReadInt32BigEndian(s[i..])); i += 4; }
            else if (b == 30) { while ((s[i] & 0xF) != 0xF && s[i] >> 4 != 0xF) i++; i++; operands.Add(0); }
            else if (b <= 246) operands.Add(b - 139);
            else if (b <= 250) operands.Add((b - 247) * 256 + s[i++] + 108);
            else operands.Add(-(b - 251) * 256 - s[i++] - 108);
        }
        return result;
    }

    // An INDEX: Count objects, offsets of Size bytes that count from the byte before the data.
    private readonly record struct Index(int At, int Count, int Size, int End)
    {
        public int Data => At + 3 + (Count + 1) * Size - 1;
    }
}
