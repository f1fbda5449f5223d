using System.Text.RegularExpressions;
using Engagement.Core.Common;

namespace Engagement.Core.Office;

/// <summary>The settings as a form edits them.</summary>
public sealed partial class OfficeInput
{
    /// <summary>Version of settings that were never saved.</summary>
    public const int NeverSaved = 0;

    /// <summary>How many people sign a certificate at most.</summary>
    public const int MostSignatories = 3;

    /// <summary>Version of the settings that the form was filled from.</summary>
    public int Version { get; set; }

    /// <inheritdoc cref="OfficeSettings.OfficeName" />
    public string? OfficeName { get; set; }

    /// <inheritdoc cref="OfficeSettings.CityName" />
    public string? CityName { get; set; }

    /// <inheritdoc cref="OfficeSettings.ContactEmail" />
    public string? ContactEmail { get; set; }

    /// <inheritdoc cref="OfficeSettings.ContactPhone" />
    public string? ContactPhone { get; set; }

    /// <inheritdoc cref="OfficeSettings.TimeZone" />
    public string? TimeZone { get; set; }

    /// <inheritdoc cref="OfficeSettings.PublicAddress" />
    public string? PublicAddress { get; set; }

    /// <inheritdoc cref="OfficeSettings.BrandColor" />
    public string? BrandColor { get; set; }

    /// <inheritdoc cref="OfficeSettings.LogoFileId" />
    public Guid? LogoFileId { get; set; }

    /// <inheritdoc cref="OfficeSettings.Paper" />
    public PaperSize Paper { get; set; }

    /// <inheritdoc cref="OfficeSettings.RequireSecondFactor" />
    public bool? RequireSecondFactor { get; set; }

    /// <inheritdoc cref="OfficeSettings.RetentionMonths" />
    public int RetentionMonths { get; set; }

    /// <inheritdoc cref="OfficeSettings.RetentionMonthsMinors" />
    public int RetentionMonthsMinors { get; set; }

    /// <summary>Who signs certificates, in order; lines without name and title are left out.</summary>
    public List<Signatory> Signatories { get; set; } = [];

    /// <summary>A form filled from the settings; <paramref name="saved"/> is false for the defaults.</summary>
    public static OfficeInput From(OfficeSettings s, bool saved) => new()
    {
        Version = saved ? s.Version : NeverSaved,
        OfficeName = s.OfficeName,
        CityName = s.CityName,
        ContactEmail = s.ContactEmail,
        ContactPhone = s.ContactPhone,
        TimeZone = s.TimeZone,
        PublicAddress = s.PublicAddress,
        BrandColor = s.BrandColor,
        LogoFileId = s.LogoFileId,
        Paper = s.Paper,
        RequireSecondFactor = s.RequireSecondFactor,
        RetentionMonths = s.RetentionMonths,
        RetentionMonthsMinors = s.RetentionMonthsMinors,
        Signatories = [.. s.Signatories.Select(p => new Signatory { Name = p.Name, Title = p.Title, ImageFileId = p.ImageFileId })],
    };

    /// <summary>Trims what was typed and drops empty lines.</summary>
    internal void Tidy()
    {
        (OfficeName, CityName, ContactEmail, ContactPhone) = (Text.Clean(OfficeName), Text.Clean(CityName), Text.Clean(ContactEmail), Text.Clean(ContactPhone));
        PublicAddress = Text.Clean(PublicAddress)?.TrimEnd('/');
        BrandColor = Text.Clean(BrandColor)?.ToLowerInvariant();
        foreach (var s in Signatories) (s.Name, s.Title) = (Text.Clean(s.Name) ?? "", Text.Clean(s.Title) ?? "");
        Signatories.RemoveAll(s => s.Name.Length == 0 && s.Title.Length == 0 && s.ImageFileId is null);
    }

    /// <summary>What is wrong, or null.</summary>
    internal Invalid? Check()
    {
        var check = new Check()
            .Required(OfficeName, nameof(OfficeName), "The office's name", 100)
            .Required(CityName, nameof(CityName), "The city's name", 100)
            .Email(ContactEmail, nameof(ContactEmail))
            .That(ContactPhone is not null && !PhoneShape().IsMatch(ContactPhone), nameof(ContactPhone), "A telephone number has digits, blanks and + ( ) - . only, 3 to 30 of them.")
            .That(!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "", out _), nameof(TimeZone), "Choose a time zone of the list.")
            .That(!IsPublicAddress(PublicAddress), nameof(PublicAddress), "The public address must look like https://programs.example.org, without a path. Plain http:// is only possible for this computer itself (localhost).")
            .Between(RetentionMonths, 1, 120, nameof(RetentionMonths), "Months for adults")
            .Between(RetentionMonthsMinors, 1, 120, nameof(RetentionMonthsMinors), "Months for young people")
            .That(RetentionMonthsMinors > RetentionMonths, nameof(RetentionMonthsMinors), "Data of young people may not be kept longer than data of adults.")
            .That(!Enum.IsDefined(Paper), nameof(Paper), "Choose Letter or A4.")
            .That(Signatories.Count > MostSignatories, nameof(Signatories), $"At most {MostSignatories} people can sign.");
        for (var i = 0; i < Signatories.Count; i++)
        {
            check.Required(Signatories[i].Name, $"Signatory{i + 1}Name", $"The name of signatory {i + 1}", 100)
                .Fits(Signatories[i].Title, $"Signatory{i + 1}Title", $"The title of signatory {i + 1}", 100);
        }
        return CheckColor(check).Failed;
    }

    /// <summary>Copies the checked values.</summary>
    internal void Fill(OfficeSettings s)
    {
        (s.OfficeName, s.CityName, s.ContactEmail, s.ContactPhone) = (OfficeName!, CityName!, ContactEmail, ContactPhone);
        (s.TimeZone, s.PublicAddress, s.BrandColor, s.LogoFileId, s.Paper) = (TimeZone!, PublicAddress, BrandColor!, LogoFileId, Paper);
        (s.RequireSecondFactor, s.RetentionMonths, s.RetentionMonthsMinors) = (RequireSecondFactor, RetentionMonths, RetentionMonthsMinors);
        s.Signatories = [.. Signatories.Select(p => new Signatory { Name = p.Name, Title = p.Title, ImageFileId = p.ImageFileId })];
    }

    private Check CheckColor(Check check)
    {
        if (!Contrast.IsColor(BrandColor)) return check.That(wrong: true, nameof(BrandColor), "A color is written as #rrggbb, such as #0f4d90.");
        var contrast = Contrast.Between(BrandColor!, "#ffffff");
        return check.That(contrast < Contrast.Least, nameof(BrandColor), string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"White text on {BrandColor} has a contrast of {Math.Floor(contrast * 10) / 10:0.0}; it must be at least 4.5. The nearest color that has it is {Contrast.Nearest(BrandColor!)}."));
    }

    private static bool IsPublicAddress(string? address) =>
        address is null
        || (address.Length <= 200 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.AbsolutePath == "/" && uri.Query.Length == 0 && uri.Fragment.Length == 0
            && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)));

    [GeneratedRegex(@"^[0-9 +().\-]{3,30}$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex PhoneShape();
}
