namespace Engagement.Core.ServiceRequests;

/// <summary>A liaison who joined a request of somebody else, and follows it like an own one.</summary>
public sealed class RequestFollower
{
    private RequestFollower() { }

    /// <summary>Begins to follow.</summary>
    public RequestFollower(Guid requestId, Guid liaisonId, DateTime utcNow) => (RequestId, LiaisonId, Since) = (requestId, liaisonId, utcNow);

    /// <summary>The request.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>The liaison.</summary>
    public Guid LiaisonId { get; private init; }

    /// <summary>Since when (UTC).</summary>
    public DateTime Since { get; private init; }
}
