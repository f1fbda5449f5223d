namespace Engagement.Core.Mail;

/// <summary>Over SMTP, with STARTTLS (or TLS from the first byte on port 465) and, if set, signing in.</summary>
public sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    /// <inheritdoc />
    public string Name => $"{settings.Host}, port {settings.Port}";

    /// <inheritdoc />
    public IMailLine Open() => new Line(settings);

    /// <summary>
    /// One connection for many mails, opened with the first and renewed after a fault. The end of a mail is written apart from its text:
    /// what fails before is certainly not delivered, what fails after may be.
    /// </summary>
    private sealed class Line(MailSettings settings) : IMailLine
    {
        private static readonly byte[] End = ".\r\n"u8.ToArray();
        private SmtpTalk? talk;
        private IReadOnlySet<string> offers = new HashSet<string>();

        public async Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel)
        {
            // A server may hang up on a line that was quiet for a while; that says nothing about this mail, so it is tried on a new one.
            for (var old = talk is not null; ; old = false)
            {
                if (talk is null && await OpenAsync() is { } trouble) return new(HandoverKind.Broken, trouble);
                var (begun, ended) = (false, false);
                try
                {
                    var answer = await SayAsync(talk!, parcel, () => begun = true, () => ended = true);
                    if (answer.Kind is HandoverKind.Broken) Hang();
                    else if (answer.Kind is not HandoverKind.Accepted && await talk!.AskAsync("RSET") is not { Good: true }) Hang();
                    return answer;
                }
                catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
                {
                    Hang();
                    if (old && !begun) continue;
                    return Lost(e, ended);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (talk is not null) await talk.AskAsync("QUIT");
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // It is gone already.
            }
            Hang();
        }

        private async Task<string?> OpenAsync()
        {
            (talk, offers, var trouble) = await SmtpDoor.OpenAsync(settings);
            return trouble;
        }

        private async Task<Handover> SayAsync(SmtpTalk server, MailParcel parcel, Action begun, Action ended)
        {
            if (parcel.NeedsUtf8 && !offers.Contains("SMTPUTF8")) return new(HandoverKind.Final, $"{settings.Host} can't deliver to addresses with letters beyond ASCII before the @ (SMTPUTF8).");
            var content = parcel.Content;
            var from = await server.AskAsync($"MAIL FROM:<{MailParcel.Wire(parcel.ReturnPath)}>{(offers.Contains("SIZE") ? $" SIZE={content.Length}" : "")}{(parcel.NeedsUtf8 ? " SMTPUTF8" : "")}");
            // Whoever refuses the sender refuses all mails; 552 is about the size of this one.
            if (!from.Good) return from.Code >= 500 && from.Code != 552 ? new(HandoverKind.Broken, Whom(from)) : Refusal(from);
            if (await server.AskAsync($"RCPT TO:<{MailParcel.Wire(parcel.To)}>") is { Good: false } to) return Refusal(to);
            if (await server.AskAsync("DATA") is { Code: not 354 } data) return Refusal(data);
            begun();
            await server.WriteAsync(Stuffed(content));
            ended();
            await server.WriteAsync(End);
            var answer = await server.ReplyAsync();
            // After the text, 421 too is about this text: others must not wait for it.
            return answer.Good ? new(HandoverKind.Accepted, answer.Words) : new(answer.Code >= 500 ? HandoverKind.Final : HandoverKind.Passing, answer.Words);
        }

        // RFC 5321, 4.2.1: 4yz is transient, 5yz permanent. 421 closes the line; 530, 534, 535 and 538 are about who we are.
        private Handover Refusal(SmtpReply reply) => reply.Code switch
        {
            530 or 534 or 535 or 538 => new(HandoverKind.Broken, Whom(reply)),
            421 => new(HandoverKind.Broken, $"{settings.Host} is not available: {reply.Words}"),
            >= 500 => new(HandoverKind.Final, reply.Words),
            _ => new(HandoverKind.Passing, reply.Words),
        };

        private string Whom(SmtpReply reply) => reply.Code is 530 or 534 or 535 or 538
            ? $"{settings.Host} wants a user and a password (Mail:User, Mail:Password): {reply.Words}" : $"{settings.Host} does not take mail from us: {reply.Words}";

        private Handover Lost(Exception e, bool ended)
        {
            var words = e is OperationCanceledException ? $"{settings.Host} did not answer within {settings.TimeoutSeconds} seconds" : $"The connection to {settings.Host} ended ({e.Message.TrimEnd('.')})";
            return ended ? new(HandoverKind.Unclear, $"{words}, after it had got the whole mail.") : new(HandoverKind.Passing, $"{words}, before it had got the whole mail.");
        }

        private void Hang()
        {
            talk?.Dispose();
            talk = null;
        }

        // A line that begins with a dot gets another one (RFC 5321, 4.5.2). Only headers could have one: the encodings of the parts leave none.
        private static byte[] Stuffed(byte[] content)
        {
            if (content.AsSpan().IndexOf("\n."u8) < 0) return content;
            return System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(content).Replace("\n.", "\n..", StringComparison.Ordinal));
        }
    }
}
