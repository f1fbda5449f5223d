using System.Globalization;
using System.Text;

namespace Engagement.Core.Mail;

/// <summary>How text travels in a mail: RFC 2045 (encodings), RFC 2047 (words in headers), RFC 2231 (names of files).</summary>
internal static class MimeText
{
    private const int MostInLine = 76;

    /// <summary>Quoted-printable with CRLF lines of at most 76 characters; readable for those who look at the source.</summary>
    public static string QuotedPrintable(string text)
    {
        var result = new StringBuilder(text.Length * 5 / 4);
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            var used = 0;
            var bytes = Encoding.UTF8.GetBytes(line);
            for (var i = 0; i < bytes.Length; i++)
            {
                var (b, last) = (bytes[i], i == bytes.Length - 1);
                // A blank at the end of a line would get lost, and a dot at its beginning is a sign of its own in SMTP.
                var plain = b is >= 33 and <= 126 and not (byte)'=' && !(b == '.' && used == 0) || b == ' ' && !last;
                if (used + (plain ? 1 : 3) > MostInLine - 1) (used, _) = (0, result.Append("=\r\n"));
                if (plain) result.Append((char)b);
                else result.Append(CultureInfo.InvariantCulture, $"={b:X2}");
                used += plain ? 1 : 3;
            }
            result.Append("\r\n");
        }
        return result.ToString();
    }

    /// <summary>Base64 with CRLF lines of 76 characters.</summary>
    public static string Base64(byte[] content) => Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

    /// <summary>
    /// A header with its text, folded. Text beyond ASCII becomes encoded words, cut between whole characters. Control characters can't occur:
    /// they would begin another header.
    /// </summary>
    public static string Header(string name, string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return $"{name}: {(Ascii.IsValid(clean) ? Folded(clean, name.Length + 2) : Words(clean))}\r\n";
    }

    /// <summary>Text for a header, as encoded words where it must be.</summary>
    public static string Word(string text) => Ascii.IsValid(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? text : Words(text);

    /// <summary>The parameter of a header that holds a name; in the newer way too where it is not plain ASCII.</summary>
    public static string Parameter(string name, string value)
    {
        var safe = string.Concat(value.Where(c => !char.IsControl(c) && c is not ('"' or '\\')));
        return Ascii.IsValid(safe) ? $"{name}=\"{safe}\"" : $"{name}*=UTF-8''{Uri.EscapeDataString(safe)}";
    }

    // An encoded word has at most 75 characters, so 45 bytes of text.
    private static string Words(string text)
    {
        var (words, part) = (new List<string>(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(part.ToString()) + rune.Utf8SequenceLength > 45) Close();
            part.Append(rune);
        }
        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            if (part.Length > 0) words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part.ToString()))}?=");
            part.Clear();
        }
    }

    // At blanks, before the line gets longer than 76; a word that is longer stays whole.
    private static string Folded(string text, int used)
    {
        var result = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (result.Length > 0)
            {
                var fold = used + word.Length + 1 > MostInLine;
                result.Append(fold ? "\r\n " : " ");
                used = fold ? 1 : used + 1;
            }
            result.Append(word);
            used += word.Length;
        }
        return result.ToString();
    }
}
