using Engagement.Core.Common;

namespace Engagement.Core.Accounts;

/// <summary>An address may make itself an account with one role, through a link that counts once.</summary>
public sealed class Invitation : Entity, IAudited
{
    /// <summary>How long a link counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private Invitation() { }

    internal Invitation(string email, string role, Actor by, string tokenHash, DateTime now, Guid? holderId = null)
    {
        HolderId = holderId;
        Email = email;
        NormalizedEmail = AccountWriting.Normal(email);
        Role = role;
        InvitedBy = by.Name;
        CreatedAt = now;
        Renew(tokenHash, now);
    }

    /// <summary>
    /// The invited address; the account gets this one and no other. Empty where a liaison left none: the link is handed over,
    /// and who has it names the address to sign in with.
    /// </summary>
    public string Email { get; private set; } = "";

    /// <summary>The address as it is compared.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>The liaison whose account it will be; null for staff. A liaison has one invitation, which is renewed.</summary>
    public Guid? HolderId { get; private init; }

    /// <summary>The role that the account will have.</summary>
    public string Role { get; private init; } = "";

    /// <summary>Who invited, by name.</summary>
    public string InvitedBy { get; private set; } = "";

    /// <summary>Hash of the link's secret.</summary>
    [NotAudited]
    public string TokenHash { get; private set; } = "";

    /// <summary>First sent (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>End of the link (UTC).</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>When the account was made (UTC).</summary>
    public DateTime? AcceptedAt { get; private set; }

    /// <summary>When it was taken back (UTC).</summary>
    public DateTime? WithdrawnAt { get; private set; }

    Guid IAudited.AuditSubject => Id;

    /// <summary>True while the link counts.</summary>
    public bool IsOpen(DateTime now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;

    internal void Renew(string tokenHash, DateTime now)
    {
        TokenHash = tokenHash;
        ExpiresAt = now + Lifetime;
    }

    /// <summary>A new link for a liaison's one invitation, perhaps for another address; brings a withdrawn one back.</summary>
    internal void Reissue(string email, Actor by, string tokenHash, DateTime now)
    {
        (Email, NormalizedEmail, InvitedBy, WithdrawnAt) = (email, AccountWriting.Normal(email), by.Name, null);
        Renew(tokenHash, now);
    }

    internal Result Accept(DateTime now)
    {
        if (!IsOpen(now)) return new LinkNotValid();
        AcceptedAt = now;
        return Result.Success;
    }

    internal Result Withdraw(DateTime now)
    {
        if (AcceptedAt is not null || WithdrawnAt is not null) return new LinkNotValid();
        WithdrawnAt = now;
        return Result.Success;
    }
}
