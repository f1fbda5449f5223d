using Engagement.Core.Accounts;

namespace Engagement.Core.Certificates;

/// <summary>A line of the register.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Number">Its number.</param>
/// <param name="Code">Its verification code.</param>
/// <param name="Name">The name, or initials for those who may not read people; empty once erased.</param>
/// <param name="ProgramName">Program.</param>
/// <param name="CohortName">Cohort.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Status">Whether it counts.</param>
public sealed record CertificateRow(Guid Id, string Number, string Code, string Name, string ProgramName, string CohortName, DateOnly IssuedOn, CertificateStatus Status);

/// <summary>One certificate with its history.</summary>
public sealed record CertificateDetails(
    Guid Id, int Version, string Number, string Code, Guid EnrollmentId, Guid CohortId, DateOnly IssuedOn, CertificateStatus Status, string? StatusReason,
    CertificateContent Content, string? VerifyAddress, IReadOnlyList<CertificateVersion> Versions, IReadOnlyList<AuditEntry> History);

/// <summary>One of the versions of a certificate, the first to the newest.</summary>
public sealed record CertificateVersion(Guid Id, string Number, DateOnly IssuedOn, CertificateStatus Status);

/// <summary>A correction: what the new version is to say.</summary>
public sealed class CorrectionInput
{
    /// <summary>Version of the certificate that the form was filled from.</summary>
    public int Version { get; set; }

    /// <summary>Name as printed.</summary>
    public string? Name { get; set; }

    /// <summary>Headline.</summary>
    public string? Title { get; set; }

    /// <summary>The sentence under the name.</summary>
    public string? Text { get; set; }

    /// <summary>Why it is corrected.</summary>
    public string? Reason { get; set; }
}

/// <summary>What the public may know of a code.</summary>
public enum Verdict
{
    /// <summary>The code is mistyped: its check character is wrong.</summary>
    Mistyped,

    /// <summary>No certificate has this code.</summary>
    Unknown,

    /// <summary>The certificate counts.</summary>
    Valid,

    /// <summary>It was taken back.</summary>
    Revoked,

    /// <summary>A corrected one took its place.</summary>
    Superseded,
}

/// <summary>The answer of the verification page.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Code">The code as it was read.</param>
/// <param name="Name">The name; initials for minors; empty once erased.</param>
/// <param name="OnlyInitials">True when only initials are told.</param>
/// <param name="Title">Headline of the certificate.</param>
/// <param name="ProgramName">Program.</param>
/// <param name="OfficeName">Office that issued it.</param>
/// <param name="Number">Number.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="CurrentCode">Code of the certificate that took its place.</param>
public sealed record Verification(
    Verdict Verdict, string Code = "", string Name = "", bool OnlyInitials = false, string Title = "", string ProgramName = "", string OfficeName = "", string Number = "",
    DateOnly IssuedOn = default, string? CurrentCode = null);
