using Engagement.Core.Common;
using Engagement.Core.Data;

namespace Engagement.Core.ServiceRequests;

/// <summary>Where a request stands in the city's work.</summary>
public enum RequestStatus
{
    /// <summary>Entered.</summary>
    Received,

    /// <summary>A department works on it.</summary>
    InProgress,

    /// <summary>The department says it is done.</summary>
    Done,

    /// <summary>Not for the city: closed with a kind reason and the right address.</summary>
    NotForCity,

    /// <summary>The same as another one, which goes on.</summary>
    Merged,
}

/// <summary>How a request came in.</summary>
public enum RequestSource
{
    /// <summary>A liaison.</summary>
    Liaison,

    /// <summary>Staff, also from a community meeting.</summary>
    Staff,

    /// <summary>A neighborhood walk, reviewed by an adult.</summary>
    Walk,

    /// <summary>Another system through our Open311 server.</summary>
    Open311,
}

/// <summary>A service request: one thing at one place. Contact, account and history are for its author and staff; the rest is public.</summary>
public sealed partial class ServiceRequest : Entity, IAudited, ISearched
{
    private readonly List<RequestEvent> events = [];

    private ServiceRequest() { }

    /// <summary>A request as it was entered; fill in what is optional, then add the first event.</summary>
    public ServiceRequest(Guid serviceId, RequestSource source, DateTime utcNow) =>
        (ServiceId, Source, RequestedAt, UpdatedAt) = (serviceId, source, utcNow, utcNow);

    /// <summary>Number that people and Open311 use, such as "26-000311"; unique.</summary>
    public string Number { get; internal set; } = "";

    /// <summary>What was entered once: the form's id, the draft's id, or key and client id of another system. Unique, so that nothing is entered twice.</summary>
    [NotAudited]
    public string? EntryKey { get; internal init; }

    /// <summary>The service.</summary>
    public Guid ServiceId { get; internal set; }

    /// <summary>How it came in.</summary>
    public RequestSource Source { get; private init; }

    /// <summary>The liaison who entered it.</summary>
    public Guid? LiaisonId { get; internal set; }

    /// <summary>Where it stands.</summary>
    public RequestStatus Status { get; internal set; }

    /// <summary>What the city says about the status; public.</summary>
    public string? StatusNotes { get; internal set; }

    /// <summary>What is wrong; public, so names and telephone numbers do not belong here.</summary>
    public string? Description { get; internal set; }

    /// <summary>Address or intersection.</summary>
    public string? Address { get; internal set; }

    /// <summary>Zip code.</summary>
    public string? Zip { get; internal set; }

    /// <summary>Neighborhood, from the boundaries.</summary>
    public string? Neighborhood { get; internal set; }

    /// <summary>Latitude, WGS 84.</summary>
    public double? Latitude { get; internal set; }

    /// <summary>Longitude, WGS 84.</summary>
    public double? Longitude { get; internal set; }

    /// <summary>Address of a picture elsewhere, as another system sent it; public, and never fetched by us.</summary>
    public string? MediaUrl { get; internal set; }

    /// <summary>Answers to the service's attributes: code → values (JSON).</summary>
    public string Attributes { get; internal set; } = "{}";

    /// <summary>Name of who can be asked back; private.</summary>
    public string? ContactName { get; internal set; }

    /// <summary>E-mail of who can be asked back; private.</summary>
    public string? ContactEmail { get; internal set; }

    /// <summary>Telephone of who can be asked back; private.</summary>
    public string? ContactPhone { get; internal set; }

    /// <summary>Entered (UTC).</summary>
    public DateTime RequestedAt { get; private init; }

    /// <summary>Last change that the public can see (UTC).</summary>
    public DateTime UpdatedAt { get; internal set; }

    /// <summary>When it is expected to be done (UTC).</summary>
    public DateTime? ExpectedAt { get; internal set; }

    /// <summary>When it was closed (UTC), whatever the outcome.</summary>
    public DateTime? ClosedAt { get; internal set; }

    /// <summary>The request that goes on in its place.</summary>
    public Guid? MergedIntoId { get; internal set; }

    /// <summary>What searching looks into, folded: number, address, zip code, neighborhood and description.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Its history.</summary>
    public IReadOnlyList<RequestEvent> Events => events;

    Guid IAudited.AuditSubject => Id;

    /// <inheritdoc />
    public void Refold() => SearchText = Text.Folded($"{Number} {Address} {Zip} {Neighborhood} {Description}");

    /// <summary>Open311's view: open or closed.</summary>
    public bool IsOpen => Status is RequestStatus.Received or RequestStatus.InProgress;

    internal void Add(RequestEvent happened)
    {
        events.Add(happened);
        if (happened.Public) UpdatedAt = happened.At;
    }
}

/// <summary>What happened to a request.</summary>
public enum RequestEventKind
{
    /// <summary>Entered.</summary>
    Entered,

    /// <summary>Another status.</summary>
    Status,

    /// <summary>The city says something.</summary>
    Comment,

    /// <summary>The city asks back.</summary>
    Question,

    /// <summary>The author answers.</summary>
    Reply,

    /// <summary>Somebody else has seen the same.</summary>
    FollowUp,

    /// <summary>Staff corrected it.</summary>
    Corrected,

    /// <summary>Opened again: it was not fixed.</summary>
    Reopened,

    /// <summary>The author says it is fixed.</summary>
    Fixed,

    /// <summary>Another one was merged into it, or it into another.</summary>
    Merged,

    /// <summary>The city's work system has it.</summary>
    HandedOn,
}

/// <summary>One line of a request's history.</summary>
public sealed class RequestEvent : Entity
{
    private RequestEvent() { }

    /// <summary>A line.</summary>
    public RequestEvent(Guid requestId, RequestEventKind kind, string? text, string by, bool isPublic, DateTime utcNow) =>
        (RequestId, Kind, Text, By, Public, At) = (requestId, kind, text, by, isPublic, utcNow);

    /// <summary>The request.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>What happened.</summary>
    public RequestEventKind Kind { get; private init; }

    /// <summary>Words.</summary>
    public string? Text { get; private init; }

    /// <summary>Who: a role or an office for the public, a name for staff.</summary>
    public string By { get; private init; } = "";

    /// <summary>True when everyone may read it.</summary>
    public bool Public { get; private init; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private init; }
}

/// <summary>A photo of a request: checked, upright, without metadata, reduced.</summary>
public sealed class RequestPhoto
{
    private RequestPhoto() { }

    /// <summary>Ties a stored file to a request.</summary>
    public RequestPhoto(Guid requestId, Guid fileId, int position) => (RequestId, FileId, Position) = (requestId, fileId, position);

    /// <summary>The request.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>The file.</summary>
    public Guid FileId { get; private init; }

    /// <summary>Order, from 0.</summary>
    public int Position { get; private init; }

    /// <summary>The event that it belongs to, such as "fixed"; null for what was entered with the request.</summary>
    public Guid? EventId { get; init; }
}
