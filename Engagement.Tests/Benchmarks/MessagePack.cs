using System.Buffers.Binary;
using System.Text;

namespace Engagement.Tests.Benchmarks;

/// <summary>As much of MessagePack (msgpack.org, spec of 2017) as a circuit's client needs.</summary>
internal sealed class MessagePackWriter
{
    private readonly MemoryStream bytes = new();

    public MessagePackWriter Array(int count) => Byte((byte)(0x90 | count));

    public MessagePackWriter EmptyMap() => Byte(0x80);

    public MessagePackWriter Nil() => Byte(0xc0);

    public MessagePackWriter Integer(long value)
    {
        Span<byte> big = stackalloc byte[9];
        big[0] = 0xd3;
        BinaryPrimitives.WriteInt64BigEndian(big[1..], value);
        bytes.Write(big);
        return this;
    }

    public MessagePackWriter Bool(bool value) => Byte(value ? (byte)0xc3 : (byte)0xc2);

    public MessagePackWriter String(string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        Span<byte> head = stackalloc byte[5];
        head[0] = 0xdb;
        BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)text.Length);
        bytes.Write(head);
        bytes.Write(text);
        return this;
    }

    /// <summary>The message behind its length, as SignalR frames it (seven bits a byte, lowest first).</summary>
    public byte[] Frame()
    {
        var body = bytes.ToArray();
        using var framed = new MemoryStream();
        var length = body.Length;
        do
        {
            framed.WriteByte((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        framed.Write(body);
        return framed.ToArray();
    }

    private MessagePackWriter Byte(byte value)
    {
        bytes.WriteByte(value);
        return this;
    }
}

/// <summary>Reads values one after another; containers are read by their counts.</summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> rest = data;

    /// <summary>An integer, a string, a bool, a count of an array (as <see cref="int"/>) or null; binaries and maps are passed over as null.</summary>
    public object? Read()
    {
        var code = Take(1)[0];
        return code switch
        {
            < 0x80 => (long)code,
            < 0x90 => SkipMap(code & 0xf),
            < 0xa0 => code & 0xf,
            < 0xc0 => Text(code & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Skip(Take(1)[0]),
            0xc5 => Skip(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xc6 => Skip((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            0xcc => (long)Take(1)[0],
            0xcd => (long)BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => (long)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf => (long)BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
            0xd0 => (long)(sbyte)Take(1)[0],
            0xd1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd9 => Text(Take(1)[0]),
            0xda => Text(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xdb => Text((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            0xdc => (int)BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            >= 0xe0 => (long)(sbyte)code,
            _ => throw new InvalidDataException($"MessagePack code {code:x2} is not expected here."),
        };
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private object? Skip(int length)
    {
        Take(length);
        return null;
    }

    private object? SkipMap(int count)
    {
        for (var i = 0; i < 2 * count; i++) Read();
        return null;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
