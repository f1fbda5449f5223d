using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Engagement.Core.Common;

/// <summary>
/// Identities in the order in which this program made them: UUID version 7 with a counter instead of chance behind the millisecond
/// (RFC 9562, section 6.2, method 1), so that lists ordered by identity also keep the order of what happened within one millisecond.
/// The 62 bits after it are random.
/// </summary>
public static class OrderedId
{
    private const int CounterBits = 12;
    private static long last;

    /// <summary>A new identity, greater than every one made before it in this process, even when the clock was set back.</summary>
    public static Guid Next()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << CounterBits;
        long seen, next;
        // A full counter (4,096 within one millisecond) runs over into the millisecond to come, as the RFC allows.
        do
        {
            seen = Volatile.Read(ref last);
            next = Math.Max(seen + 1, now);
        }
        while (Interlocked.CompareExchange(ref last, next, seen) != seen);
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (next >> CounterBits << 16) | 0x7000L | (next & 0xFFF));
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
