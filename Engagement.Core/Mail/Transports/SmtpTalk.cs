using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Engagement.Core.Mail;

/// <summary>A server's reply: its code and all its words.</summary>
internal readonly record struct SmtpReply(int Code, string Words)
{
    public bool Good => Code is >= 200 and < 400;
}

/// <summary>One connection to an SMTP server (RFC 5321): sends lines, reads replies, each within a time.</summary>
internal sealed class SmtpTalk : IDisposable
{
    // A reply line has at most 512 octets (RFC 5321, 4.5.3.1.5); some servers are chattier.
    private const int MostInLine = 4000, MostLines = 100;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly TcpClient tcp;
    private readonly TimeSpan patience;
    private readonly byte[] buffer = new byte[4096];
    private Stream stream;
    private int read, length;

    private SmtpTalk(TcpClient tcp, TimeSpan patience) => (this.tcp, this.patience, stream) = (tcp, patience, tcp.GetStream());

    public bool Secure => stream is SslStream;

    public static async Task<SmtpTalk> ConnectAsync(string host, int port, TimeSpan patience)
    {
        // Without a delay: commands are small, and each waits for an answer.
        var client = new TcpClient { NoDelay = true };
        try
        {
            using var time = new CancellationTokenSource(patience);
            await client.ConnectAsync(host, port, time.Token);
            return new SmtpTalk(client, patience);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>TLS from here on; <paramref name="trusted"/> is the file of a certificate that counts beside those of the machine's authorities.</summary>
    public async Task SecureAsync(string host, string? trusted)
    {
        // What came in the clear before must not be taken for an answer that came inside.
        if (read < length) throw new IOException("The server said something before the connection was secure.");
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (!string.IsNullOrEmpty(trusted))
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(trusted);
            options.CertificateChainPolicy = policy;
        }
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        using var time = new CancellationTokenSource(patience);
        await secure.AuthenticateAsClientAsync(options, time.Token);
        stream = secure;
    }

    /// <summary>Sends a command and reads its reply.</summary>
    public async Task<SmtpReply> AskAsync(string command)
    {
        await WriteAsync(Utf8.GetBytes(command + "\r\n"));
        return await ReplyAsync();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> content)
    {
        // In pieces, each within the time: a large mail over a slow line takes longer than one answer.
        for (var at = 0; at < content.Length; at += 64 * 1024)
        {
            using var time = new CancellationTokenSource(patience);
            await stream.WriteAsync(content.Slice(at, Math.Min(64 * 1024, content.Length - at)), time.Token);
        }
    }

    /// <summary>A reply may have several lines, all but the last with a hyphen after the code.</summary>
    public async Task<SmtpReply> ReplyAsync()
    {
        var words = new List<string>();
        while (words.Count < MostLines)
        {
            var line = await LineAsync();
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), CultureInfo.InvariantCulture, out var code)) throw new IOException("The server does not speak SMTP.");
            if (line.Length > 4) words.Add(line[4..].Trim());
            if (line.Length == 3 || line[3] != '-') return new SmtpReply(code, $"{code} {string.Join(' ', words)}".Trim());
        }
        throw new IOException("The server's answer does not end.");
    }

    public void Dispose()
    {
        stream.Dispose();
        tcp.Dispose();
    }

    private async Task<string> LineAsync()
    {
        var line = new List<byte>(80);
        using var time = new CancellationTokenSource(patience);
        while (true)
        {
            if (read == length)
            {
                (read, length) = (0, await stream.ReadAsync(buffer, time.Token));
                if (length == 0) throw new EndOfStreamException("The server closed the connection.");
            }
            var b = buffer[read++];
            if (b == '\n') return Utf8.GetString([.. line]).TrimEnd('\r');
            if (line.Count >= MostInLine) throw new IOException("The server's answer is too long.");
            line.Add(b);
        }
    }
}
