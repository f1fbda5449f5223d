using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Reads of this room that several services need.</summary>
internal static class LiaisonReading
{
    /// <summary>Everything about one liaison, in three queries; null where there is none.</summary>
    public static async Task<LiaisonView?> ViewAsync(EngagementDb db, Guid id, DateOnly today, DateTime now)
    {
        var found = await (from l in db.Liaisons
                           join p in db.People on l.PersonId equals p.Id
                           where l.Id == id
                           select new
                           {
                               l,
                               p,
                               Cohort = db.Enrollments.Where(e => e.Id == l.EnrollmentId).Join(db.Cohorts, e => e.CohortId, c => c.Id, (e, c) => new { c.Id, c.Name }).FirstOrDefault(),
                               Account = db.Users.Where(u => u.Id == l.UserId).Select(u => new { u.LastSignInAt, u.DisabledAt }).FirstOrDefault(),
                               Adult = db.Users.Where(u => u.Id == l.AdultId).Select(u => u.DisplayName).FirstOrDefault(),
                               Invitation = db.Invitations.FirstOrDefault(i => i.HolderId == l.Id),
                           }).AsNoTracking().FirstOrDefaultAsync();
        if (found is not { l: var l2, p: var person }) return null;
        var areas = await db.LiaisonAreas.Where(a => a.LiaisonId == id).Select(a => a.Area).ToListAsync();
        return new LiaisonView
        {
            Id = id,
            Version = l2.Version,
            PersonId = person.Id,
            Name = person.FullName,
            Minor = person.IsMinor,
            Erased = person.ErasedAt is not null,
            Number = l2.Number,
            Code = l2.Code,
            Standing = l2.StandingOn(today),
            Since = l2.Since,
            TrainedOn = l2.TrainedOn,
            ExpiresOn = l2.ExpiresOn,
            Areas = LiaisonArea.InOrder(areas),
            Email = person.Email,
            Phone = person.Phone,
            Cohort = found.Cohort is { } cohort ? (cohort.Id, cohort.Name) : null,
            ExceptionReason = l2.ExceptionReason,
            SuspendReason = l2.SuspendReason,
            SuspendedAt = l2.SuspendedAt,
            ResignedAt = l2.ResignedAt,
            ActivatedAt = l2.ActivatedAt,
            LastSignInAt = found.Account?.LastSignInAt,
            AccountDisabled = found.Account?.DisabledAt is not null,
            ConductVersion = l2.ConductVersion,
            Adult = found.Adult,
            Invitation = l2.UserId is not null ? null : State(found.Invitation, now),
            InvitationUntil = found.Invitation?.ExpiresAt,
            NudgedAt = l2.NudgedAt,
        };
    }

    /// <summary>The account of an active adult liaison by number, or of staff by e-mail address; null where there is none.</summary>
    public static async Task<Guid?> AdultAsync(EngagementDb db, string? typed, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var normal = AccountWriting.Normal(typed);
        if (normal.Contains('@', StringComparison.Ordinal))
        {
            var liaison = RoleRows.IdOf(Permissions.Liaison);
            return await db.Users.Where(u => u.NormalizedEmail == normal && u.DisabledAt == null && db.UserRoles.Any(r => r.UserId == u.Id && r.RoleId != liaison))
                .Select(u => (Guid?)u.Id).SingleOrDefaultAsync();
        }
        return await db.Liaisons.Active(today).Where(l => l.Number == normal && l.UserId != null).Select(l => l.UserId).SingleOrDefaultAsync();
    }

    /// <summary>Liaisons in whose name, contact or number every word occurs; words after the sixth are passed over.</summary>
    public static IQueryable<Liaison> Matching(this IQueryable<Liaison> liaisons, EngagementDb db, string? search)
    {
        foreach (var word in Text.Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            var number = word.ToUpperInvariant();
            liaisons = liaisons.Where(l => l.Number.Contains(number) || db.People.Any(p => p.Id == l.PersonId && p.SearchText.Contains(word)));
        }
        return liaisons;
    }

    /// <summary>The areas that a person's home suggests.</summary>
    public static List<string> Of(this AreaNames names, Person person) => names.Of(person.Neighborhood, person.Zip);

    /// <inheritdoc cref="Of(AreaNames, Person)" />
    public static List<string> Of(this AreaNames names, string? neighborhood, string? zip) =>
        [.. names.Read(neighborhood).Concat(zip is not null && LiaisonArea.IsZip(zip) ? [zip] : []).Where(n => n.Length <= LiaisonArea.Most).Take(AreaNames.Most)];

    private static InvitationState State(Invitation? invitation, DateTime now) =>
        invitation is null ? InvitationState.None
        : invitation.WithdrawnAt is not null ? InvitationState.Withdrawn
        : invitation.IsOpen(now) ? InvitationState.Open : InvitationState.RunOut;
}
