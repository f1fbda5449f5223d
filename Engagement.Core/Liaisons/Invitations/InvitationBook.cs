using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>
/// The invitations of some liaisons and the addresses that are taken, loaded at once, so that many can be invited in one transaction.
/// Each liaison has one invitation, which is renewed: the link before does not count any more.
/// </summary>
internal sealed class InvitationBook
{
    private readonly EngagementDb db;
    private readonly Dictionary<Guid, Invitation> invitations;
    private readonly Dictionary<string, Guid?> taken;

    private InvitationBook(EngagementDb db, Dictionary<Guid, Invitation> invitations, Dictionary<string, Guid?> taken) =>
        (this.db, this.invitations, this.taken) = (db, invitations, taken);

    public static async Task<InvitationBook> LoadAsync(EngagementDb db, IReadOnlyCollection<Guid> liaisons, IEnumerable<string?> addresses)
    {
        var normal = addresses.OfType<string>().Select(AccountWriting.Normal).Distinct().ToList();
        var made = await db.Invitations.Where(i => i.HolderId != null && liaisons.Contains(i.HolderId.Value)).ToDictionaryAsync(i => i.HolderId!.Value);
        var used = new Dictionary<string, Guid?>();
        foreach (var i in await db.Invitations.Where(i => i.AcceptedAt == null && i.WithdrawnAt == null && normal.Contains(i.NormalizedEmail))
            .Select(i => new { i.NormalizedEmail, i.HolderId }).ToListAsync())
            used[i.NormalizedEmail] = i.HolderId;
        foreach (var address in await db.Users.Where(u => normal.Contains(u.NormalizedEmail!)).Select(u => u.NormalizedEmail!).ToListAsync()) used[address] = null;
        return new InvitationBook(db, made, used);
    }

    /// <summary>True when no account and no other open invitation has the address.</summary>
    public bool IsFree(string address, Guid? liaison = null) =>
        !taken.TryGetValue(AccountWriting.Normal(address), out var holder) || holder is not null && holder == liaison;

    /// <summary>A new link for a liaison, by mail where there is an address; saved by the caller.</summary>
    public async Task<LiaisonLink> IssueAsync(Actor actor, IAccountMail mail, Guid liaison, string number, string name, string? address, DateTime now)
    {
        var (token, hash) = OneTimeToken.New();
        if (!invitations.TryGetValue(liaison, out var invitation))
        {
            invitations[liaison] = invitation = new Invitation(address ?? "", Permissions.Liaison, actor, hash, now, liaison);
            db.Invitations.Add(invitation);
        }
        else invitation.Reissue(address ?? "", actor, hash, now);
        if (address is not null)
        {
            taken[AccountWriting.Normal(address)] = liaison;
            await mail.QueueAsync(db, new AccountLetter(AccountLetterKind.LiaisonInvitation, OrderedId.Next(), address, token, actor.Name));
        }
        return new LiaisonLink(liaison, number, name, address, token, invitation.ExpiresAt);
    }
}

/// <summary>The secret of a liaison's link, to be shown once.</summary>
/// <param name="LiaisonId">The liaison.</param>
/// <param name="Number">Number.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">Where it was mailed; null: it must be handed over.</param>
/// <param name="Token">The secret.</param>
/// <param name="ExpiresAt">End of the link (UTC).</param>
public sealed record LiaisonLink(Guid LiaisonId, string Number, string Name, string? Email, string Token, DateTime ExpiresAt);
