using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Engagement.Core.Certificates;

/// <summary>The register of certificates, and what can be done to one after its issue.</summary>
public sealed partial class CertificateService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IOptions<CertificateOptions> options)
{
    /// <summary>
    /// A page of the register, newest first. The search looks for a number, a name (for those who may read people), a code or a cohort.
    /// </summary>
    public async Task<Result<Page<CertificateRow>>> ListAsync(Actor actor, PageRequest request, CertificateStatus? status = null, Guid? cohortId = null)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var names = actor.May(Permission.ReadPeople);
        var all = db.Certificates.AsNoTracking().AsQueryable();
        if (status is { } s) all = all.Where(c => c.Status == s);
        if (cohortId is { } id) all = all.Where(c => c.CohortId == id);
        if (Text.Clean(request.Search) is { } search) all = Matching(all, search, names);
        var total = await all.CountAsync();
        var rows = await all.OrderByDescending(c => c.IssuedOn).ThenByDescending(c => c.Number).Skip(request.Skip).Take(request.Take).ToListAsync();
        return new Page<CertificateRow>([.. rows.Select(c => new CertificateRow(c.Id, c.Number, c.Code, names ? c.Content.Name : Text.Initials(c.Content.Name),
            c.Content.ProgramName, c.Content.CohortName, c.IssuedOn, c.Status))], total);
    }

    /// <summary>One certificate with its versions and history; names are initials for those who may not read people.</summary>
    public async Task<Result<CertificateDetails>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var c = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id);
        if (c is null) return new NotFound("This certificate");
        var versions = await db.Certificates.Where(x => x.EnrollmentId == c.EnrollmentId).OrderBy(x => x.Id)
            .Select(x => new CertificateVersion(x.Id, x.Number, x.IssuedOn, x.Status)).ToListAsync();
        var history = await db.Audit.AsNoTracking().Where(a => a.Subject == id).OrderByDescending(a => a.Id).Take(50).ToListAsync();
        if (!actor.May(Permission.ReadPeople)) c.Content.Name = Text.Initials(c.Content.Name);
        return new CertificateDetails(c.Id, c.Version, c.Number, c.Code, c.EnrollmentId, c.CohortId, c.IssuedOn, c.Status, c.StatusReason, c.Content,
            await VerifyAddressAsync(db, options.Value) is { } address ? $"{address}{c.Code}" : null, versions, history);
    }

    /// <summary>Takes a certificate back; the reason is kept, and the public page says that it was revoked.</summary>
    public async Task<Result> RevokeAsync(Actor actor, Guid id, int version, string? reason)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        if (new Check().Required(reason, "Reason", "The reason", 300).Failed is { } failed) return failed;
        await using var db = await dbs.OpenAsync(actor);
        var certificate = await db.Certificates.FirstOrDefaultAsync(c => c.Id == id);
        if (certificate is null) return new NotFound("This certificate");
        if (certificate.Version != version) return new Stale("This certificate");
        if (certificate.Revoke(Text.Clean(reason)!).Error is { } error) return error;
        return await db.TrySaveAsync("This certificate") is { } failure ? failure : Result.Success;
    }

    /// <summary>Takes the name out of all certificates of a person who was erased; numbers and counts stay. Idempotent.</summary>
    public async Task<Result<int>> ForgetAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ErasePeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var certificates = await db.Certificates.Where(c => db.Enrollments.Any(e => e.Id == c.EnrollmentId && e.PersonId == personId)).ToListAsync();
        foreach (var certificate in certificates) certificate.Forget();
        await db.SaveChangesAsync();
        return certificates.Count;
    }

    /// <summary>The address before the code, ending in a slash: the office's own, else the configured one; null where there is none.</summary>
    internal static async Task<string?> VerifyAddressAsync(EngagementDb db, CertificateOptions options)
    {
        var own = await db.Set<OfficeSettings>().Select(s => s.PublicAddress).SingleOrDefaultAsync();
        var address = string.IsNullOrWhiteSpace(own) ? options.PublicAddress : own;
        return string.IsNullOrWhiteSpace(address) ? null : $"{address.TrimEnd('/')}/verify/";
    }

    private static IQueryable<Certificate> Matching(IQueryable<Certificate> all, string search, bool names)
    {
        if (CheckedCode.Read(search) is { Length: 12 } code) return all.Where(c => c.Code == code);
        if (!names) return all.Matching(search, c => c.Number, c => c.Content.CohortName);
        foreach (var word in Text.Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)) all = all.Where(c => c.SearchText.Contains(word));
        return all;
    }
}
