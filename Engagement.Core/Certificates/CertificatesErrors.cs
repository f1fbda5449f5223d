using Engagement.Core.Common;

namespace Engagement.Core.Certificates;

/// <summary>Only a valid certificate can be revoked or corrected.</summary>
public sealed record NoLongerValid(CertificateStatus Status)
    : Error(Status == CertificateStatus.Revoked ? "This certificate was revoked already." : "This certificate was replaced already; work on the one that took its place.");

/// <summary>Only what was revoked, and has no valid one beside it, is issued again.</summary>
public sealed record NotRevoked() : Error("This certificate is not revoked, or a valid one was issued since. See its versions below.");

/// <summary>The corrected version would say the same.</summary>
public sealed record NothingCorrected() : Error("Nothing is different from the certificate as it was issued. Change the name, the title or the text.");

/// <summary>The name was removed on request, so there is nothing left to print.</summary>
public sealed record NameErased() : Error("The name on this certificate was removed on the person's request; it can't be printed or corrected any more.");

/// <summary>Characters of a name can't be printed.</summary>
public sealed record NotPrintable(string Characters, string Advice) : Error($"“{Characters}” can't be printed. {Advice}");

/// <summary>There is nothing to print.</summary>
public sealed record NothingToPrint() : Error("There is no valid certificate to print here yet.");
