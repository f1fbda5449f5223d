using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Engagement.Core.Mail;

/// <summary>
/// Decides about a mail server's certificate as the framework does, with one authority more where a file names it, and remembers in words what was wrong,
/// which the library that asks does not tell.
/// </summary>
internal sealed class CertificateCheck(string? trusted)
{
    /// <summary>What was wrong; null when nothing was, or nothing was asked.</summary>
    public string? Problem { get; private set; }

#pragma warning disable MA0039 // It accepts nothing that the framework does not accept, but for the authority that the operator names.
    public bool Accepts(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        Problem = errors == SslPolicyErrors.None ? null
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "It shows no certificate."
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "Its certificate is made out to another name: write that name into Mail:Host."
            : string.IsNullOrEmpty(trusted) || shown is not X509Certificate2 certificate ? Words(chain)
            : InOwnChain(certificate, chain, trusted);
        return Problem is null;
    }
#pragma warning restore MA0039

    private static string? InOwnChain(X509Certificate2 certificate, X509Chain? chain, string file)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        if (chain is not null) own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return own.Build(certificate) ? null : Words(own);
    }

    private static string Words(X509Chain? chain)
    {
        var faults = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        return faults.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "Its certificate has expired, or is not valid yet."
            : (faults & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError ? "Its certificate is signed by nobody whom this machine trusts (Mail:TrustedCertificate names the file of one more)."
            : $"Its certificate is not accepted: {faults}.";
    }
}
