using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>What staff do with a request: correct it, say something, ask back, move it on, merge it.</summary>
public sealed class RequestWorkService(IDbContextFactory<EngagementDb> dbs, AreaService areas, LinkService links, TimeProvider clock)
{
    private const string What = "The request";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A request as its form of corrections shows it.</summary>
    public async Task<Result<CorrectionInput>> EditAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var zone = await ZoneAsync(db);
        if (await db.ServiceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } r) return new NotFound(What);
        return new CorrectionInput
        {
            Version = r.Version,
            Service = await db.ServiceTypes.Where(s => s.Id == r.ServiceId).Select(s => s.Code).SingleAsync(),
            Description = r.Description,
            Address = r.Address,
            Latitude = r.Latitude,
            Longitude = r.Longitude,
            Expected = r.ExpectedAt is { } at ? DateOnly.FromDateTime(LocalTime.FromUtc(at, zone)) : null,
        };
    }

    /// <summary>Corrects what was entered; everyone reads what was corrected, not what it was. Answers to questions of another service are kept.</summary>
    public async Task<Result> CorrectAsync(Actor actor, Guid id, CorrectionInput input)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        var (address, description) = (Text.Clean(input.Address), Text.CleanLines(input.Description));
        await using var db = await dbs.OpenAsync(actor);
        var service = await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(s => s.Code == input.Service);
        var check = new Check()
            .That(service is null, nameof(input.Service), "Choose a service of the list.")
            .Fits(description, nameof(input.Description), "The description", RequestEntry.MostDescription)
            .Fits(address, nameof(input.Address), "The address")
            .That(address is null && input.Latitude is null, nameof(input.Address), "Say where it is: an address, an intersection or a point.")
            .That(input.Latitude is null != input.Longitude is null || Math.Abs(input.Latitude ?? 0) > 90 || Math.Abs(input.Longitude ?? 0) > 180, nameof(input.Latitude), "A point needs latitude and longitude in degrees.");
        var area = check.Failed is null && input is { Latitude: { } lat, Longitude: { } lon } ? await areas.AtAsync(db, new Spot(lon, lat)) : default;
        if (check.That(area is { Bounded: true, Neighborhood: null }, nameof(input.Latitude), "This point lies outside the city.").Failed is { } invalid) return invalid;
        if (await db.ServiceRequests.SingleOrDefaultAsync(r => r.Id == id) is not { } request) return new NotFound(What);
        if (request.Version != input.Version) return new Stale(What);
        var zone = await ZoneAsync(db);
        // The end of the day that was chosen, on the office's wall; the same day leaves the time as it was.
        var before = request.ExpectedAt is { } at ? DateOnly.FromDateTime(LocalTime.FromUtc(at, zone)) : (DateOnly?)null;
        var expected = input.Expected == before ? request.ExpectedAt : input.Expected is { } day ? LocalTime.ToUtc(day, new TimeOnly(23, 59), zone) : null;
        if (request.Correct(service!.Id, description, address, input.Latitude, input.Longitude, area.Neighborhood, expected, actor.Name, Now) is { } corrected) db.Add(corrected);
        return await db.TrySaveAsync(What) is { } stale ? stale : Result.Success;
    }

    /// <summary>Says something to everyone, or only to those who entered it.</summary>
    public Task<Result> CommentAsync(Actor actor, Guid id, string? text, bool isPublic) => SayAsync(actor, id, text, needed: true, (request, said) =>
    {
        request.Comment(said!, isPublic, actor.Name, Now);
        return Result.Success;
    });

    /// <summary>Asks back the liaison who entered it.</summary>
    public Task<Result> AskAsync(Actor actor, Guid id, string? question) => SayAsync(actor, id, question, needed: true, (request, said) => request.Ask(said!, actor.Name, Now));

    /// <summary>
    /// Moves it on; what is said is public. Who says that it is not for the city gives a reason and, where there is one, the right address.
    /// With the status that was seen, nothing is done when somebody else has moved it since.
    /// </summary>
    public Task<Result> MoveAsync(Actor actor, Guid id, RequestStatus status, string? notes, RequestStatus? seen = null) =>
        SayAsync(actor, id, notes, needed: status == RequestStatus.NotForCity,
            (request, said) => seen is not null && request.Status != seen ? new Stale(What) : request.MoveTo(status, said, actor.Name, Now), 1900);

    /// <summary>Opens it again for somebody who called.</summary>
    public Task<Result> ReopenAsync(Actor actor, Guid id, string? why) => SayAsync(actor, id, why, needed: true, (request, said) => request.Reopen(said, ServiceRequest.City, Now));

    /// <summary>Merges it into another one, which goes on; its liaison and followers follow that one.</summary>
    public async Task<Result> MergeAsync(Actor actor, Guid id, string? number)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var wanted = Text.Clean(number);
        if (await db.ServiceRequests.SingleOrDefaultAsync(r => r.Id == id) is not { } request) return new NotFound(What);
        if (await db.ServiceRequests.SingleOrDefaultAsync(r => r.Number == wanted) is not { } other) return new Invalid("Number", "There is no request with this number.");
        if (request.MergeInto(other, actor.Name, Now).Error is { } forbidden) return forbidden;
        var already = await db.RequestFollowers.Where(f => f.RequestId == other.Id).Select(f => f.LiaisonId).ToListAsync();
        var follow = await db.RequestFollowers.Where(f => f.RequestId == id).Select(f => f.LiaisonId).ToListAsync();
        if (request.LiaisonId is { } author) follow.Add(author);
        db.AddRange(follow.Except(already).Where(l => l != other.LiaisonId).Select(l => new RequestFollower(other.Id, l, Now)));
        await RequestNews.QueueAsync(db, links, request, Now);
        if (await db.TrySaveAsync(What, new Stale(What)) is { } stale) return stale;
        await transaction.CommitAsync();
        return Result.Success;
    }

    /// <summary>Takes a photo away that should not be seen, for good.</summary>
    public async Task<Result> RemovePhotoAsync(Actor actor, Guid id, int position)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.RequestPhotos.SingleOrDefaultAsync(p => p.RequestId == id && p.Position == position) is not { } photo) return new NotFound("The photo");
        db.Remove(photo);
        db.Remove(await db.Files.SingleAsync(f => f.Id == photo.FileId));
        db.AddAudit(id, nameof(ServiceRequest), "removed a photo");
        return await db.TrySaveAsync("The photo") is { } stale ? stale : Result.Success;
    }

    private async Task<Result> SayAsync(Actor actor, Guid id, string? typed, bool needed, Func<ServiceRequest, string?, Result> verb, int most = RequestEntry.MostDescription)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        var text = Text.CleanLines(typed);
        if (new Check().That(needed && text is null, "Text", "Write a few words.").Fits(text, "Text", "The text", most).Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.ServiceRequests.SingleOrDefaultAsync(r => r.Id == id) is not { } request) return new NotFound(What);
        if (verb(request, text).Error is { } forbidden) return forbidden;
        await RequestNews.QueueAsync(db, links, request, Now);
        // What is said for some alone changes nothing that the request itself shows; its version guards it all the same.
        db.Entry(request).Property(r => r.Version).IsModified = true;
        return await db.TrySaveAsync(What, new Stale(What)) is { } stale ? stale : Result.Success;
    }

    private static async Task<string> ZoneAsync(EngagementDb db) => await db.OfficeSettings.Select(s => s.TimeZone).SingleOrDefaultAsync() ?? new OfficeSettings().TimeZone;
}
