using Engagement.Core.Common;

namespace Engagement.Core.Certificates;

/// <summary>
/// An issued certificate. What it says is frozen at issue: later edits of templates, programs or people change nothing;
/// a mistake is corrected by a new certificate that supersedes this one.
/// </summary>
public sealed class Certificate : Entity, IAudited
{
    private Certificate() { }

    /// <summary>A certificate issued now. <paramref name="key"/> is unique: one per enrollment, kind and correction.</summary>
    public Certificate(string key, string number, Guid enrollmentId, Guid cohortId, CertificateContent content, DateOnly issuedOn) =>
        (Key, Number, EnrollmentId, CohortId, Content, IssuedOn, SearchText) = (key, number, enrollmentId, cohortId, content, issuedOn, Fold(number, content));

    /// <summary>What makes a second one impossible: enrollment, kind and number of the correction.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Human number such as "ACA-2026-0042"; unique.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Code for the verification page, with check character; unique.</summary>
    public string Code { get; private init; } = CheckedCode.New(12);

    /// <summary>Whose enrollment was completed.</summary>
    public Guid EnrollmentId { get; private set; }

    /// <summary>In which cohort.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Everything that is printed, frozen. Emptied of the name when the person is erased.</summary>
    public CertificateContent Content { get; internal set; } = new();

    /// <summary>What searching with the right to read people looks in: number, name, cohort, folded.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Day of issue.</summary>
    public DateOnly IssuedOn { get; private set; }

    /// <summary>Whether it still counts.</summary>
    public CertificateStatus Status { get; internal set; }

    /// <summary>Why it was revoked or superseded.</summary>
    public string? StatusReason { get; internal set; }

    /// <summary>The corrected version.</summary>
    public Guid? SupersededById { get; internal set; }

    Guid IAudited.AuditSubject => Id;

    /// <summary>The key of an enrollment's certificate of completion; <paramref name="correction"/> counts from 0.</summary>
    public static string KeyOf(Guid enrollmentId, int correction = 0) => $"{enrollmentId:n}/completion/{correction}";

    /// <summary>Takes it back.</summary>
    public Result Revoke(string reason)
    {
        if (Status != CertificateStatus.Valid) return new NoLongerValid(Status);
        (Status, StatusReason) = (CertificateStatus.Revoked, reason);
        return Result.Success;
    }

    /// <summary>Gives way to a corrected version.</summary>
    public Result Supersede(Certificate by, string reason)
    {
        if (Status != CertificateStatus.Valid) return new NoLongerValid(Status);
        (Status, StatusReason, SupersededById) = (CertificateStatus.Superseded, reason, by.Id);
        return Result.Success;
    }

    /// <summary>Takes the name out; number, code and counts stay.</summary>
    internal void Forget()
    {
        Content.Name = "";
        SearchText = Fold(Number, Content);
    }

    private static string Fold(string number, CertificateContent content) => Text.Folded($"{number} {content.Name} {content.CohortName}");
}

/// <summary>Whether a certificate counts.</summary>
public enum CertificateStatus
{
    /// <summary>It counts.</summary>
    Valid,

    /// <summary>It was taken back, with a reason.</summary>
    Revoked,

    /// <summary>A corrected one took its place.</summary>
    Superseded,
}

/// <summary>What a certificate says, word by word.</summary>
public sealed class CertificateContent
{
    /// <summary>City.</summary>
    public string CityName { get; set; } = "";

    /// <summary>Office.</summary>
    public string OfficeName { get; set; } = "";

    /// <summary>Program.</summary>
    public string ProgramName { get; set; } = "";

    /// <summary>Cohort.</summary>
    public string CohortName { get; set; } = "";

    /// <summary>Headline.</summary>
    public string Title { get; set; } = "";

    /// <summary>Name as printed; empty once the person was erased.</summary>
    public string Name { get; set; } = "";

    /// <summary>True when only initials may be shown publicly.</summary>
    public bool Minor { get; set; }

    /// <summary>The sentence under the name, fields filled in.</summary>
    public string Text { get; set; } = "";

    /// <summary>Sessions attended.</summary>
    public int Sessions { get; set; }

    /// <summary>Minutes attended.</summary>
    public int Minutes { get; set; }

    /// <summary>First session.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last session.</summary>
    public DateOnly To { get; set; }

    /// <summary>Language of the printed text (BCP 47).</summary>
    public string Language { get; set; } = "en";

    /// <summary>Brand color, #rrggbb.</summary>
    public string Color { get; set; } = "#0f4d90";

    /// <summary>Logo, a <c>StoredFile</c> (files are never changed, only replaced).</summary>
    public Guid? LogoFileId { get; set; }

    /// <summary>Who signs.</summary>
    public List<SignatureLine> Signatures { get; set; } = [];
}

/// <summary>A signature on a certificate.</summary>
public sealed class SignatureLine
{
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Picture, a <c>StoredFile</c>.</summary>
    public Guid? ImageFileId { get; set; }
}
