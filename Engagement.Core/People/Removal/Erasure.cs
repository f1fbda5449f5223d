using Engagement.Core.Certificates;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>
/// The one place that knows where a person's data lie. A new table that refers to people must be added here and in
/// <see cref="MergeMoves"/>; a test compares the model with both lists.
/// </summary>
internal static class Erasure
{
    /// <summary>What stands where a reason was.</summary>
    public const string Gone = "Removed with the person's data";

    /// <summary>Erases in one transaction; the audit trail keeps who did it, and loses every value.</summary>
    public static async Task EraseAsync(EngagementDb db, Guid personId, DateTime utcNow, string action)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var ids = await WithMergedAsync(db, personId);
        var enrollments = await db.Enrollments.Where(e => ids.Contains(e.PersonId)).ToListAsync();
        var enrollmentIds = enrollments.ConvertAll(e => e.Id);
        var certificates = await db.Certificates.Where(c => enrollmentIds.Contains(c.EnrollmentId)).ToListAsync();
        var people = await db.People.Where(p => ids.Contains(p.Id)).ToListAsync();

        var liaisons = await LiaisonErasure.EraseAsync(db, ids, utcNow);
        var subjects = (List<Guid>)[.. ids, .. enrollmentIds, .. certificates.Select(c => c.Id), .. liaisons];

        await EraseMailAsync(db, ids, subjects);
        foreach (var certificate in certificates) Forget(certificate);
        foreach (var enrollment in enrollments)
        {
            enrollment.FormKey = null;
            if (enrollment.CompletionReason is not null) enrollment.CompletionReason = Gone;
            foreach (var step in enrollment.History.Where(h => h.Reason is not null)) step.Reason = Gone;
        }
        foreach (var person in people) person.Erase(utcNow);
        await db.SaveChangesAsync();

