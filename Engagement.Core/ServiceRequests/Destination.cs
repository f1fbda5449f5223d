using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A work system that takes requests through Open311 GeoReport v2.</summary>
public sealed class Destination : Entity, IAudited
{
    private Destination() { }

    /// <summary>A destination.</summary>
    public Destination(string name, string baseAddress) => (Name, BaseAddress) = (name, baseAddress);

    /// <summary>Name for staff; unique.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Base address, to which "/services.json" is added.</summary>
    public string BaseAddress { get; internal set; } = "";

    /// <summary>jurisdiction_id, where the server wants one.</summary>
    public string? Jurisdiction { get; internal set; }

    /// <summary>Its key for posting, sealed by Data Protection.</summary>
    [NotAudited]
    public string? SealedKey { get; internal set; }

    /// <summary>True for XML; JSON where the server has it.</summary>
    public bool Xml { get; internal set; }

    /// <summary>Our service code → theirs (JSON); what is not in it is not sent there.</summary>
    public string Mapping { get; internal set; } = "{}";

    /// <summary>The service list as it was last read (JSON), to show differences.</summary>
    [NotAudited]
    public string? Services { get; internal set; }

    /// <summary>What changed in the list and was not looked at yet (JSON); null for nothing.</summary>
    [NotAudited]
    public string? Changes { get; internal set; }

    /// <summary>When the list was read (UTC).</summary>
    [NotAudited]
    public DateTime? ServicesReadAt { get; internal set; }

    /// <summary>Up to when statuses were read (UTC).</summary>
    [NotAudited]
    public DateTime? StatusReadTo { get; internal set; }

    /// <summary>Why statuses could not be read the last time, in words for staff.</summary>
    [NotAudited]
    public string? StatusProblem { get; internal set; }

    /// <summary>False: nothing new is sent there.</summary>
    public bool Active { get; internal set; } = true;

    Guid IAudited.AuditSubject => Id;
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its time.</summary>
    Waiting,

    /// <summary>Being handed over by a node.</summary>
    Sending,

    /// <summary>Taken; the id comes later, for a token.</summary>
    Token,

    /// <summary>Taken, with an id, or by a black box that gives none.</summary>
    Taken,

    /// <summary>Handed over and the answer was lost, and it could not be found there; a person decides.</summary>
    Unclear,

    /// <summary>Refused; a person decides.</summary>
    Refused,

    /// <summary>Staff decided not to send it there.</summary>
    GivenUp,
}

/// <summary>One request on its way to one destination: each pair exists once, and counts as sent only when the destination took it.</summary>
public sealed partial class Delivery : Entity
{
    private Delivery() { }

    /// <summary>A delivery that is due at once.</summary>
    public Delivery(Guid requestId, Guid destinationId, DateTime utcNow) =>
        (RequestId, DestinationId, QueuedAt, NextTryAt) = (requestId, destinationId, utcNow, utcNow);

    /// <summary>The request.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>The destination.</summary>
    public Guid DestinationId { get; private init; }

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; internal set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Queued (UTC).</summary>
    public DateTime QueuedAt { get; private init; }

    /// <summary>Next attempt (UTC); while sending: when it counts as stuck.</summary>
    public DateTime NextTryAt { get; internal set; }

    /// <summary>When the present attempt was handed over (UTC), written before. While waiting it means: it was handed over and nobody knows whether it was taken.</summary>
    public DateTime? HandedAt { get; internal set; }

    /// <summary>When it was taken (UTC).</summary>
    public DateTime? TakenAt { get; internal set; }

    /// <summary>Token of a batch destination.</summary>
    public string? Token { get; internal set; }

    /// <summary>Its id there.</summary>
    public string? ExternalId { get; internal set; }

    /// <summary>What went wrong last, in words for staff.</summary>
    public string? Problem { get; internal set; }

    /// <summary>What the destination said last about the request (JSON), unknown fields included.</summary>
    public string? External { get; internal set; }

    /// <summary>updated_datetime of what it said last (UTC).</summary>
    public DateTime? ExternalUpdatedAt { get; internal set; }

    /// <summary>True when the destination says that it is closed.</summary>
    public bool Closed { get; internal set; }

    /// <summary>When the destination was last asked about it (UTC).</summary>
    public DateTime? AskedAt { get; internal set; }
}
