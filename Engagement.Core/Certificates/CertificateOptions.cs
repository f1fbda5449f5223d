namespace Engagement.Core.Certificates;

/// <summary>What can only be set in the server's configuration, section "Certificates".</summary>
public sealed class CertificateOptions
{
    /// <summary>Public address of the application, used in QR codes as long as the office's settings have none.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>The optional digital signature.</summary>
    public SigningOptions Signing { get; set; } = new();
}

/// <summary>Where the certificate for digital signatures lies.</summary>
public sealed class SigningOptions
{
    /// <summary>A PKCS #12 file (.pfx, .p12) with its private key; empty: PDFs are not signed.</summary>
    public string? File { get; set; }

    /// <summary>Its password.</summary>
    public string? Password { get; set; }
}
