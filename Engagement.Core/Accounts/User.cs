using Engagement.Core.Common;
using Microsoft.AspNetCore.Identity;

namespace Engagement.Core.Accounts;

/// <summary>An account of staff or of a liaison. Students and applicants have none.</summary>
public sealed class User : IdentityUser<Guid>, IAudited
{
    /// <summary>A new account with an identity of its own.</summary>
    public User() => Id = OrderedId.Next();

    /// <summary>Name shown to colleagues and in the audit trail.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was disabled (UTC); null while it may sign in.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>Last successful sign-in (UTC).</summary>
    [NotAudited]
    public DateTime? LastSignInAt { get; set; }

    Guid IAudited.AuditSubject => Id;
}

/// <summary>A role; the four that exist are in <see cref="Permissions"/>.</summary>
public sealed class Role : IdentityRole<Guid>
{
    /// <summary>For EF.</summary>
    public Role() => Id = OrderedId.Next();
}
