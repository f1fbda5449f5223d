using System.Net;
using System.Net.Mail;

namespace Engagement.Core.Mail;

/// <summary>Over SMTP with STARTTLS and, if set, authentication (AUTH LOGIN).</summary>
public sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    /// <inheritdoc />
    public string Name => $"{settings.Host}, port {settings.Port}";

    /// <inheritdoc />
    public IMailLine Open() => new Line(settings);

    /// <summary>A client holds its connection until it is disposed of; after a failure the next mail gets a new one.</summary>
    private sealed class Line(MailSettings settings) : IMailLine
    {
        private SmtpClient? client;
        private bool used;

        public async Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel)
        {
            var reused = used;
            var first = await TryAsync(parcel, reused, cancel);
            // A server may hang up on a line that was quiet for a while; that says nothing about this mail.
            return first.Kind == HandoverKind.Passing && reused && client is null && !parcel.Begun ? await TryAsync(parcel, reused: false, cancel) : first;
        }

        private async Task<Handover> TryAsync(MailParcel parcel, bool reused, CancellationToken cancel)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
            client ??= NewClient();
            try
            {
                await client.SendMailAsync(parcel.Message, patience.Token);
                used = true;
                return new(HandoverKind.Accepted, $"accepted by {settings.Host}");
            }
            catch (Exception e) when (SmtpFault.Explains(e))
            {
                // A refusal leaves the line as it is; everything else ends it.
                if (!SmtpFault.IsAnswer(e)) Hang();
                return SmtpFault.Of(e, parcel, reused, settings);
            }
        }

        public ValueTask DisposeAsync()
        {
            Hang();
            return ValueTask.CompletedTask;
        }

        private void Hang()
        {
            client?.Dispose();
            (client, used) = (null, false);
        }

        private SmtpClient NewClient()
        {
            var fresh = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls, DeliveryFormat = SmtpDeliveryFormat.International };
            if (!string.IsNullOrEmpty(settings.User)) fresh.Credentials = new NetworkCredential(settings.User, settings.Password);
            return fresh;
        }
    }
}
