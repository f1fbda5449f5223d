using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>
/// Codes of self check-in, all derived from the session's secret, so that nothing is stored: the short code on the screen,
/// which changes every minute, and the ticket that a form carries while somebody types.
/// </summary>
internal static class CheckInCodes
{
    /// <summary>How long a code is shown; the one before it is still accepted.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(60);

    /// <summary>How long a form that was opened with a right code may be sent.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);

    /// <summary>The step in which a moment lies.</summary>
    public static long StepOf(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / Step.Ticks;

    /// <summary>Six characters, the last one a check character.</summary>
    public static string Code(string secret, long step)
    {
        Span<byte> message = stackalloc byte[9];
        message[0] = (byte)'c';
        BinaryPrimitives.WriteInt64BigEndian(message[1..], step);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(Convert.FromBase64String(secret), message, hash);
        // Four bytes for a character: the remainder's bias is below one in a hundred million.
        Span<char> body = stackalloc char[5];
        for (var i = 0; i < body.Length; i++)
            body[i] = CheckedCode.Alphabet[(int)(BinaryPrimitives.ReadUInt32BigEndian(hash[(i * 4)..]) % (uint)CheckedCode.Alphabet.Length)];
        return CheckedCode.WithCheck(new string(body));
    }

    /// <summary>Whether a code is the session's now or was in the step before.</summary>
    public static bool Fits(string code, string secret, DateTime utcNow)
    {
        var step = StepOf(utcNow);
        return Same(code, Code(secret, step)) || Same(code, Code(secret, step - 1));
    }

    /// <summary>A ticket for the session, good for <see cref="TicketLife"/>.</summary>
    public static string Ticket(Guid sessionId, string secret, DateTime utcNow)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{sessionId:n}{new DateTimeOffset(utcNow + TicketLife).ToUnixTimeSeconds():x9}");
        return head + Seal(head, secret);
    }

    /// <summary>The session that a ticket names, before it is checked; null when it is no ticket.</summary>
    public static Guid? SessionOf(string? ticket) =>
        ticket?.Length == 32 + 9 + 32 && Guid.TryParseExact(ticket[..32], "n", out var id) ? id : null;

    /// <summary>Whether a ticket was made here with this secret and has not run out.</summary>
    public static bool Good(string ticket, string secret, DateTime utcNow) =>
        Same(ticket[41..], Seal(ticket[..41], secret))
        && long.TryParse(ticket.AsSpan(32, 9), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var until)
        && new DateTimeOffset(utcNow).ToUnixTimeSeconds() <= until;

    private static string Seal(string head, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromBase64String(secret), Encoding.ASCII.GetBytes("t" + head)).AsSpan(0, 16));

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
