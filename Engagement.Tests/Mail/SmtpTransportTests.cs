using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Engagement.Core.Mail;
using MimeKit;

namespace Engagement.Tests.Mail;

/// <summary>The transport against a real SMTP server: what each answer and each accident means for the mail.</summary>
public class SmtpTransportTests
{
    private static MailParcel Parcel(string to, int kilobytes = 1)
    {
        var message = new MimeMessage { Subject = "Grüße", MessageId = $"{Guid.NewGuid():n}@example.org" };
        message.From.Add(new MailboxAddress("Philly311", "office@example.org"));
        message.To.Add(MailboxAddress.Parse(to));
        var body = new BodyBuilder { TextBody = "Hello\n.\n.. dots\n", HtmlBody = "<p>Hello</p>" };
        body.Attachments.Add("random.bin", RandomNumberGenerator.GetBytes(kilobytes * 1024));
        message.Body = body.ToMessageBody();
        return new(MailboxAddress.Parse("bounces@example.org"), MailboxAddress.Parse(to), message);
    }

    private static async Task<Handover> SendAsync(IMailLine line, string to, int kilobytes = 1)
    {
        using var parcel = Parcel(to, kilobytes);
        return await line.SendAsync(parcel, CancellationToken.None);
    }

    private static MailSettings Settings(SmtpPeer peer, bool tls = false) => new() { Host = tls ? "localhost" : "127.0.0.1", Port = peer.Port, StartTls = tls, TimeoutSeconds = 2 };

    [SmtpFact]
    public async Task Send_AnswersAndAccidents_AreToldApart()
    {
        await using var peer = await SmtpPeer.StartAsync();
        await using var line = new SmtpTransport(Settings(peer)).Open();
        for (var i = 0; i < 3; i++) (await SendAsync(line, $"ada{i}@example.org")).ShouldBe(new Handover(HandoverKind.Accepted, $"2.0.0 Taken as number {i + 1}"));
        var never = await SendAsync(line, "never@example.org");
        never.ShouldBe(new Handover(HandoverKind.Final, "550 5.1.1 Nobody lives here"));
        var later = await SendAsync(line, "later@example.org");
        later.ShouldBe(new Handover(HandoverKind.Passing, "450 4.2.1 Come back later"));
        var refused = await SendAsync(line, "refused@example.org");
        refused.ShouldBe(new Handover(HandoverKind.Final, "554 5.7.1 We do not want this text"));
        (await SendAsync(line, "ada@example.org")).Kind.ShouldBe(HandoverKind.Accepted);
        peer.Of("connection").Count.ShouldBe(1, "one line carries many mails, and a refusal leaves it as it is");

        var away = await SendAsync(line, "away@example.org");
        (away.Kind, away.Answer.Contains("4.3.2 Going home", StringComparison.Ordinal)).ShouldBe((HandoverKind.Broken, true), away.Answer);
        var cut = await SendAsync(line, "cut@example.org", kilobytes: 20_000);
        cut.Kind.ShouldBe(HandoverKind.Passing, $"the server hung up before it had the whole mail: {cut.Answer}");
        (await SendAsync(line, "hangs-up@example.org")).Kind.ShouldBe(HandoverKind.Unclear, "the server had the whole mail");
        var silent = await SendAsync(line, "silent@example.org");
        silent.ShouldBe(new Handover(HandoverKind.Unclear, "127.0.0.1 did not answer within 2 seconds, after it had got the whole mail."));
        (await SendAsync(line, "idle@example.org")).Kind.ShouldBe(HandoverKind.Accepted, "this one makes the server hang up after its answer");
        (await SendAsync(line, "ada@example.org")).Kind.ShouldBe(HandoverKind.Accepted);
        await peer.UntilAsync("mail", 8);
        peer.Mails.Select(m => (string)m["to"]![0]!).ShouldBe(["ada0@example.org", "ada1@example.org", "ada2@example.org", "ada@example.org", "hangs-up@example.org", "silent@example.org", "idle@example.org", "ada@example.org"]);
    }

