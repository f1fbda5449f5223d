using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Engagement.Core.Accounts;

/// <summary>Secrets in links that are handed over once: 128 random bits, of which only a hash is kept (OWASP ASVS 5.0, 6.4.2 and 11.5.1).</summary>
public static class OneTimeToken
{
    /// <summary>A new secret for a link, and the hash to store.</summary>
    public static (string Token, string Hash) New()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return (token, HashOf(token));
    }

    /// <summary>What is stored and looked up. A plain hash is enough, because the secret is random and can't be guessed.</summary>
    public static string HashOf(string? token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
}
