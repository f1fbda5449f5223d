using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Participation;
using Engagement.Core.Programs;

namespace Engagement.Core.Graduation;

/// <summary>What graduating would do for one participant.</summary>
public enum Outcome
{
    /// <summary>Completes and gets a certificate.</summary>
    Graduates,

    /// <summary>Has graduated before; nothing happens.</summary>
    Graduated,

    /// <summary>Meets the rule, but the name can't be printed; waits until that is mended.</summary>
    NameNotPrintable,

    /// <summary>Does not complete; nothing happens.</summary>
    DoesNotComplete,
}

/// <summary>One participant in the rehearsal.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name as it would be printed.</param>
/// <param name="Outcome">What would happen.</param>
/// <param name="Reason">Why.</param>
/// <param name="CanGrant">True when a coordinator can grant completion.</param>
/// <param name="Granted">True when completion was granted.</param>
/// <param name="Text">The certificate's sentence.</param>
/// <param name="NameProblems">Characters of the name that can't be printed.</param>
/// <param name="Liaison">What it means for a liaison account.</param>
public sealed record RehearsalRow(
    Guid EnrollmentId, Guid PersonId, string Name, Outcome Outcome, string Reason, bool CanGrant, bool Granted, string Text, IReadOnlyList<PrintProblem> NameProblems, LiaisonPlan Liaison);

/// <summary>What graduating the cohort would do, before anything is done.</summary>
public sealed record Rehearsal(
    Guid CohortId, string CohortName, string ProgramName, CohortStatus Status, string CertificateTitle, Grants Grants,
    IReadOnlyList<RehearsalRow> Rows, IReadOnlyList<string> Blockers, IReadOnlyList<string> Warnings)
{
    /// <summary>How many would get a certificate now.</summary>
    public int Graduating => Rows.Count(r => r.Outcome == Outcome.Graduates);

    /// <summary>How many accounts would be opened: with certificates, or for those who graduated when there were none yet.</summary>
    public int Accounts => Rows.Count(r => r.Liaison.OpensAccount);

    /// <summary>How many minors would become youth liaisons, where an adult is named.</summary>
    public int Youth => Rows.Count(r => r.Liaison.Step == LiaisonStep.Youth);

    /// <summary>Stands for all that was shown: when any of it has changed by the time of graduating, nothing happens.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.EnrollmentId} {r.Outcome} {r.Name} {r.Text} {r.Liaison.Text}")).Prepend($"{Status} {CertificateTitle} {Grants}")))))[..32];
}

/// <summary>What graduating did.</summary>
/// <param name="Issued">Certificates issued now.</param>
/// <param name="Before">Certificates that were there already.</param>
public sealed record GraduationOutcome(int Issued, int Before)
{
    /// <summary>What became of liaison accounts.</summary>
    public LiaisonOutcome Liaisons { get; init; } = LiaisonOutcome.None;
}

/// <summary>Something has changed since the rehearsal was shown.</summary>
public sealed record RehearsalChanged() : Error("Something has changed since this list was shown, so nothing was done. The list below is up to date: look through it and graduate again.");

/// <summary>The cohort can't graduate yet.</summary>
public sealed record NotReady(string Reason) : Error(Reason);
