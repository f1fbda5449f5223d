using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>Tells anyone whether a certificate is real.</summary>
public sealed class VerificationService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>
    /// The certificate of a code as somebody typed or scanned it. Known and unknown codes cost the same one query;
    /// a mistyped one is told by its check character alone.
    /// </summary>
    [AnyoneMay("Whoever holds a certificate shows its code; it tells name (initials of minors), program and date, nothing else.")]
    public async Task<Verification> VerifyAsync(string? typed)
    {
        if (CheckedCode.Read(typed) is not { } code) return new Verification(Verdict.Mistyped);
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var found = await db.Certificates.AsNoTracking().Where(c => c.Code == code)
            .Select(c => new { Certificate = c, Next = db.Certificates.Where(n => n.Id == c.SupersededById).Select(n => n.Code).FirstOrDefault() }).FirstOrDefaultAsync();
        if (found is null) return new Verification(Verdict.Unknown, code);
        var (c, content) = (found.Certificate, found.Certificate.Content);
        var verdict = c.Status switch { CertificateStatus.Valid => Verdict.Valid, CertificateStatus.Revoked => Verdict.Revoked, _ => Verdict.Superseded };
        return new Verification(verdict, code, content.Minor ? Text.Initials(content.Name) : content.Name, content.Minor, content.Title,
            content.ProgramName, content.OfficeName, c.Number, c.IssuedOn, found.Next);
    }
}
