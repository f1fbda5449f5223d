using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>The part of erasing that is about a liaison: the account goes, number and counts stay.</summary>
internal static class LiaisonErasure
{
    /// <summary>
    /// Takes out what is personal, inside the caller's transaction; answers the subjects of audit lines that must lose their values. Requests stay, because they are
    /// about places; who could be asked back is taken out of them.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> EraseAsync(EngagementDb db, List<Guid> people, DateTime utcNow)
    {
        var liaisons = await db.Liaisons.Include(l => l.Areas).Where(l => people.Contains(l.PersonId)).ToListAsync();
        var ids = liaisons.ConvertAll(l => l.Id);
        var liaison = RoleRows.IdOf(Permissions.Liaison);
        // An account of staff stays, whoever its owner is beside it.
        var own = liaisons.Select(l => l.UserId).OfType<Guid>().ToList();
        var users = await db.Users.Where(u => own.Contains(u.Id) && db.UserRoles.Any(r => r.UserId == u.Id && r.RoleId == liaison)).ToListAsync();
        var userIds = users.ConvertAll(u => u.Id);
        var addresses = users.Select(u => u.Email).OfType<string>().ToList();
        var invitations = await db.Invitations.Where(i => i.HolderId != null && ids.Contains(i.HolderId.Value)).ToListAsync();
        var requests = await db.ServiceRequests.Where(r => r.LiaisonId != null && ids.Contains(r.LiaisonId.Value)).Select(r => r.Id).ToListAsync();

        // What was being written is nobody's any more; photos of requests that were sent are not among these.
        var drafts = await db.RequestDrafts.Where(d => ids.Contains(d.LiaisonId)).SelectMany(d => d.Photos).Select(p => p.FileId).ToListAsync();
        await db.RequestDrafts.Where(d => ids.Contains(d.LiaisonId)).ExecuteDeleteAsync();
        await db.Files.Where(f => drafts.Contains(f.Id)).ExecuteDeleteAsync();
        foreach (var l in liaisons) l.Forget(Erasure.Gone, utcNow);
        await db.SaveChangesAsync();
        db.RemoveRange(invitations);
        db.RemoveRange(users);
        await db.SaveChangesAsync();
        await db.Outbox.Where(m => addresses.Contains(m.Recipient)).ExecuteDeleteAsync();

        await db.LiaisonThanks.Where(t => ids.Contains(t.LiaisonId) && t.Note != null).ExecuteUpdateAsync(s => s.SetProperty(t => t.Note, Erasure.Gone));
        await db.ServiceRequests.Where(r => requests.Contains(r.Id)).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.ContactName, (string?)null).SetProperty(r => r.ContactEmail, (string?)null).SetProperty(r => r.ContactPhone, (string?)null));
        // What the account did stays in the trail, without its name.
        await db.Audit.Where(a => a.ActorId != null && userIds.Contains(a.ActorId.Value)).ExecuteUpdateAsync(s => s.SetProperty(a => a.ActorName, Erasure.Gone));
        return [.. userIds, .. invitations.Select(i => i.Id), .. requests];
    }
}
