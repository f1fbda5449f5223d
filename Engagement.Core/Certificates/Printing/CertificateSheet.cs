namespace Engagement.Core.Certificates.Printing;

/// <summary>One certificate as it goes to paper.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Code">Its verification code.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Status">A certificate that does not count says so across the page.</param>
/// <param name="Content">What it says.</param>
/// <param name="VerifyAddress">Address of its verification page, also in the QR code; null where the office has no public address yet.</param>
internal sealed record CertificateSheet(string Number, string Code, DateOnly IssuedOn, CertificateStatus Status, CertificateContent Content, string? VerifyAddress);
