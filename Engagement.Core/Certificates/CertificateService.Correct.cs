using Engagement.Core.Accounts;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

public sealed partial class CertificateService
{
    /// <summary>
    /// Issues a corrected certificate with a number and code of its own; the old one stays, and points to it. Nothing that was issued is rewritten.
    /// </summary>
    public async Task<Result<Guid>> CorrectAsync(Actor actor, Guid id, CorrectionInput input)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        if (Checked(input) is { } failed) return failed;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var old = await db.Certificates.FirstOrDefaultAsync(c => c.Id == id);
        if (old is null) return new NotFound("This certificate");
        if (old.Version != input.Version) return new Stale("This certificate");
        if (old.Status != CertificateStatus.Valid) return new NoLongerValid(old.Status);
        if (old.Content.Name.Length == 0) return new NameErased();

        var content = CertificateDraft.Copy(old.Content);
        (content.Name, content.Title, content.Text) = (Text.Clean(input.Name)!, Text.Clean(input.Title)!, Text.Clean(input.Text)!);
        if ((content.Name, content.Title, content.Text) == (old.Content.Name, old.Content.Title, old.Content.Text)) return new NothingCorrected();
        if (Printability.Check($"{content.Name} {content.Title} {content.Text}") is [var problem, ..]) return new NotPrintable(problem.Characters, problem.Advice);

        var corrected = await AgainAsync(db, old, content);
        if (old.Supersede(corrected, Text.Clean(input.Reason)!).Error is { } error) return error;
        if (await db.TrySaveAsync("This certificate", taken: new Stale("This certificate")) is { } failure) return failure;
        await transaction.CommitAsync();
        return corrected.Id;
    }

    /// <summary>
    /// Issues a new certificate that says the same as one that was revoked by mistake, with a number and code of its own. The revoked one stays revoked: paper that is out says so for good.
    /// </summary>
    public async Task<Result<Guid>> ReissueAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var old = await db.Certificates.FirstOrDefaultAsync(c => c.Id == id);
        if (old is null) return new NotFound("This certificate");
        if (old.Status != CertificateStatus.Revoked || await db.Certificates.AnyAsync(c => c.EnrollmentId == old.EnrollmentId && c.Status == CertificateStatus.Valid)) return new NotRevoked();
        if (old.Content.Name.Length == 0) return new NameErased();
        var again = await AgainAsync(db, old, CertificateDraft.Copy(old.Content));
        if (await db.TrySaveAsync("This certificate", taken: new Stale("This certificate")) is { } failure) return failure;
        await transaction.CommitAsync();
        return again.Id;
    }

    // Of two at once for the same enrollment one has the key.
    private async Task<Certificate> AgainAsync(EngagementDb db, Certificate old, CertificateContent content)
    {
        var cohort = await db.Cohorts.Where(c => c.Id == old.CohortId).Join(db.Programs, c => c.ProgramId, p => p.Id, (c, p) => new { c.TimeZone, p.Slug }).SingleAsync();
        var versions = await db.Certificates.CountAsync(c => c.EnrollmentId == old.EnrollmentId);
        var today = clock.Today(cohort.TimeZone);
        var number = (await CertificateNumbers.TakeAsync(db, cohort.Slug, today.Year, 1))[0];
        var again = new Certificate(Certificate.KeyOf(old.EnrollmentId, versions), number, old.EnrollmentId, old.CohortId, content, today);
        db.Certificates.Add(again);
        return again;
    }

    private static Invalid? Checked(CorrectionInput input) => new Check()
        .Required(input.Name, nameof(input.Name), "The name", 120)
        .Required(input.Title, nameof(input.Title), "The title", 120)
        .Required(input.Text, nameof(input.Text), "The text", 1000)
        .Required(input.Reason, nameof(input.Reason), "The reason", 300).Failed;
}
