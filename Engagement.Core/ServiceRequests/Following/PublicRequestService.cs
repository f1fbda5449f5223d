using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>A line of a request's history. <paramref name="Photo"/> is the position of its photo; null without one.</summary>
public sealed record HistoryLine(RequestEventKind Kind, string? Text, string By, bool Public, DateTime At, int? Photo)
{
    /// <summary>The status that a line of this kind tells; null for others.</summary>
    public RequestStatus? Status => Kind == RequestEventKind.Status && Enum.TryParse<RequestStatus>(Text?.Split(':')[0], out var status) && Enum.IsDefined(status) ? status : null;

    /// <summary>What was said, without the status or number before it; null when nothing was.</summary>
    public string? Words => Kind switch
    {
        RequestEventKind.Status => Status is { } status && Text!.Length > status.ToString().Length + 2 ? Text[(status.ToString().Length + 2)..] : null,
        RequestEventKind.Merged => null,
        _ => Text,
    };
}

/// <summary>What everyone may see of one request.</summary>
/// <param name="Request">The public fields.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="MergedInto">Number of the request that goes on in its place.</param>
/// <param name="History">Public lines, oldest first, without names.</param>
/// <param name="Photos">Positions of the photos that were entered with it.</param>
public sealed record PublicRequestView(PublicRequest Request, RequestStatus Status, string? MergedInto, IReadOnlyList<HistoryLine> History, IReadOnlyList<int> Photos);

/// <summary>One request as everyone may see it.</summary>
public sealed class PublicRequestService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>The public part of a request.</summary>
    [AnyoneMay("Public fields and public lines of the history alone, as Open311 tells them too.")]
    public async Task<Result<PublicRequestView>> GetAsync(string number)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await ViewAsync(db, db.ServiceRequests.Where(r => r.Number == number)) is { } view ? view : new NotFound("The request");
    }

    /// <summary>A photo of a request; it was taken to be shown, and holds no metadata.</summary>
    [AnyoneMay("Photos of requests are public, and pages that take them say so.")]
    public async Task<Result<StoredFile>> PhotoAsync(string number, int position)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await (from r in db.ServiceRequests
                      join p in db.RequestPhotos on r.Id equals p.RequestId
                      join f in db.Files on p.FileId equals f.Id
                      where r.Number == number && p.Position == position
                      select f).AsNoTracking().FirstOrDefaultAsync() is { } file ? file : new NotFound("The photo");
    }

    internal static async Task<PublicRequestView?> ViewAsync(EngagementDb db, IQueryable<ServiceRequest> one)
    {
        if (await PublicRequest.Of(db, one).SingleOrDefaultAsync() is not { } request) return null;
        var more = await one.Select(r => new { r.Id, r.Status, Into = db.ServiceRequests.Where(o => o.Id == r.MergedIntoId).Select(o => o.Number).FirstOrDefault() }).SingleAsync();
        var (history, photos) = await HistoryAsync(db, more.Id);
        return new PublicRequestView(request, more.Status, more.Into, [.. history.Where(h => h.Public).Select(h => h with { By = Role(h) })], photos);
    }

    /// <summary>The whole history of a request, oldest first, with the names of staff; and its photos.</summary>
    internal static async Task<(IReadOnlyList<HistoryLine> Lines, IReadOnlyList<int> Photos)> HistoryAsync(EngagementDb db, Guid requestId)
    {
        var photos = await db.RequestPhotos.AsNoTracking().Where(p => p.RequestId == requestId).OrderBy(p => p.Position).Select(p => new { p.Position, p.EventId }).ToListAsync();
        var events = await db.RequestEvents.AsNoTracking().Where(e => e.RequestId == requestId).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync();
        return (events.ConvertAll(e => new HistoryLine(e.Kind, e.Text, e.By, e.Public, e.At, photos.Find(p => p.EventId == e.Id)?.Position)),
            [.. photos.Where(p => p.EventId is null).Select(p => p.Position)]);
    }

    /// <summary>Who it was, without a name: what staff do is done by the city.</summary>
    internal static string Role(HistoryLine line) =>
        line.Kind is RequestEventKind.Status or RequestEventKind.Comment or RequestEventKind.Question or RequestEventKind.Corrected or RequestEventKind.Merged ? ServiceRequest.City : line.By;
}
