using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A key with which another system may post requests through Open311.</summary>
public sealed class ApiKey : Entity, IAudited
{
    private ApiKey() { }

    /// <summary>A key; its secret is shown once.</summary>
    public ApiKey(string owner, string hash, int perDay, DateTime utcNow) => (Owner, Hash, PerDay, CreatedAt) = (owner, hash, perDay, utcNow);

    /// <summary>Whose it is.</summary>
    public string Owner { get; internal set; } = "";

    /// <summary>SHA-256 of the secret; unique.</summary>
    [NotAudited]
    public string Hash { get; private init; } = "";

    /// <summary>Requests a day.</summary>
    public int PerDay { get; internal set; }

    /// <summary>Day of the count.</summary>
    [NotAudited]
    public DateOnly? CountedOn { get; internal set; }

    /// <summary>Requests on that day.</summary>
    [NotAudited]
    public int Count { get; internal set; }

    /// <summary>Made (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>Revoked (UTC).</summary>
    public DateTime? RevokedAt { get; internal set; }

    Guid IAudited.AuditSubject => Id;
}
