using System.Linq.Expressions;
using Engagement.Core.Data;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// What everybody may know of a request. Contact, account, history and whoever entered it are not in it, so that no list, no interface and no file
/// for the public can give them away.
/// </summary>
public sealed record PublicRequest(
    string Number, bool Open, string? StatusNotes, string ServiceCode, string ServiceName, string? Description, string Agency,
    DateTime RequestedAt, DateTime UpdatedAt, DateTime? ExpectedAt, DateTime? ClosedAt,
    string? Address, string? Zip, string? Neighborhood, double? Latitude, double? Longitude, string? MediaUrl, int? Photo)
{
    /// <summary>Where the public finds a picture: our own photo, whose address is under <paramref name="address"/>, or what another system named.</summary>
    public string? MediaAt(string address) => Photo is { } photo ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}/requests/{Number}/photos/{photo}") : MediaUrl;

    /// <summary>Requests that Open311 calls open.</summary>
    public static Expression<Func<ServiceRequest, bool>> IsOpen { get; } = r => r.Status == RequestStatus.Received || r.Status == RequestStatus.InProgress;

    /// <summary>The others, named one by one so that an index by status answers.</summary>
    public static Expression<Func<ServiceRequest, bool>> IsClosed { get; } = r => r.Status == RequestStatus.Done || r.Status == RequestStatus.NotForCity || r.Status == RequestStatus.Merged;

    /// <summary>The public part of requests, in their order.</summary>
    internal static IQueryable<PublicRequest> Of(EngagementDb db, IQueryable<ServiceRequest> requests) =>
        from r in requests
        join s in db.ServiceTypes on r.ServiceId equals s.Id
        join d in db.Departments on s.DepartmentId equals d.Id
        select new PublicRequest(r.Number, r.Status == RequestStatus.Received || r.Status == RequestStatus.InProgress, r.StatusNotes, s.Code, s.Name, r.Description, d.Name,
            r.RequestedAt, r.UpdatedAt, r.ExpectedAt, r.ClosedAt, r.Address, r.Zip, r.Neighborhood, r.Latitude, r.Longitude, r.MediaUrl,
            db.RequestPhotos.Where(p => p.RequestId == r.Id && p.EventId == null).Min(p => (int?)p.Position));
}