        await ResponseRemoval.EverythingAsync(db, ids);
        await db.Guardians.Where(g => ids.Contains(g.PersonId)).ExecuteDeleteAsync();
        await db.PersonNotes.Where(n => ids.Contains(n.PersonId)).ExecuteDeleteAsync();
        await db.DistinctPairs.Where(d => ids.Contains(d.FirstId) || ids.Contains(d.SecondId)).ExecuteDeleteAsync();
        await db.Consents.Where(c => ids.Contains(c.PersonId))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.SignedBy, "").SetProperty(c => c.Relation, ""));
        await db.Merges.Where(m => ids.Contains(m.KeptId) || ids.Contains(m.RemovedId)).ExecuteUpdateAsync(s => s.SetProperty(m => m.Log, (string?)null));
        await db.Attendance.Where(a => enrollmentIds.Contains(a.EnrollmentId) && a.Reason != null).ExecuteUpdateAsync(s => s.SetProperty(a => a.Reason, Gone));
        // Last, because the changes above left lines with the old values, too.
        await ForgetAuditAsync(db, subjects);
        db.AddAudit(personId, nameof(Person), action);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Erases contacts, home, needs, guardians, notes and a liaison's account, and keeps the name with its certificates.</summary>
    public static async Task EraseContactsAsync(EngagementDb db, Guid personId, DateTime utcNow, string action)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var ids = await WithMergedAsync(db, personId);
        await EraseMailAsync(db, ids, []);
        await db.Guardians.Where(g => ids.Contains(g.PersonId)).ExecuteDeleteAsync();
        await db.PersonNotes.Where(n => ids.Contains(n.PersonId)).ExecuteDeleteAsync();
        await db.Merges.Where(m => ids.Contains(m.KeptId) || ids.Contains(m.RemovedId)).ExecuteUpdateAsync(s => s.SetProperty(m => m.Log, (string?)null));
        await db.Enrollments.Where(e => ids.Contains(e.PersonId) && e.FormKey != null).ExecuteUpdateAsync(s => s.SetProperty(e => e.FormKey, (string?)null));
        foreach (var person in await db.People.Where(p => ids.Contains(p.Id)).ToListAsync()) person.EraseContacts();
        var liaisons = await LiaisonErasure.EraseAsync(db, ids, utcNow);
        await db.SaveChangesAsync();
        await ForgetAuditAsync(db, [.. ids, .. liaisons]);
        db.AddAudit(personId, nameof(Person), action);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    // Mail about the person, and everything kept about addresses that nobody else here uses (siblings may share one).
    private static async Task EraseMailAsync(EngagementDb db, List<Guid> ids, List<Guid> subjects)
    {
        var own = await OwnAddressesAsync(db, ids);
        var about = db.Outbox.Where(m => db.MailPeople.Any(p => p.MailId == m.Id && ids.Contains(p.PersonId)));
        // A mail that names siblings stays for the others, without its text.
        await about.Where(m => db.MailPeople.Any(p => p.MailId == m.Id && !ids.Contains(p.PersonId)) && !own.Contains(m.Recipient)).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.Title, (string?)null).SetProperty(m => m.Body, (string?)null).SetProperty(m => m.Html, (string?)null).SetProperty(m => m.Facts, (string?)null).SetProperty(m => m.Version, m => m.Version + 1));
        await about.Where(m => !db.MailPeople.Any(p => p.MailId == m.Id && !ids.Contains(p.PersonId))).ExecuteDeleteAsync();
        await db.Outbox.Where(m => subjects.Contains(m.About) || own.Contains(m.Recipient)).ExecuteDeleteAsync();
        await db.MailPeople.Where(p => ids.Contains(p.PersonId)).ExecuteDeleteAsync();
        await EraseAddressesAsync(db, own);
    }

    private static async Task EraseAddressesAsync(EngagementDb db, List<string> addresses)
    {
        await db.AddressBlocks.Where(b => addresses.Contains(b.Address)).ExecuteDeleteAsync();
        await db.MailPreferences.Where(p => addresses.Contains(p.Address)).ExecuteDeleteAsync();
    }

    private static async Task<List<string>> OwnAddressesAsync(EngagementDb db, List<Guid> ids)
    {
        var addresses = await db.People.Where(p => ids.Contains(p.Id) && p.Email != null).Select(p => p.Email!)
            .Union(db.Guardians.Where(g => ids.Contains(g.PersonId) && g.Email != null).Select(g => g.Email!)).ToListAsync();
        var lower = addresses.Select(OutgoingMail.AddressOf).Distinct().ToList();
#pragma warning disable MA0011 // Becomes lower() of the database.
        var shared = await db.LivePeople.Where(p => !ids.Contains(p.Id) && p.Email != null && lower.Contains(p.Email.ToLower())).Select(p => p.Email!)
            .Union(db.Guardians.Where(g => !ids.Contains(g.PersonId) && g.Email != null && lower.Contains(g.Email.ToLower())).Select(g => g.Email!)).ToListAsync();
#pragma warning restore MA0011
        return [.. lower.Except(shared.Select(OutgoingMail.AddressOf))];
    }

    private static Task<int> ForgetAuditAsync(EngagementDb db, List<Guid> subjects) =>
        db.Audit.Where(a => subjects.Contains(a.Subject) && a.Changes != null).ExecuteUpdateAsync(s => s.SetProperty(a => a.Changes, (string?)null));

    /// <summary>A person and everybody who was merged into them, over any number of merges.</summary>
    public static async Task<List<Guid>> WithMergedAsync(EngagementDb db, Guid personId)
    {
        var all = new List<Guid> { personId };
        for (var newest = new List<Guid>(all); newest.Count > 0;)
        {
            newest = await db.People.Where(p => p.MergedIntoId != null && newest.Contains(p.MergedIntoId.Value)).Select(p => p.Id).ToListAsync();
            all.AddRange(newest);
        }
        return all;
    }

    private static void Forget(Certificate certificate)
    {
        var content = certificate.Content;
        if (content.Name.Length > 0) content.Text = content.Text.Replace(content.Name, "", StringComparison.OrdinalIgnoreCase);
        certificate.Forget();
        if (certificate.StatusReason is not null) certificate.StatusReason = Gone;
    }
}
