using System.Buffers.Binary;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>
/// Reads what layout needs from a TrueType or OpenType file, or from one member of a collection (.ttc):
/// which characters it covers and how wide they are. Format: ISO/IEC 14496-22.
/// </summary>
internal sealed class FontFile
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly Lazy<Dictionary<int, ushort>> map;
    private readonly int wideGlyphs;

    private FontFile(byte[] data, int start)
    {
        this.data = data;
        var count = U16(start + 4);
        for (var i = 0; i < count; i++)
        {
            var entry = start + 12 + i * 16;
            var tag = System.Text.Encoding.ASCII.GetString(data, entry, 4);
            tables[tag] = (checked((int)U32(entry + 8)), checked((int)U32(entry + 12)));
        }
        UnitsPerEm = U16(tables["head"].At + 18);
        wideGlyphs = U16(tables["hhea"].At + 34);
        Glyphs = U16(tables["maxp"].At + 4);
        map = new(ReadMap);
    }

    /// <summary>Reads a file; <paramref name="member"/> is the index within a collection.</summary>
    public static FontFile Read(byte[] data, int member = 0)
    {
        var collection = BinaryPrimitives.ReadUInt32BigEndian(data) == 0x74746366;
        return new FontFile(data, collection ? (int)BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(12 + member * 4)) : 0);
    }

    /// <summary>Units of the em square.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Number of glyphs.</summary>
    public int Glyphs { get; }

    /// <summary>True when the outlines are cubic (CFF), which the PDF library can't embed as they are.</summary>
    public bool HasCubicOutlines => tables.ContainsKey("CFF ");

    /// <summary>The glyph of a character, or 0.</summary>
    public ushort Glyph(int character) => map.Value.GetValueOrDefault(character);

    /// <summary>Advance width of a glyph in units of the em square.</summary>
    public int Advance(ushort glyph) => U16(tables["hmtx"].At + 4 * Math.Min(glyph, wideGlyphs - 1));

    /// <summary>Left side bearing of a glyph in units of the em square.</summary>
    public int Left(ushort glyph) =>
        S16(tables["hmtx"].At + (glyph < wideGlyphs ? 4 * glyph + 2 : 4 * wideGlyphs + 2 * (glyph - wideGlyphs)));

    /// <summary>Ascender, descender (negative) in units of the em square.</summary>
    public (short Ascent, short Descent) Height => (S16(tables["hhea"].At + 4), S16(tables["hhea"].At + 6));

    /// <summary>A table's bytes.</summary>
    public ReadOnlyMemory<byte> Table(string tag) => data.AsMemory(tables[tag].At, tables[tag].Length);

    private Dictionary<int, ushort> ReadMap()
    {
        var result = new Dictionary<int, ushort>();
        var cmap = tables["cmap"].At;
        var subtables = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + 4 + i * 8)
            .Where(e => U16(e) == 0 || U16(e) == 3 && U16(e + 2) is 1 or 10).Select(e => cmap + (int)U32(e + 4)).Distinct();
        foreach (var at in subtables)
        {
            if (U16(at) == 12) ReadGroups(at, result);
            else if (U16(at) == 4) ReadSegments(at, result);
        }
        return result;
    }

    private void ReadGroups(int at, Dictionary<int, ushort> result)
    {
        var count = (int)U32(at + 12);
        for (var i = 0; i < count; i++)
        {
            var group = at + 16 + i * 12;
            var (first, last, glyph) = (U32(group), U32(group + 4), U32(group + 8));
            for (var c = first; c <= last; c++) result[(int)c] = (ushort)(glyph + c - first);
        }
    }

    private void ReadSegments(int at, Dictionary<int, ushort> result)
    {
        var doubled = U16(at + 6);
        for (var i = 0; i < doubled; i += 2)
        {
            var (last, first) = (U16(at + 14 + i), U16(at + 16 + doubled + i));
            var delta = U16(at + 16 + 2 * doubled + i);
            var offsetAt = at + 16 + 3 * doubled + i;
            var offset = U16(offsetAt);
            for (int c = first; c <= last && c != 0xFFFF; c++)
            {
                var glyph = offset == 0 ? c : U16(offsetAt + offset + 2 * (c - first));
                if (glyph != 0) glyph = (glyph + delta) & 0xFFFF;
                if (glyph != 0) result.TryAdd(c, (ushort)glyph);
            }
        }
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short S16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