    [SmtpFact]
    public async Task Send_AddressesBeyondAscii_Arrive()
    {
        await using var peer = await SmtpPeer.StartAsync();
        await using var line = new SmtpTransport(Settings(peer)).Open();
        (await SendAsync(line, "jörg@exämple.org")).Kind.ShouldBe(HandoverKind.Accepted);
        (await SendAsync(line, "ada@bücher.example")).Kind.ShouldBe(HandoverKind.Accepted);
        await peer.UntilAsync("mail", 2);
        peer.Mails.Select(m => (string)m["to"]![0]!).ShouldBe(["jörg@exämple.org", "ada@bücher.example"]);
    }

    [SmtpFact]
    public async Task Send_StartTlsAndPassword_OpenOnlyWithTheRightOnes()
    {
        var good = Certificate(DateTimeOffset.UtcNow.AddDays(1));
        await using var peer = await SmtpPeer.StartAsync("office", "a secret", good);
        var settings = Settings(peer, tls: true);
        await using (var untrusted = new SmtpTransport(settings).Open())
            (await SendAsync(untrusted, "ada@example.org")).ShouldSatisfyAllConditions(h => h.Kind.ShouldBe(HandoverKind.Broken), h => h.Answer.ShouldContain("nobody whom this machine trusts"));
        settings.TrustedCertificate = Path.GetTempFileName();
        await File.WriteAllTextAsync(settings.TrustedCertificate, good.Certificate);
        await using (var nobody = new SmtpTransport(settings).Open())
            (await SendAsync(nobody, "ada@example.org")).ShouldSatisfyAllConditions(h => h.Kind.ShouldBe(HandoverKind.Broken), h => h.Answer.ShouldContain("Mail:User"));
        (settings.User, settings.Password) = ("office", "wrong");
        await using (var wrong = new SmtpTransport(settings).Open())
            (await SendAsync(wrong, "ada@example.org")).ShouldSatisfyAllConditions(h => h.Kind.ShouldBe(HandoverKind.Broken), h => h.Answer.ShouldContain("Mail:User"));
        settings.Password = "a secret";
        await using (var right = new SmtpTransport(settings).Open())
            (await SendAsync(right, "ada@example.org")).Kind.ShouldBe(HandoverKind.Accepted);
        File.Delete(settings.TrustedCertificate);
        await peer.UntilAsync("mail", 1);
        peer.Of("auth").Select(a => ((bool)a["good"]!, (bool)a["secure"]!)).Distinct().ShouldBe([(false, true), (true, true)], "a password travels inside TLS only");
        ((bool)peer.Mails.Single()["secure"]!).ShouldBeTrue();
    }

    [SmtpFact]
    public async Task Send_WithoutWhatIsNeeded_SaysWhy()
    {
        await using var expired = await SmtpPeer.StartAsync(tls: Certificate(DateTimeOffset.UtcNow.AddDays(-1)));
        await using var plain = await SmtpPeer.StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        foreach (var (settings, word) in new[]
        {
            (Settings(expired, tls: true), "has expired"), (Settings(plain, tls: true), "does not offer STARTTLS"),
            (new MailSettings { Host = "127.0.0.1", Port = closed, StartTls = false }, "refused"), (new MailSettings { Host = "no-such-host.invalid", Port = 25 }, "no-such-host.invalid"),
        })
        {
            await using var line = new SmtpTransport(settings).Open();
            var handover = await SendAsync(line, "ada@example.org");
            (handover.Kind, handover.Answer.Contains(word, StringComparison.Ordinal)).ShouldBe((HandoverKind.Broken, true), handover.Answer);
        }
        plain.Mails.ShouldBeEmpty();
    }

    private static (string Key, string Certificate) Certificate(DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(until.AddDays(-30), until);
        return (key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }
}
