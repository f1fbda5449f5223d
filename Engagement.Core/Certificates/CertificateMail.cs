using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>Sends who has completed to the certificate: the link where anyone can check it, and the PDF where <c>Mail:AttachCertificates</c> is on.</summary>
public sealed class CertificateMail(LinkService links, MailSettings settings, PrintService printing) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.Completion];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var people = mail.People;
        var certificates = await (from c in db.Certificates
                                  join e in db.Enrollments on c.EnrollmentId equals e.Id
                                  where c.CohortId == mail.About && c.Status == CertificateStatus.Valid && people.Contains(e.PersonId)
                                  orderby c.Number
                                  select new { c.Id, c.Code, e.PersonId }).ToListAsync(cancel);
        if (certificates.Count == 0) return Composed.Void("There is no valid certificate any more.");
        var cohort = await (from c in db.Cohorts join p in db.Programs on c.ProgramId equals p.Id where c.Id == mail.About select new { c.Name, Program = p.Name }).SingleAsync(cancel);
        var fields = await NoticeLetter.FieldsAsync(db, [.. people.Where(p => certificates.Exists(c => c.PersonId == p))], cohort.Program, cohort.Name, mail.Language, cancel);
        var (lines, files) = (new List<string>(), new List<LetterFile>());
        foreach (var certificate in certificates)
        {
            lines.Add((await links.ToAsync($"/verify/{certificate.Code}")).OrThrow());
            if (settings.AttachCertificates && (await printing.OneAsync(Actor.System, certificate.Id)).Value is { } pdf) files.Add(await FileAsync(pdf, cancel));
        }
        fields["link"] = string.Join('\n', lines);
        return new Letter(fields) { Files = files };
    }

    private static async Task<LetterFile> FileAsync(Download pdf, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await pdf.WriteAsync(bytes, cancel);
        return new LetterFile(pdf.Name, pdf.ContentType, bytes.ToArray());
    }
}
