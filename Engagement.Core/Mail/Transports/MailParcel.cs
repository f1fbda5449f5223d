using System.Net.Mail;

namespace Engagement.Core.Mail;

/// <summary>
/// A mail ready to go. It knows how far its content has been read by the transport, because after an error that decides whether the mail
/// may have arrived: the end of a mail is written only after its last part has been read.
/// </summary>
public sealed class MailParcel(MailMessage message) : IDisposable
{
    private int unread;

    /// <summary>The mail.</summary>
    public MailMessage Message { get; } = message;

    /// <summary>True once a part has been read.</summary>
    public bool Begun { get; private set; }

    /// <summary>True once every part has been read to its end.</summary>
    public bool Gone => unread == 0;

    /// <summary>Content for a part, watched.</summary>
    public Stream Watch(byte[] content)
    {
        unread++;
        return new Watched(content, this);
    }

    /// <inheritdoc />
    public void Dispose() => Message.Dispose();

    private sealed class Watched(byte[] content, MailParcel parcel) : MemoryStream(content, writable: false)
    {
        private bool ended;

        public override int Read(byte[] buffer, int offset, int count) => Seen(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Seen(base.Read(buffer));

        // The base class would read past our eyes.
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        private int Seen(int read)
        {
            parcel.Begun = true;
            if (!ended && Position >= Length) (ended, parcel.unread) = (true, parcel.unread - 1);
            return read;
        }
    }
}
