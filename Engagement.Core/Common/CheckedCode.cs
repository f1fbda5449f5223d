using System.Security.Cryptography;

namespace Engagement.Core.Common;

/// <summary>
/// Random codes that people read aloud and type: 29 characters without look-alikes (no 0 O 1 I L U Q),
/// the last one a check character. Because 29 is prime and the weights 1, 2, 3 … differ,
/// every single wrong character and every swap of two characters is found
/// (a weighted sum modulo a prime, as in ISBN-10; see Verhoeff, "Error Detecting Decimal Codes", 1969).
/// </summary>
public static class CheckedCode
{
    /// <summary>The 29 characters, in the order of their values.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPRSTVWXYZ";

    /// <summary>A new code of <paramref name="length"/> characters (3 to 28), check character included.</summary>
    public static string New(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Alphabet.Length - 1);
        Span<char> code = stackalloc char[length];
        for (var i = 0; i < length - 1; i++) code[i] = Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        code[^1] = CheckCharacter(code[..^1]);
        return new string(code);
    }

    /// <summary>A body of characters of the alphabet, with its check character at the end.</summary>
    public static string WithCheck(string body) => body + CheckCharacter(body);

    /// <summary>
    /// What a person typed, as the code is stored: upper case, without spaces and dashes.
    /// Null when it has a character outside the alphabet or a wrong check character.
    /// </summary>
    public static string? Read(string? typed)
    {
        if (Bare(typed) is not { Length: >= 3 } code || code.Length >= Alphabet.Length || !code.All(Alphabet.Contains)) return null;
        return code[^1] == CheckCharacter(code.AsSpan(0, code.Length - 1)) ? code : null;
    }

    /// <summary>
    /// The codes of <paramref name="length"/> characters that differ from what was typed in exactly one character: that one alone when it is outside the alphabet,
    /// else one for each place. Empty when what was typed is a code already, has another length, or has two characters outside the alphabet.
    /// </summary>
    public static IReadOnlyList<string> OneCharacterOff(string? typed, int length)
    {
        if (Bare(typed) is not { } code || code.Length != length || Read(code) is not null) return [];
        var strange = Enumerable.Range(0, length).Where(i => !Alphabet.Contains(code[i], StringComparison.Ordinal)).ToList();
        if (strange.Count > 1) return [];
        var places = strange.Count == 1 ? strange : Enumerable.Range(0, length);
        return [.. from i in places from c in Alphabet let other = $"{code[..i]}{c}{code[(i + 1)..]}" where other == Read(other) select other];
    }

    /// <summary>What was typed in upper case, without spaces, dashes and dots, right or wrong; null for nothing and for what is far too long.</summary>
    public static string? Bare(string? typed) =>
        typed is null || typed.Length > 60 ? null : new string([.. typed.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '.'))]);

    /// <summary>In groups of four, as it is printed: <c>ABCD-EFGH-J</c>.</summary>
    public static string Print(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));

    private static char CheckCharacter(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++) sum += (i + 2) * Alphabet.IndexOf(body[i], StringComparison.Ordinal);
        // The check character has weight 1: sum + check ≡ 0 (mod 29).
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
