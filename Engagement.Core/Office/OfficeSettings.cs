using Engagement.Core.Common;

namespace Engagement.Core.Office;

/// <summary>What an administrator sets for the whole office. One row.</summary>
public sealed class OfficeSettings : Entity, IAudited
{
    /// <summary>The office, as on certificates and pages.</summary>
    public string OfficeName { get; set; } = "Philly311";

    /// <summary>The city, as on certificates.</summary>
    public string CityName { get; set; } = "City of Philadelphia";

    /// <summary>Where people can ask.</summary>
    public string? ContactEmail { get; set; }

    /// <summary>Where people can call.</summary>
    public string? ContactPhone { get; set; }

    /// <summary>IANA name of the office's time zone.</summary>
    public string TimeZone { get; set; } = "America/New_York";

    /// <summary>Address under which the application is reached, as links in mails and QR codes use it; never taken from a request.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Brand color as #rrggbb; white text on it must have a contrast of at least 4.5.</summary>
    public string BrandColor { get; set; } = "#0f4d90";

    /// <summary>Logo, a <c>StoredFile</c>.</summary>
    public Guid? LogoFileId { get; set; }

    /// <summary>Paper of certificates and lists.</summary>
    public PaperSize Paper { get; set; } = PaperSize.Letter;

    /// <summary>Whether administrators and coordinators need a second factor; null: as the environment has it (on in Production).</summary>
    public bool? RequireSecondFactor { get; set; }

    /// <summary>Months after a cohort's end until contact data of its people who have no other role are erased; shown publicly.</summary>
    public int RetentionMonths { get; set; } = 36;

    /// <summary>Months after a cohort's end until minors' personal data are erased; shown publicly.</summary>
    public int RetentionMonthsMinors { get; set; } = 12;

    /// <summary>Up to three people who sign certificates.</summary>
    public List<Signatory> Signatories { get; set; } = [];

    /// <summary>Always 1, and unique: there is one row.</summary>
    [NotAudited]
    public int Only { get; private set; } = 1;

    Guid IAudited.AuditSubject => Id;

    /// <summary>The signatories for the audit trail, which does not look into lists.</summary>
    internal string SignatoriesInWords() => string.Join("; ", Signatories.Select(s => $"{s.Name}, {s.Title}{(s.ImageFileId is null ? "" : " (with picture)")}"));
}

/// <summary>Somebody who signs certificates.</summary>
public sealed class Signatory
{
    /// <summary>Name under the line.</summary>
    public string Name { get; set; } = "";

    /// <summary>Title under the name.</summary>
    public string Title { get; set; } = "";

    /// <summary>Picture of the signature, a <c>StoredFile</c>.</summary>
    public Guid? ImageFileId { get; set; }
}

/// <summary>Size of printed pages.</summary>
public enum PaperSize
{
    /// <summary>8.5 × 11 in.</summary>
    Letter,

    /// <summary>210 × 297 mm.</summary>
    A4,
}
