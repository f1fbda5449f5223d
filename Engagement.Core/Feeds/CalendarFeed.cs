using System.Buffers.Text;
using System.Security.Cryptography;
using Engagement.Core.Common;

namespace Engagement.Core.Feeds;

/// <summary>Whose sessions a feed holds.</summary>
public enum FeedKind
{
    /// <summary>All of the office.</summary>
    Office,

    /// <summary>One cohort.</summary>
    Cohort,

    /// <summary>What is held at one site.</summary>
    Site,

    /// <summary>What one presenter gives.</summary>
    Presenter,

    /// <summary>The cohorts of one liaison, and all refresher sessions.</summary>
    Liaison,
}

/// <summary>
/// The secret address under which calendars read sessions. The secret is kept as it is, not as a hash: staff must be able to read the address again for those who come later,
/// and whoever learns it learns when and where sessions are, and nobody's name.
/// </summary>
public sealed class CalendarFeed : Entity, IAudited
{
    private CalendarFeed() { }

    /// <summary>A feed with a new secret.</summary>
    public CalendarFeed(FeedKind kind, Guid subjectId, DateTime utcNow) => (Kind, SubjectId, Token, MadeAt) = (kind, subjectId, NewToken(), utcNow);

    /// <summary>Whose sessions.</summary>
    public FeedKind Kind { get; private init; }

    /// <summary>The cohort, site, presenter or liaison; empty for the office. Unique with the kind.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>128 random bits; unique.</summary>
    [NotAudited]
    public string Token { get; private set; } = "";

    /// <summary>When the present address was made (UTC).</summary>
    public DateTime MadeAt { get; private set; }

    Guid IAudited.AuditSubject => SubjectId;

    /// <summary>Gives it another address; the old one is dead at once.</summary>
    internal void Renew(DateTime utcNow) => (Token, MadeAt) = (NewToken(), utcNow);

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
