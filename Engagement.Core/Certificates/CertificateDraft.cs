using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.Programs;

namespace Engagement.Core.Certificates;

/// <summary>Composes what a certificate says from what holds today; from issue on it is frozen.</summary>
internal static class CertificateDraft
{
    /// <summary>The content for one participant.</summary>
    public static CertificateContent Of(OfficeSettings office, Program program, Cohort cohort, string name, bool minor, Completion completion, DateOnly from, DateOnly to)
    {
        var language = CertificateWords.Spoken(cohort.Language);
        var content = new CertificateContent
        {
            CityName = office.CityName,
            OfficeName = office.OfficeName,
            Color = office.BrandColor,
            LogoFileId = office.LogoFileId,
            ProgramName = program.Name,
            CohortName = cohort.Name,
            Title = CertificateWords.Own(program.CertificateTitle, language),
            Name = name,
            Minor = minor,
            Sessions = completion.Attended,
            Minutes = completion.Minutes,
            From = from,
            To = to,
            Language = language,
            Signatures = [.. office.Signatories.Take(3).Select(s => new SignatureLine { Name = s.Name, Title = s.Title, ImageFileId = s.ImageFileId })],
        };
        content.Text = CertificateText.Fill(program.CertificateText, content);
        return content;
    }

    /// <summary>An example for previews: a made-up participant of a made-up cohort.</summary>
    public static CertificateContent Example(OfficeSettings office, Program program, DateOnly today)
    {
        var (sessions, from) = (Math.Max(1, program.DefaultSessions), today.AddDays(-7 * Math.Max(0, program.DefaultSessions - 1)));
        var cohort = new Cohort(program.Id, "Example cohort");
        return Of(office, program, cohort, "Name of the participant", minor: false,
            new Completion(CompletionState.Complete, [], sessions, sessions, sessions * program.DefaultMinutes, Granted: false), from, today);
    }

    /// <summary>A copy, for the corrected version.</summary>
    public static CertificateContent Copy(CertificateContent c) => new()
    {
        CityName = c.CityName,
        OfficeName = c.OfficeName,
        ProgramName = c.ProgramName,
        CohortName = c.CohortName,
        Title = c.Title,
        Name = c.Name,
        Minor = c.Minor,
        Text = c.Text,
        Sessions = c.Sessions,
        Minutes = c.Minutes,
        From = c.From,
        To = c.To,
        Language = c.Language,
        Color = c.Color,
        LogoFileId = c.LogoFileId,
        Signatures = [.. c.Signatures.Select(s => new SignatureLine { Name = s.Name, Title = s.Title, ImageFileId = s.ImageFileId })],
    };
}
