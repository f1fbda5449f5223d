namespace Engagement.Core.Accounts;

/// <summary>
/// What somebody may do. Each value is also the name of an authorization policy for pages and endpoints;
/// services check the same value again through <see cref="Actor"/>.
/// </summary>
public enum Permission
{
    /// <summary>See programs, sites, cohorts, sessions and counts; nobody's personal data.</summary>
    ReadCohorts,

    /// <summary>Reports and figures without personal data.</summary>
    ReadReports,

    /// <summary>Edit programs, sites, departments, partners, presenters and closures.</summary>
    ManagePrograms,

    /// <summary>Edit cohorts and sessions, snow days included.</summary>
    ManageCohorts,

    /// <summary>See people, minors included, with contacts, consents and rosters.</summary>
    ReadPeople,

    /// <summary>Edit, import and merge people, record consents.</summary>
    ManagePeople,

    /// <summary>Read and write notes with limited visibility.</summary>
    ReadRestrictedNotes,

    /// <summary>Export or erase a person on request.</summary>
    ErasePeople,

    /// <summary>Decide on applications, enroll, withdraw.</summary>
    ManageEnrollments,

    /// <summary>Mark attendance, add walk-ins, show check-in codes.</summary>
    TakeAttendance,

    /// <summary>Graduate a cohort, issue, correct and revoke certificates.</summary>
    IssueCertificates,

    /// <summary>Build surveys, open windows, print codes, enter paper.</summary>
    ManageSurveys,

    /// <summary>Give the word that prior written consent was obtained for sensitive items in surveys of minors.</summary>
    AllowSensitiveItems,

    /// <summary>See and change the standing of liaisons, issue their accounts, import the roll.</summary>
    ManageLiaisons,

    /// <summary>Give a liaison account without training, with a written reason.</summary>
    ExceptTraining,

    /// <summary>Enter and follow own service requests, as a liaison.</summary>
    EnterRequests,

    /// <summary>See all requests with all fields; answer, correct, merge and move them on.</summary>
    ManageRequests,

    /// <summary>Services, destinations, keys and boundaries of the work system.</summary>
    ManageWorkSystems,

    /// <summary>See what mail waits, was sent or failed; send again, cancel; write templates; lift blocks of addresses.</summary>
    ManageMail,

    /// <summary>Invite, disable and change accounts.</summary>
    ManageUsers,

    /// <summary>Change the office's settings.</summary>
    ManageSettings,

    /// <summary>Read the whole audit trail.</summary>
    ReadAudit,
}

/// <summary>The roles and what each may do: the one place where this is written down.</summary>
public static class Permissions
{
    /// <summary>Everything.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>Runs programs, cohorts and people.</summary>
    public const string Coordinator = nameof(Coordinator);

    /// <summary>Reads reports and lists, without personal data.</summary>
    public const string Leadership = nameof(Leadership);

    /// <summary>A trained resident with an own account.</summary>
    public const string Liaison = nameof(Liaison);

    /// <summary>All roles, most powerful first.</summary>
    public static IReadOnlyList<string> Roles { get; } = [Administrator, Coordinator, Leadership, Liaison];

    /// <summary>Roles that an administrator gives by hand; a liaison's account comes with training.</summary>
    public static IReadOnlyList<string> StaffRoles { get; } = [Administrator, Coordinator, Leadership];

    private static readonly Dictionary<string, HashSet<Permission>> ByRole = new()
    {
        [Administrator] = [.. Enum.GetValues<Permission>()],
        [Coordinator] =
        [
            Permission.ReadCohorts, Permission.ReadReports, Permission.ManagePrograms, Permission.ManageCohorts,
            Permission.ReadPeople, Permission.ManagePeople, Permission.ReadRestrictedNotes, Permission.ErasePeople,
            Permission.ManageEnrollments, Permission.TakeAttendance, Permission.IssueCertificates, Permission.ManageSurveys,
            Permission.ManageMail, Permission.ManageLiaisons, Permission.ManageRequests,
        ],
        [Leadership] = [Permission.ReadCohorts, Permission.ReadReports],
        [Liaison] = [Permission.EnterRequests],
    };

    /// <summary>What somebody with these roles may do; unknown roles give nothing.</summary>
    public static IReadOnlySet<Permission> Of(IEnumerable<string> roles) =>
        roles.SelectMany(r => ByRole.GetValueOrDefault(r) ?? []).ToHashSet();
}
