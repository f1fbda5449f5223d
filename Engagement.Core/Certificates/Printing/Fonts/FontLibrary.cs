using System.Collections.Concurrent;
using System.Text;
using PdfSharp.WPFonts;

namespace Engagement.Core.Certificates.Printing.Fonts;

/// <summary>The looks of text on paper.</summary>
internal enum Look
{
    /// <summary>Serif.</summary>
    Serif,

    /// <summary>Bold serif.</summary>
    SerifBold,

    /// <summary>Sans serif.</summary>
    Sans,

    /// <summary>Bold sans serif.</summary>
    SansBold,
}

/// <summary>A stretch of text in one font, as the PDF library knows it by name.</summary>
internal readonly record struct Run(string Font, string Text);

/// <summary>
/// The fonts of this machine in order of preference: system fonts where they are installed, else the family that the PDF library brings.
/// Characters that the first font lacks fall back run by run. No font file is part of this product.
/// </summary>
internal sealed class FontLibrary
{
    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fonts-droid-fallback",
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts), "/Library/Fonts", "/System/Library/Fonts",
    ];

    // What each look tries first, then what every look falls back to.
    private static readonly Dictionary<Look, string[]> Preferred = new()
    {
        [Look.Serif] = ["NotoSerif-Regular.ttf", "DejaVuSerif.ttf"],
        [Look.SerifBold] = ["NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf"],
        [Look.Sans] = ["NotoSans-Regular.ttf", "DejaVuSans.ttf"],
        [Look.SansBold] = ["NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf"],
    };

    private static readonly string[] Fallbacks =
    [
        "DejaVuSans.ttf", "NotoSans-Regular.ttf", "NotoSansArmenian-Regular.ttf", "NotoSansGeorgian-Regular.ttf", "NotoSansEthiopic-Regular.ttf",
        "NotoSansCherokee-Regular.ttf", "NotoSansCanadianAboriginal-Regular.ttf", "NotoSansTifinagh-Regular.ttf", "NotoSansVai-Regular.ttf", "NotoSansLisu-Regular.ttf",
    ];

    private static readonly ConcurrentDictionary<string, Face> ByKey = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> files;
    private readonly Dictionary<Look, List<Face>> stacks = [];

    /// <summary>The fonts found in these folders.</summary>
    public FontLibrary(IEnumerable<string> folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        files = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.tt?", options))
            .GroupBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key!, g => g.Order(StringComparer.Ordinal).First(), StringComparer.OrdinalIgnoreCase);
        foreach (var look in Enum.GetValues<Look>())
        {
            var bold = look is Look.SerifBold or Look.SansBold;
            var faces = Preferred[look].Select(f => Installed(f)).Append(Embedded(bold)).Concat(Fallbacks.Select(f => Installed(f)));
            stacks[look] = [.. faces.Concat(Cubic(look)).OfType<Face>()];
        }
    }

    /// <summary>This machine's fonts, found once.</summary>
    public static FontLibrary System => Shared.Value;

    private static readonly Lazy<FontLibrary> Shared = new(() => new FontLibrary(Folders));

    /// <summary>True when a font for the character is there.</summary>
    public bool Covers(int character) => stacks[Look.Serif].Exists(f => f.File.Glyph(character) != 0);

    /// <summary>Cuts a text into runs of one font each; a character that no font has stays in the run before it.</summary>
    public IEnumerable<Run> Runs(string text, Look look)
    {
        var (start, font) = (0, (string?)null);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            var c = rune.Value;
            var next = FaceOf(c, look)?.NameFor(c) ?? font ?? stacks[look][0].NameFor(c);
            if (font is not null && next != font)
            {
                yield return new Run(font, text[start..i]);
                start = i;
            }
            font = next;
            i += length;
        }
        if (font is not null) yield return new Run(font, text[start..]);
    }

    /// <summary>Width of a text at size 1.</summary>
    public double Width(string text, Look look)
    {
        var width = 0.0;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            var c = rune.Value;
            var file = (FaceOf(c, look) ?? stacks[look][0]).File;
            width += (double)file.Advance(file.Glyph(c)) / file.UnitsPerEm;
            i += length;
        }
        return width;
    }

    /// <summary>The bytes of a font that <see cref="Run.Font"/> names.</summary>
    public static byte[]? Bytes(string name)
    {
        var parts = name.Split('@');
        if (parts.Length != 2 || !ByKey.TryGetValue(parts[0], out var face)) return null;
        return TrueTypeBuilder.Build(face.File, Convert.ToInt32(parts[1], 16), name.Replace("-Regular", "", StringComparison.Ordinal).Replace("-Bold", "Bd", StringComparison.Ordinal).Replace('@', '-'));
    }

    private Face? FaceOf(int character, Look look)
    {
        foreach (var face in stacks[look])
            if (face.File.Glyph(character) != 0) return face;
        return null;
    }

    private Face? Installed(string file, int member = 0) =>
        files.TryGetValue(file, out var path) ? ByKey.GetOrAdd($"{Path.GetFileNameWithoutExtension(file)}{(member == 0 ? "" : $"-{member}")}", k => new Face(k, () => File.ReadAllBytes(path), member)) : null;

    private static Face Embedded(bool bold) => bold
        ? ByKey.GetOrAdd("SegoeWP-Bold", k => new Face(k, () => FontDataHelper.SegoeWPBold, 0))
        : ByKey.GetOrAdd("SegoeWP", k => new Face(k, () => FontDataHelper.SegoeWP, 0));

    // Member 2 of the CJK collections has the forms of simplified Chinese, and all traditional characters, kana and hangul too.
    private IEnumerable<Face?> Cubic(Look look)
    {
        var weight = look is Look.SerifBold or Look.SansBold ? "Bold" : "Regular";
        var kind = look is Look.Serif or Look.SerifBold ? "Serif" : "Sans";
        return [Installed($"Noto{kind}CJK-{weight}.ttc", 2), Installed($"NotoSansCJK-{weight}.ttc", 2), Installed("NotoSansCJK-Regular.ttc", 2)];
    }

    private sealed class Face(string key, Func<byte[]> bytes, int member)
    {
        private readonly Lazy<FontFile> file = new(() => FontFile.Read(bytes(), member));

        public FontFile File => file.Value;

        private readonly ConcurrentDictionary<int, string> names = new();

        public string NameFor(int character) => names.GetOrAdd(TrueTypeBuilder.Part(character), p => $"{key}@{p:x}");
    }
}
