using MailKit;
using MailKit.Net.Smtp;

namespace Engagement.Core.Mail;

/// <summary>Over SMTP, with STARTTLS (or TLS from the first byte on port 465) and, if set, signing in.</summary>
public sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    /// <inheritdoc />
    public string Name => $"{settings.Host}, port {settings.Port}";

    /// <inheritdoc />
    public IMailLine Open() => new Line(settings);

    /// <summary>One connection for many mails, opened with the first and renewed after a fault.</summary>
    private sealed class Line(MailSettings settings) : IMailLine
    {
        private SmtpClient? client;

        public async Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel)
        {
            // A server may hang up on a line that was quiet for a while; that says nothing about this mail, so it is tried on a new one.
            for (var old = client is not null; ; old = false)
            {
                if (client is null && await OpenAsync() is { } trouble) return new(HandoverKind.Broken, trouble);
                var written = new Written();
                try
                {
                    using var time = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TimeoutSeconds));
                    written.Moved = () => time.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
                    return new(HandoverKind.Accepted, await client!.SendAsync(parcel.Message, parcel.ReturnPath, [parcel.To], time.Token, written));
                }
                catch (SmtpCommandException e)
                {
                    if (!client!.IsConnected) Hang();
                    return Refusal(e, written.Whole);
                }
                catch (ServiceNotAuthenticatedException e)
                {
                    Hang();
                    return new(HandoverKind.Broken, $"{settings.Host} wants a user and a password (Mail:User, Mail:Password): {e.Message}");
                }
                catch (NotSupportedException)
                {
                    return new(HandoverKind.Final, $"{settings.Host} can't deliver to addresses with letters beyond ASCII before the @ (SMTPUTF8).");
                }
                catch (Exception e) when (e is IOException or OperationCanceledException or ProtocolException)
                {
                    Hang();
                    if (old && !written.Begun) continue;
                    return Lost(e, written.Whole);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                using var time = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                if (client is not null) await client.DisconnectAsync(quit: true, time.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ProtocolException)
            {
                // It is gone already.
            }
            Hang();
        }

        private async Task<string?> OpenAsync()
        {
            (client, var trouble) = await SmtpDoor.OpenAsync(settings);
            return trouble;
        }

        // RFC 5321, 4.2.1: 4yz is transient, 5yz permanent. Whoever refuses the sender refuses all mails, but for 552, which is about the size of this one.
        // 421 before the text is about the line; after it, it may be this text, and others must not wait for it.
        private Handover Refusal(SmtpCommandException e, bool whole)
        {
            var (code, words) = ((int)e.StatusCode, $"{(int)e.StatusCode} {e.Message}");
            if (code is 530 or 534 or 535 or 538) return new(HandoverKind.Broken, $"{settings.Host} wants a user and a password (Mail:User, Mail:Password): {words}");
            if (code == 421 && !whole) return new(HandoverKind.Broken, $"{settings.Host} is not available: {words}");
            if (e.ErrorCode == SmtpErrorCode.SenderNotAccepted && code >= 500 && code != 552) return new(HandoverKind.Broken, $"{settings.Host} does not take mail from us: {words}");
            return new(code >= 500 ? HandoverKind.Final : HandoverKind.Passing, words);
        }

        private Handover Lost(Exception e, bool whole)
        {
            var words = e is OperationCanceledException ? $"{settings.Host} did not answer within {settings.TimeoutSeconds} seconds" : $"The connection to {settings.Host} ended";
            return whole ? new(HandoverKind.Unclear, $"{words}, after it had got the whole mail.") : new(HandoverKind.Passing, $"{words}, before it had got the whole mail.");
        }

        private void Hang()
        {
            client?.Dispose();
            client = null;
        }

        /// <summary>
        /// How much of the mail has been written. The sign that ends it follows after the last byte: what fails before that byte is certainly not delivered,
        /// what fails after may be.
        /// </summary>
        private sealed class Written : ITransferProgress
        {
            public bool Begun { get; private set; }

            public bool Whole { get; private set; }

            /// <summary>Called with every piece: a large mail over a slow line takes longer than one answer.</summary>
            public Action Moved { get; set; } = () => { };

            public void Report(long bytesTransferred, long totalSize)
            {
                Begun = true;
                Whole |= bytesTransferred >= totalSize;
                Moved();
            }

            // Of a mail whose size is not known it can't be told when it is whole.
            public void Report(long bytesTransferred) => Report(bytesTransferred, 0);
        }
    }
}
