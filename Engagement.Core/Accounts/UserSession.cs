using Engagement.Core.Common;

namespace Engagement.Core.Accounts;

/// <summary>
/// One place where somebody is signed in. Its id is in the cookie; a cookie or a circuit whose session is gone does not count any more.
/// </summary>
public sealed class UserSession : Entity
{
    /// <summary>A session that was not used for so long has ended.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    private UserSession() { }

    internal UserSession(Guid userId, string device, bool strong, DateTime now) =>
        (UserId, Device, Strong, StartedAt, LastSeenAt) = (userId, device, strong, now, now);

    /// <summary>Whose it is.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Browser and system in a few words, as "Firefox on Windows"; no address is kept.</summary>
    public string Device { get; private init; } = "";

    /// <summary>Signed in with a passkey or a second factor.</summary>
    public bool Strong { get; private set; }

    /// <summary>Signed in (UTC).</summary>
    public DateTime StartedAt { get; private init; }

    /// <summary>Last request (UTC), kept to about five minutes.</summary>
    public DateTime LastSeenAt { get; private set; }

    internal void Strengthen() => Strong = true;
}
