using Engagement.Core.Common;
using Engagement.Core.Data;

namespace Engagement.Core.Accounts;

/// <summary>What an account may do as far as its owner's credential goes: a liaison's account stands and falls with the liaison's standing.</summary>
public enum Hold
{
    /// <summary>The credential counts; the account has the rights of its role.</summary>
    None,

    /// <summary>Signed in, but without rights until the code of conduct is accepted.</summary>
    Conduct,

    /// <summary>Signed in, but without rights: the time of the credential is over.</summary>
    Ended,

    /// <summary>Can't sign in, and sessions that are open don't count any more.</summary>
    Out,
}

/// <summary>How this room asks about credentials, which lie on a higher floor. They concern accounts of the role <see cref="Permissions.Liaison"/> alone.</summary>
public interface ICredentials
{
    /// <summary>What the owner's credential says now; <see cref="Hold.Out"/> where there is none.</summary>
    Task<Hold> HoldAsync(EngagementDb db, Guid userId);

    /// <summary>True when the account belongs to a credential.</summary>
    Task<bool> OwnsAsync(EngagementDb db, Guid userId);

    /// <summary>Ties a new account to the credential that its invitation was made for; saved with the account.</summary>
    Task<Result> JoinAsync(EngagementDb db, Guid holderId, Guid userId);
}
