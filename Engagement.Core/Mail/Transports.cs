using System.Net;
using System.Net.Mail;

namespace Engagement.Core.Mail;

/// <summary>How mail leaves the house: the settings <c>Mail:Host</c>, <c>Port</c>, <c>User</c>, <c>Password</c>, <c>From</c>.</summary>
public sealed class MailSettings
{
    /// <summary>SMTP server; empty: mails are written to the pickup folder.</summary>
    public string? Host { get; set; }

    /// <summary>Port with STARTTLS; 465 (TLS from the first byte) is not supported.</summary>
    public int Port { get; set; } = 587;

    /// <summary>User name, when the server wants one.</summary>
    public string? User { get; set; }

    /// <summary>Password, when the server wants one.</summary>
    public string? Password { get; set; }

    /// <summary>Address in From.</summary>
    public string From { get; set; } = "engagement@localhost";

    /// <summary>Refuse servers without STARTTLS; only a relay on the same machine may go without.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Folder of .eml files when there is no host.</summary>
    public string PickupFolder { get; set; } = "";

    /// <summary>What makes these settings unusable, or null.</summary>
    public string? Problem() => (Host, Port) switch
    {
        ({ Length: > 0 }, 465) => "Mail:Port 465 (TLS from the first byte) is not supported. Use port 587 with STARTTLS, which the same servers offer.",
        ({ Length: > 0 }, < 1 or > 65535) => "Mail:Port must be between 1 and 65535.",
        _ => MailAddress.TryCreate(From, out _) ? null : "Mail:From is not an e-mail address.",
    };
}

/// <summary>Gives one mail to whoever carries it.</summary>
public interface IMailTransport
{
    /// <summary>Sends and returns what the carrier answered; throws when it did not take it.</summary>
    Task<string> SendAsync(MailMessage message, CancellationToken cancel);
}

/// <summary>Over SMTP with STARTTLS and, if set, authentication.</summary>
public sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    /// <inheritdoc />
    public async Task<string> SendAsync(MailMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
        if (!string.IsNullOrEmpty(settings.User)) client.Credentials = new NetworkCredential(settings.User, settings.Password);
        await client.SendMailAsync(message, cancel);
        return $"accepted by {settings.Host}";
    }
}

/// <summary>As .eml files in a folder, where no SMTP server is set.</summary>
public sealed class PickupTransport(MailSettings settings) : IMailTransport
{
    /// <inheritdoc />
    public Task<string> SendAsync(MailMessage message, CancellationToken cancel)
    {
        Directory.CreateDirectory(settings.PickupFolder);
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = settings.PickupFolder };
        client.Send(message);
        return Task.FromResult($"written to {settings.PickupFolder}");
    }
}
