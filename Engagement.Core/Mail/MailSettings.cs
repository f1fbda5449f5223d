using System.Net;

namespace Engagement.Core.Mail;

/// <summary>How mail leaves the house and comes back: the section <c>Mail</c> of the configuration.</summary>
public sealed class MailSettings
{
    /// <summary>SMTP server; empty: mails are written to the pickup folder.</summary>
    public string? Host { get; set; }

    /// <summary>The port of TLS from the first byte (RFC 8314).</summary>
    internal const int ImplicitTls = 465;

    /// <summary>Port: 587 with STARTTLS, or 465 with TLS from the first byte.</summary>
    public int Port { get; set; } = 587;

    /// <summary>User name, when the server wants one.</summary>
    public string? User { get; set; }

    /// <summary>Password, when the server wants one.</summary>
    public string? Password { get; set; }

    /// <summary>Address in From.</summary>
    public string From { get; set; } = "engagement@localhost";

    /// <summary>Address for answers; empty: the one in From.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Address to which servers send delivery reports (the envelope's sender); empty: the one in From.</summary>
    public string? ReturnPath { get; set; }

    /// <summary>Refuse servers without STARTTLS; only a relay on the same machine may go without.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>File (PEM) of a certificate that counts for the mail server, such as a private authority's; empty: those that the machine trusts.</summary>
    public string? TrustedCertificate { get; set; }

    /// <summary>Folder of .eml files when there is no host.</summary>
    public string PickupFolder { get; set; } = "";

    /// <summary>When set, every mail goes to this address instead, and says for whom it was.</summary>
    public string? SandboxTo { get; set; }

    /// <summary>Mails per minute over all nodes; 0: without limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>Seconds from one look for due mails to the next.</summary>
    public double EverySeconds { get; set; } = 10;

    /// <summary>Connections at once per node, 1 to 20.</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>Seconds that one answer of the server may take, 5 to 300.</summary>
    public int TimeoutSeconds { get; set; } = 120;

    /// <summary>Days until text and HTML of mails are forgotten; the fact that they were sent stays.</summary>
    public int KeepBodiesDays { get; set; } = 90;

    /// <summary>The mail about a completion carries the certificate as a PDF, not only its link.</summary>
    public bool AttachCertificates { get; set; }

    /// <summary>Folder into which a mail server puts delivery reports as files; empty: none is read.</summary>
    public string? BounceFolder { get; set; }

    /// <summary>Key with which a mail server may post delivery reports to <c>/mail/bounce</c>; empty: nobody may.</summary>
    public string? BounceKey { get; set; }

    /// <summary>What makes these settings unusable, or null.</summary>
    public string? Problem() =>
        Server() ?? Addresses() ?? (EverySeconds is not (>= 0.1 and <= 86_400) ? "Mail:EverySeconds must be between 0.1 and 86400."
            : Parallel is < 1 or > 20 ? "Mail:Parallel must be between 1 and 20."
            : TimeoutSeconds is < 5 or > 300 ? "Mail:TimeoutSeconds must be between 5 and 300."
            : PerMinute < 0 ? "Mail:PerMinute must be 0 (no limit) or more."
            : KeepBodiesDays < 1 ? "Mail:KeepBodiesDays must be 1 or more."
            : !string.IsNullOrEmpty(TrustedCertificate) && !File.Exists(TrustedCertificate) ? "Mail:TrustedCertificate names a file that is not there."
            : BounceKey is { Length: > 0 and < 16 } ? "Mail:BounceKey must have at least 16 characters." : null);

    private string? Server() => (Host, Port) switch
    {
        (null or "", _) => null,
        (_, < 1 or > 65535) => "Mail:Port must be between 1 and 65535.",
        _ => !StartTls && Port != ImplicitTls && !string.IsNullOrEmpty(User) && !IsHere(Host) ? "Mail:StartTls is off, so Mail:User and Mail:Password would travel readable. Turn it on, or leave them out." : null,
    };

    private string? Addresses() =>
        !IsAddress(From) ? "Mail:From is not an e-mail address."
        : !string.IsNullOrEmpty(ReplyTo) && !IsAddress(ReplyTo) ? "Mail:ReplyTo is not an e-mail address."
        : !string.IsNullOrEmpty(ReturnPath) && !IsAddress(ReturnPath) ? "Mail:ReturnPath is not an e-mail address."
        : !string.IsNullOrEmpty(SandboxTo) && !IsAddress(SandboxTo) ? "Mail:SandboxTo is not an e-mail address." : null;

    private static bool IsAddress(string text) => MailPacker.Address(text) is not null;

    private static bool IsHere(string host) => host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
}
