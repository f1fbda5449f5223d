using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Engagement.Core.Mail;

/// <summary>Opens a connection on which mails can go: greeting, TLS, signing in. What hinders it hinders every mail, and is said in words for staff.</summary>
internal static class SmtpDoor
{
    /// <summary>The connection, or what is wrong.</summary>
    public static async Task<(SmtpClient? Client, string? Trouble)> OpenAsync(MailSettings settings)
    {
        var place = $"{settings.Host}, port {settings.Port}";
        // Asking for revocation would need a way to the internet, which a web server need not have.
        var certificate = new CertificateCheck(settings.TrustedCertificate);
        var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = certificate.Accepts };
        // Without a delay: commands are small, and each waits for an answer.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var time = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TimeoutSeconds));
            await socket.ConnectAsync(settings.Host!, settings.Port, time.Token);
            await client.ConnectAsync(socket, settings.Host!, settings.Port, Security(settings), time.Token);
            if (!string.IsNullOrEmpty(settings.User)) await client.AuthenticateAsync(settings.User, settings.Password ?? "", time.Token);
            return (client, null);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ProtocolException or CommandException or NotSupportedException or AuthenticationException or SslHandshakeException)
        {
            client.Dispose();
            socket.Dispose();
            return (null, e switch
            {
                SocketException => $"{place} can't be reached: {e.Message}",
                OperationCanceledException => $"{place} did not answer within {settings.TimeoutSeconds} seconds.",
                SslHandshakeException => $"The connection to {place} can't be trusted. {certificate.Problem ?? e.Message}",
                AuthenticationException => $"{place} does not accept Mail:User and Mail:Password: {e.Message}",
                NotSupportedException when !string.IsNullOrEmpty(settings.User) && client.IsConnected => $"{place} offers no way to sign in: {e.Message}",
                NotSupportedException => $"{place} does not offer STARTTLS, so mails would travel readable. Use another port or server; only a relay on this machine may go without (Mail:StartTls).",
                SmtpCommandException refused => $"{place} is not available: {(int)refused.StatusCode} {refused.Message}",
                _ => $"The connection to {place} ended at once: {e.Message}",
            });
        }
    }

    private static SecureSocketOptions Security(MailSettings settings) => settings switch
    {
        { Port: MailSettings.ImplicitTls } => SecureSocketOptions.SslOnConnect,
        { StartTls: true } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
