using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>A request in the liaison's own list. <paramref name="Asked"/>: the city waits for an answer; <paramref name="Joined"/>: entered by somebody else and followed.</summary>
public sealed record MyRequestRow(string Number, string Service, RequestStatus Status, string? Address, string? Neighborhood, DateTime RequestedAt, DateTime UpdatedAt, DateTime? ExpectedAt, bool Asked, bool Joined);

/// <summary>An own request with all that the liaison may see: everything but names of staff.</summary>
/// <param name="View">The public part; its history is the whole one here.</param>
/// <param name="Answers">What the service asked and what was answered.</param>
/// <param name="Contact">Who can be asked back.</param>
/// <param name="Asked">The question that waits for an answer.</param>
/// <param name="MayReopen">True while it can be opened again.</param>
public sealed record MyRequestView(PublicRequestView View, IReadOnlyList<(string Question, string Answer)> Answers, string? Contact, string? Asked, bool MayReopen);

/// <summary>A liaison's own requests: all of their fields and history. Of others' nothing is here.</summary>
public sealed class MyRequestService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const string What = "The request";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Own and joined requests, the last entered first; only open ones when <paramref name="open"/>.</summary>
    public async Task<Result<Page<MyRequestRow>>> ListAsync(Actor actor, bool open, PageRequest page)
    {
        if (actor.UserId is not { } user) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Liaisons.Where(l => l.UserId == user).Select(l => (Guid?)l.Id).SingleOrDefaultAsync() is not { } liaison) return new Forbidden();
        var mine = db.ServiceRequests.Where(r => r.LiaisonId == liaison || db.RequestFollowers.Any(f => f.RequestId == r.Id && f.LiaisonId == liaison));
        if (open) mine = mine.Where(PublicRequest.IsOpen);
        var rows = from r in mine
                   join s in db.ServiceTypes on r.ServiceId equals s.Id
                   orderby r.RequestedAt descending, r.Number descending
                   select new MyRequestRow(r.Number, s.Name, r.Status, r.Address, r.Neighborhood, r.RequestedAt, r.UpdatedAt, r.ExpectedAt,
                       r.LiaisonId == liaison && r.Events.Any(q => q.Kind == RequestEventKind.Question && !r.Events.Any(a => a.Kind == RequestEventKind.Reply && a.At >= q.At)), r.LiaisonId != liaison);
        return await rows.PageAsync(page);
    }

    /// <summary>An own request. Somebody else's is not found, also one that is followed: its public page shows what may be seen.</summary>
    public async Task<Result<MyRequestView>> GetAsync(Actor actor, string number)
    {
        if (actor.UserId is null) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var own = Own(db, actor, number);
        if (await own.AsNoTracking().SingleOrDefaultAsync() is not { } request || await PublicRequestService.ViewAsync(db, own) is not { } view) return new NotFound(What);
        var (history, _) = await PublicRequestService.HistoryAsync(db, request.Id);
        var asked = history.LastOrDefault(h => h.Kind == RequestEventKind.Question);
        return new MyRequestView(view with { History = [.. history.Select(h => h with { By = PublicRequestService.Role(h) })] },
            await AnswersAsync(db, request), string.Join(", ", new[] { request.ContactName, request.ContactEmail, request.ContactPhone }.OfType<string>()) is { Length: > 0 } contact ? contact : null,
            asked is not null && !history.Any(h => h.Kind == RequestEventKind.Reply && h.At >= asked.At) ? asked.Text : null, request.MayReopen(Now));
    }

    /// <summary>Answers a question of the city; only the city reads it.</summary>
    public Task<Result> ReplyAsync(Actor actor, string number, string? answer) => ChangeAsync(actor, number, answer, needed: true, (request, text) =>
    {
        request.Reply(text!, ServiceRequest.Liaison, Now);
        return Result.Success;
    });

    /// <summary>Opens it again within 30 days, because it was not fixed.</summary>
    public Task<Result> ReopenAsync(Actor actor, string number, string? why) => ChangeAsync(actor, number, why, needed: true, (request, text) => request.Reopen(text, ServiceRequest.Liaison, Now));

    /// <summary>Says that it is fixed, with a photo or without.</summary>
    public async Task<Result> FixedAsync(Actor actor, string number, string? text, byte[]? upload)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        var photo = upload is { Length: > 0 } ? await PhotoReader.ReadAsync(upload) : (Result<byte[]>?)null;
        if (photo is { Ok: false }) return photo.Value.Error!;
        await using var db = await dbs.OpenAsync(actor);
        if (Text.CleanLines(text)?.Length > RequestEntry.MostDescription) return TooLong;
        if (await Own(db, actor, number).SingleOrDefaultAsync() is not { } request) return new NotFound(What);
        var said = request.SayFixed(Text.CleanLines(text), ServiceRequest.Liaison, Now);
        db.Add(said);
        if (photo is { Value: { } jpeg })
        {
            var file = new StoredFile("photo.jpg", "image/jpeg", jpeg);
            var next = await db.RequestPhotos.Where(p => p.RequestId == request.Id).MaxAsync(p => (int?)p.Position) + 1 ?? 0;
            db.AddRange(file, new RequestPhoto(request.Id, file.Id, next) { EventId = said.Id });
        }
        return await db.TrySaveAsync(What, new Stale(What)) is { } error ? error : Result.Success;
    }

    private static Invalid TooLong => new("Text", "Please use at most 4,000 characters.");

    private async Task<Result> ChangeAsync(Actor actor, string number, string? typed, bool needed, Func<ServiceRequest, string?, Result> verb)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        var text = Text.CleanLines(typed);
        if (needed && text is null) return new Invalid("Text", "Write a few words.");
        if (text?.Length > RequestEntry.MostDescription) return TooLong;
        await using var db = await dbs.OpenAsync(actor);
        if (await Own(db, actor, number).Include(r => r.Events).SingleOrDefaultAsync() is not { } request) return new NotFound(What);
        if (verb(request, text).Error is { } forbidden) return forbidden;
        return await db.TrySaveAsync(What) is { } stale ? stale : Result.Success;
    }

    private static IQueryable<ServiceRequest> Own(EngagementDb db, Actor actor, string number) =>
        db.ServiceRequests.Where(r => r.Number == number && db.Liaisons.Any(l => l.Id == r.LiaisonId && l.UserId == actor.UserId));

    /// <summary>Answers in the words of the service's questions.</summary>
    internal static async Task<IReadOnlyList<(string Question, string Answer)>> AnswersAsync(EngagementDb db, ServiceRequest request)
    {
        var answers = AttributeAnswers.Parse(request.Attributes);
        if (answers.Count == 0) return [];
        var asked = (await db.ServiceTypes.AsNoTracking().SingleAsync(s => s.Id == request.ServiceId)).Attributes;
        // A question may have gone meanwhile; its answer is shown under its code then.
        return [.. answers.Select(a => (asked.Find(q => q.Code == a.Key)?.Description ?? a.Key,
            string.Join(", ", a.Value.Select(v => asked.Find(q => q.Code == a.Key)?.Values.Find(x => x.Key == v)?.Name ?? v))))];
    }
}
