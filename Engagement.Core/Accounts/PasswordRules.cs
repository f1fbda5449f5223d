using Engagement.Core.Common;

namespace Engagement.Core.Accounts;

/// <summary>
/// What a password must be: at least 8 characters, not among the common ones, not one's own name or address.
/// No rules of composition, 64 characters and more are allowed (OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11).
/// </summary>
public static class PasswordRules
{
    /// <summary>Shortest password.</summary>
    public const int Least = 8;

    /// <summary>Longest password; longer ones would only cost time to hash.</summary>
    public const int Most = 128;

    private static readonly Lazy<HashSet<string>> Common = new(() =>
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    });

    /// <summary>Adds what is wrong with a password under the field's name.</summary>
    public static Check Password(this Check check, string? password, string? email, string? name, string field = "Password") =>
        check.That(Problem(password, email, name) is not null, field, Problem(password, email, name) ?? "");

    /// <summary>What is wrong, for a person to read; null when nothing is.</summary>
    public static string? Problem(string? password, string? email, string? name)
    {
        if (string.IsNullOrEmpty(password)) return "Password is missing.";
        if (password.Length < Least) return $"The password must have at least {Least} characters. A few words in a row are good.";
        if (password.Length > Most) return $"The password may have at most {Most} characters.";
        var plain = Plain(password);
        var own = new[] { Plain(email), Plain(email?.Split('@')[0]), Plain(name) }.Where(o => o.Length > 0);
        if (own.Contains(plain)) return "The password must not be your own name or address.";
        return IsCommon(plain) || IsCommon(plain.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '.', '?')) || IsPattern(plain)
            ? "Too many people use this password, so it would be tried first. Choose another; a few words in a row are good."
            : null;
    }

    private static bool IsCommon(string plain) => Common.Value.Contains(plain);

    // One or two characters over and over, or a run such as 12345678 and hgfedcba.
    private static bool IsPattern(string plain)
    {
        if (plain.Distinct().Count() <= 2) return true;
        var steps = plain.Zip(plain.Skip(1), (a, b) => b - a).Distinct().ToList();
        return steps is [1] or [-1];
    }

    private static string Plain(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}
