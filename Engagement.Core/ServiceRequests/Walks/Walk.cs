using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// A walk around the block in a session. A code for the whole class collects what is seen, without accounts and without names;
/// an adult looks through it, merges what is the same and sends it.
/// </summary>
public sealed class Walk : Entity, IAudited
{
    /// <summary>Characters of the code, the check character included.</summary>
    public const int CodeLength = 7;

    /// <summary>Hours after which it closes by itself.</summary>
    public const int Hours = 6;

    /// <summary>Most reports of one walk.</summary>
    public const int MostReports = 200;

    private Walk() { }

    /// <summary>Opens the walk of a session.</summary>
    public Walk(Guid sessionId, DateTime utcNow) => (SessionId, OpenedAt) = (sessionId, utcNow);

    /// <summary>The session; unique.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Code of the class, with check character; unique. It tells nothing about anybody.</summary>
    [NotAudited]
    public string Code { get; private init; } = CheckedCode.New(CodeLength);

    /// <summary>Opened (UTC).</summary>
    public DateTime OpenedAt { get; private set; }

    /// <summary>Closed by an adult (UTC).</summary>
    public DateTime? ClosedAt { get; private set; }

    Guid IAudited.AuditSubject => SessionId;

    /// <summary>True while reports are taken.</summary>
    public bool IsOpen(DateTime utcNow) => ClosedAt is null && utcNow < OpenedAt.AddHours(Hours);

    internal void Close(DateTime utcNow) => ClosedAt ??= utcNow;

    internal void Reopen(DateTime utcNow) => (OpenedAt, ClosedAt) = (utcNow, null);
}

/// <summary>What became of a report.</summary>
public enum WalkReportState
{
    /// <summary>Waits for an adult.</summary>
    Waiting,

    /// <summary>Sent as a request.</summary>
    Sent,

    /// <summary>The same as another report, or as a request that was there.</summary>
    Merged,

    /// <summary>Not for the city.</summary>
    Dropped,
}

/// <summary>Something that was seen on a walk. Once an adult has decided, what was typed is taken out; the request that was made of it stays.</summary>
public sealed class WalkReport : Entity
{
    private WalkReport() { }

    /// <summary>A report as it came in.</summary>
    public WalkReport(Guid walkId, string key, DateTime utcNow) => (WalkId, EntryKey, AddedAt) = (walkId, key, utcNow);

    /// <summary>The walk.</summary>
    public Guid WalkId { get; private init; }

    /// <summary>What the form chose, so that what is sent twice is one; unique.</summary>
    public string EntryKey { get; private init; } = "";

    /// <summary>Code of the service that was chosen; null: the adult chooses.</summary>
    public string? ServiceCode { get; internal set; }

    /// <summary>What is wrong.</summary>
    public string? Description { get; internal set; }

    /// <summary>Address or intersection.</summary>
    public string? Address { get; internal set; }

    /// <summary>Latitude, WGS 84.</summary>
    public double? Latitude { get; internal set; }

    /// <summary>Longitude, WGS 84.</summary>
    public double? Longitude { get; internal set; }

    /// <summary>A photo, checked.</summary>
    public Guid? PhotoId { get; internal set; }

    /// <summary>Came in (UTC).</summary>
    public DateTime AddedAt { get; private init; }

    /// <summary>What became of it.</summary>
    public WalkReportState State { get; private set; }

    /// <summary>The request that was made of it or that it belongs to.</summary>
    public Guid? RequestId { get; private set; }

    internal void Decide(WalkReportState state, Guid? requestId)
    {
        (State, RequestId) = (state, requestId);
        (Description, Address, Latitude, Longitude, PhotoId) = (null, null, null, null, null);
    }
}
