using System.Buffers.Binary;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>
/// Makes small TrueType fonts of parts of a font: two of Latin, Greek and punctuation, and one for each further block of 256 code points.
/// Cubic outlines (Noto CJK), which the PDF library can't embed, become quadratic; hinting is left out.
/// A part does not depend on the text, so the same name always gives the same bytes and nothing grows without bound.
/// </summary>
internal static class TrueTypeBuilder
{
    // Blocks of 256 code points that share a part: what English and Spanish take; then other Latin letters, combining marks, Greek.
    private static readonly int[][] Shared = [[0x00, 0x20], [0x01, 0x02, 0x03, 0x1E, 0x21]];

    /// <summary>The number of the part in which a character is.</summary>
    public static int Part(int character)
    {
        var shared = Array.FindIndex(Shared, blocks => blocks.Contains(character >> 8));
        return shared >= 0 ? shared : character >> 8;
    }

    /// <summary>The font of a part.</summary>
    public static byte[] Build(FontFile font, int part, string name)
    {
        var blocks = part < Shared.Length ? Shared[part] : [part];
        var characters = blocks.SelectMany(b => Enumerable.Range(b * 256, 256)).Where(c => font.Glyph(c) != 0).ToList();
        var glyphs = font.HasCubicOutlines ? Converted(font, characters) : Copied(font, characters);
        var (ascent, descent) = font.Height;
        return Assemble(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["OS/2"] = Os2(ascent, descent),
            ["cmap"] = CharacterMap(characters),
            ["glyf"] = [.. glyphs.SelectMany(g => g.Data)],
            ["head"] = Head(font.UnitsPerEm),
            ["hhea"] = new Bytes().U32(0x10000).I16(ascent).I16(descent).Zeros(26).I16(glyphs.Count).Done,
            ["hmtx"] = glyphs.Aggregate(new Bytes(), (b, g) => b.I16(g.Advance).I16(g.Left)).Done,
            ["loca"] = Locations(glyphs.Select(g => g.Data.Length)),
            ["maxp"] = new Bytes().U32(0x10000).I16(glyphs.Count).I16(4096).I16(256).I16(4096).I16(256).I16(1).Zeros(12).I16(16).I16(4).Done,
            ["name"] = Names(name),
            ["post"] = new Bytes().U32(0x30000).Zeros(28).Done,
        });
    }

    private static List<(byte[] Data, int Advance, int Left)> Converted(FontFile font, List<int> characters)
    {
        var outlines = new CubicOutlines(font.Table("CFF "));
        var glyphs = new List<(byte[] Data, int Advance, int Left)> { ([], font.UnitsPerEm, 0) };
        foreach (var glyph in characters.Select(font.Glyph))
        {
            var contours = outlines.Draw(glyph);
            glyphs.Add((GlyphData(contours), font.Advance(glyph), Left(contours)));
        }
        return glyphs;
    }

    // The characters' glyphs in order, then the glyphs of which they are composed.
    private static List<(byte[] Data, int Advance, int Left)> Copied(FontFile font, List<int> characters)
    {
        var outlines = new QuadraticOutlines(font);
        var old = new List<int> { 0 };
        old.AddRange(characters.Select(c => (int)font.Glyph(c)));
        var components = new Dictionary<int, int>();
        var glyphs = new List<(byte[] Data, int Advance, int Left)>();
        for (var i = 0; i < old.Count; i++) glyphs.Add((outlines.Glyph(old[i], Renumber), font.Advance((ushort)old[i]), font.Left((ushort)old[i])));
        return glyphs;

        int Renumber(int glyph)
        {
            if (components.TryGetValue(glyph, out var number)) return number;
            old.Add(glyph);
            return components[glyph] = old.Count - 1;
        }
    }

    private static int Left(List<Contour> contours) => contours.Count == 0 ? 0 : contours.Min(c => c.Points.Min(p => p.X));

    private static byte[] GlyphData(List<Contour> contours)
    {
        if (contours.Count == 0) return [];
        var points = contours.SelectMany(c => c.Points).ToList();
        var data = new Bytes().I16(contours.Count).I16(points.Min(p => p.X)).I16(points.Min(p => p.Y)).I16(points.Max(p => p.X)).I16(points.Max(p => p.Y));
        var end = -1;
        foreach (var c in contours) data.I16(end += c.Points.Count);
        data.I16(0);
        foreach (var p in points) data.U8(p.On ? 1 : 0);
        for (var i = 0; i < points.Count; i++) data.I16(points[i].X - (i == 0 ? 0 : points[i - 1].X));
        for (var i = 0; i < points.Count; i++) data.I16(points[i].Y - (i == 0 ? 0 : points[i - 1].Y));
        return data.Pad(4).Done;
    }

    private static byte[] Locations(IEnumerable<int> lengths)
    {
        var (data, at) = (new Bytes().U32(0), 0);
        foreach (var length in lengths) data.U32((uint)(at += length));
        return data.Done;
    }

    private static byte[] Head(int unitsPerEm) =>
        new Bytes().U32(0x10000).U32(0x10000).U32(0).U32(0x5F0F3CF5).I16(3).I16(unitsPerEm).Zeros(16)
            .I16(0).I16(-unitsPerEm).I16(unitsPerEm).I16(unitsPerEm).I16(0).I16(8).I16(2).I16(1).I16(0).Done;

    private static byte[] Os2(int ascent, int descent) =>
        new Bytes().I16(4).I16(1000).I16(400).I16(5).I16(0).Zeros(20).I16(0).Zeros(10).Zeros(16).U32(0x20202020).I16(0x40).I16(0).I16(0xFFFF)
            .I16(ascent).I16(descent).I16(0).I16(ascent).I16(-descent).Zeros(8).I16(500).I16(733).I16(0).I16(32).I16(1).Done;

    // Format 12 for everything, and format 4 for the characters that fit in 16 bits.
    private static byte[] CharacterMap(List<int> characters)
    {
        var small = characters.Where(c => c < 0xFFFF).ToList();
        var segments = small.Count + 1;
        var four = new Bytes().I16(4).I16(16 + 8 * segments).I16(0).I16(2 * segments).Zeros(6);
        foreach (var c in small) four.I16(c);
        four.I16(0xFFFF).I16(0);
        foreach (var c in small) four.I16(c);
        four.I16(0xFFFF);
        for (var i = 0; i < small.Count; i++) four.I16(i + 1 - small[i]);
        four.I16(1).Zeros(2 * segments).Pad(4);
        var twelve = new Bytes().I16(12).I16(0).U32((uint)(16 + 12 * characters.Count)).U32(0).U32((uint)characters.Count);
        for (var i = 0; i < characters.Count; i++) twelve.U32((uint)characters[i]).U32((uint)characters[i]).U32((uint)i + 1);
        return new Bytes().I16(0).I16(2).I16(3).I16(1).U32(20).I16(3).I16(10).U32((uint)(20 + four.Done.Length)).Add(four.Done).Add(twelve.Done).Done;
    }

    private static byte[] Names(string name)
    {
        var (records, text) = (new Bytes(), new Bytes());
        foreach (var (id, value) in new[] { (1, name), (2, "Regular"), (4, name), (6, name) })
        {
            var bytes = System.Text.Encoding.BigEndianUnicode.GetBytes(value);
            records.I16(3).I16(1).I16(0x409).I16(id).I16(bytes.Length).I16(text.Done.Length);
            text.Add(bytes);
        }
        return new Bytes().I16(0).I16(4).I16(6 + 48).Add(records.Done).Add(text.Done).Done;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var directory = new Bytes().U32(0x10000).I16(tables.Count).I16(128).I16(3).I16(tables.Count * 16 - 128);
        var body = new Bytes();
        foreach (var (tag, data) in tables)
        {
            directory.Add(System.Text.Encoding.ASCII.GetBytes(tag)).U32(Sum(data)).U32((uint)(12 + 16 * tables.Count + body.Done.Length)).U32((uint)data.Length);
            body.Add(data).Pad(4);
        }
        return directory.Add(body.Done).Done;
    }

    private static uint Sum(byte[] data)
    {
        uint sum = 0;
        for (var i = 0; i + 3 < data.Length; i += 4) sum += BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(i));
        return sum;
    }

    /// <summary>Big-endian bytes, one call after another.</summary>
    private sealed class Bytes
    {
        private readonly List<byte> bytes = [];

        public byte[] Done => [.. bytes];

        public Bytes U8(int value) { bytes.Add((byte)value); return this; }

        public Bytes I16(int value) { bytes.Add((byte)(value >> 8)); bytes.Add((byte)value); return this; }

        public Bytes U32(uint value) => I16((int)(value >> 16)).I16((int)(value & 0xFFFF));

        public Bytes Zeros(int count) { bytes.AddRange(new byte[count]); return this; }

        public Bytes Add(byte[] more) { bytes.AddRange(more); return this; }

        public Bytes Pad(int to) => Zeros((to - bytes.Count % to) % to);
    }
}
