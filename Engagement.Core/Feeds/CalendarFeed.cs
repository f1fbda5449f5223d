using System.Security.Cryptography;
using Engagement.Core.Common;

namespace Engagement.Core.Feeds;

/// <summary>What a feed holds.</summary>
public enum FeedScope
{
    /// <summary>All sessions of the office.</summary>
    Office,

    /// <summary>The sessions of a cohort.</summary>
    Cohort,

    /// <summary>The sessions at a site.</summary>
    Site,

    /// <summary>The sessions of a presenter.</summary>
    Presenter,
}

/// <summary>A calendar under a secret address. Who knows the address reads it; renewing makes a new one and the old one counts no more.</summary>
public sealed class CalendarFeed : Entity, IAudited
{
    private CalendarFeed() { }

    internal CalendarFeed(FeedScope scope, Guid? targetId) => (Scope, TargetId) = (scope, targetId ?? Guid.Empty);

    /// <summary>What it holds.</summary>
    public FeedScope Scope { get; private init; }

    /// <summary>The cohort, site or presenter; empty for the office. Unique with the scope.</summary>
    public Guid TargetId { get; private init; }

    /// <summary>The secret in the address: 128 random bits. Kept readable, because people ask for the address again; it shows no personal data.</summary>
    [NotAudited]
    public string Secret { get; private set; } = NewSecret();

    /// <summary>When the secret was made anew (UTC); null for the first.</summary>
    public DateTime? RenewedAt { get; private set; }

    Guid IAudited.AuditSubject => TargetId;

    internal void Renew(DateTime utcNow) => (Secret, RenewedAt) = (NewSecret(), utcNow);

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
