using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Engagement.Core.Certificates.Printing.Fonts;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A text cut into lines that fit, and the size at which they do.</summary>
internal sealed record FittedText(IReadOnlyList<string> Lines, double Size);

/// <summary>Makes a text fit: first by a smaller size, then over more lines; nothing ever runs over.</summary>
internal static partial class TextFit
{
    /// <summary>
    /// The largest size between <paramref name="most"/> and <paramref name="least"/> points at which the text fits the width
    /// in as few lines as <paramref name="preferred"/> says for that size; at <paramref name="least"/>, in as many lines as it takes.
    /// </summary>
    public static FittedText Fit(string text, Look look, double width, double most, double least, Func<double, int> preferred)
    {
        for (var size = most; size > least; size -= 0.5)
        {
            var lines = Wrap(text, look, width / size);
            if (lines.Count <= preferred(size)) return new(lines, size);
        }
        return new(Wrap(text, look, width / least), least);
    }

    /// <summary>Lines no wider than <paramref name="width"/> (in units of the size); a word wider than that is cut between letters.</summary>
    public static IReadOnlyList<string> Wrap(string text, Look look, double width, bool balanced = true)
    {
        // "8 sessions" stays together.
        text = Counted().Replace(text, "\u00A0");
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, look, width)))
        {
            if (line.Length > 0 && FontLibrary.System.Width($"{line} {word}", look) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        if (line.Length > 0) lines.Add(line.ToString());
        return balanced ? Balanced(lines, text, look, width) : lines;
    }

    // Two lines of about the same length look better on a wall than a long one and a single word.
    private static List<string> Balanced(List<string> lines, string text, Look look, double width)
    {
        if (lines.Count != 2 || !text.Contains(' ', StringComparison.Ordinal)) return lines;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var cuts = Enumerable.Range(1, words.Length - 1)
            .Select(i => (First: string.Join(' ', words[..i]), Second: string.Join(' ', words[i..])))
            .Select(c => (c.First, c.Second, Widest: Math.Max(FontLibrary.System.Width(c.First, look), FontLibrary.System.Width(c.Second, look))));
        var best = cuts.MinBy(c => c.Widest);
        return best.Widest <= width ? [best.First, best.Second] : lines;
    }

    [GeneratedRegex(@"(?<=\d) (?=\p{L}{3,} ?[,.;:]?)", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Counted();

    private static IEnumerable<string> Pieces(string word, Look look, double width)
    {
        if (FontLibrary.System.Width(word, look) <= width) return [word];
        var (pieces, piece) = (new List<string>(), new StringBuilder());
        foreach (var letter in new StringCuts(word))
        {
            if (piece.Length > 0 && FontLibrary.System.Width(piece + letter, look) > width)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            piece.Append(letter);
        }
        return [.. pieces, piece.ToString()];
    }
}

/// <summary>The letters of a text as people count them (grapheme clusters).</summary>
internal readonly struct StringCuts(string text)
{
    /// <summary>For <c>foreach</c>.</summary>
    public IEnumerator<string> GetEnumerator()
    {
        for (var e = StringInfo.GetTextElementEnumerator(text); e.MoveNext();) yield return e.GetTextElement();
    }
}
