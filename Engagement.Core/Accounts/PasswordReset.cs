using Engagement.Core.Common;

namespace Engagement.Core.Accounts;

/// <summary>A link that lets one account choose a new password, once.</summary>
public sealed class PasswordReset : Entity
{
    /// <summary>How long a link counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private PasswordReset() { }

    internal PasswordReset(Guid userId, string tokenHash, DateTime now) =>
        (UserId, TokenHash, CreatedAt, ExpiresAt) = (userId, tokenHash, now, now + Lifetime);

    /// <summary>The account.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Hash of the link's secret.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary>Made (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>End of the link (UTC).</summary>
    public DateTime ExpiresAt { get; private init; }

    /// <summary>When a password was set with it (UTC).</summary>
    public DateTime? UsedAt { get; private set; }

    internal Result Use(DateTime now)
    {
        if (UsedAt is not null || now >= ExpiresAt) return new LinkNotValid();
        UsedAt = now;
        return Result.Success;
    }
}
