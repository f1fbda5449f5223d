using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>A service to choose.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Description">What it covers.</param>
/// <param name="Group">Group in lists.</param>
/// <param name="Words">Name, keywords and the rest, folded, to search in.</param>
/// <param name="Rank">Its place among the ten most used, from 1; 0 for the others.</param>
public sealed record ServiceChoice(string Code, string Name, string? Description, string? Group, string Words, int Rank);

/// <summary>How a liaison's request is entered: choose a service, see what may be the same, send it or join what is there.</summary>
public sealed class EntryService(IDbContextFactory<EngagementDb> dbs, RequestIntake intake, TimeProvider clock)
{
    private const int MostUsed = 10, UsedDays = 365;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Services in whose name, keywords or description each word begins a word; without words all, by group. The ten that were asked for most in a year are ranked.
    /// </summary>
    [AnyoneMay("What can be asked of the city is public; Open311 tells it too.")]
    public async Task<IReadOnlyList<ServiceChoice>> ServicesAsync(string? search)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var since = Now.AddDays(-UsedDays);
        var services = await db.ServiceTypes.AsNoTracking().Where(s => s.Active).Select(s => new { s.Id, s.Code, s.Name, s.Description, s.Group, s.Keywords }).ToListAsync();
        var used = await db.ServiceRequests.Where(r => r.RequestedAt >= since).GroupBy(r => r.ServiceId).Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count).Take(MostUsed).Select(g => g.Key).ToListAsync();
        var words = Text.Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return services.Select(s => new ServiceChoice(s.Code, s.Name, s.Description, s.Group, Text.Folded($"{s.Name} {s.Keywords} {s.Group} {s.Description}"), used.IndexOf(s.Id) + 1))
            .Where(s => Has(s.Words, words))
            .OrderBy(s => s.Group is null).ThenBy(s => s.Group, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>A service that is offered, with what it asks.</summary>
    [AnyoneMay("What can be asked of the city is public; Open311 tells it too.")]
    public async Task<Result<ServiceType>> ServiceAsync(string? code)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code && s.Active) is { } service ? service : new UnknownService();
    }

    /// <summary>Open requests of others that may be the same: the same service, near or at the same address, in the last six weeks.</summary>
    public async Task<Result<IReadOnlyList<SimilarRequest>>> SimilarAsync(Actor actor, string? serviceCode, string? address, double? latitude, double? longitude)
    {
        if (!actor.May(Permission.ManageRequests) && actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await SimilarRequests.FindAsync(db, serviceCode, address, latitude, longitude, Now);
    }

    /// <summary>
    /// Sends a draft, once: sent again, by a second tab or a phone that had lost the answer, it answers the same number.
    /// When something is wrong the draft stays. <see cref="NotActiveNow"/> when the standing ended while it was typed.
    /// </summary>
    public async Task<Result<string>> SendAsync(Actor actor, Guid draftId, DraftInput input)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Liaisons.Where(l => l.UserId == actor.UserId).Select(l => (Guid?)l.Id).SingleOrDefaultAsync() is not { } liaison) return new Forbidden();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var draft = await DraftService.Own(db, actor).Include(d => d.Photos).SingleOrDefaultAsync(d => d.Id == draftId);
        var photos = draft?.Photos.OrderBy(p => p.Position).Select(p => p.FileId).ToList() ?? [];
        var sent = await intake.AddAsync(db, input.ToEntry(liaison, DraftService.KeyOf(liaison, draftId), photos));
        if (!sent.Ok) return sent.Error;
        if (draft is not null) await DraftService.RemoveAsync(db, draft, withFiles: false);
        await transaction.CommitAsync();
        return sent.Value.Number;
    }

    /// <summary>
    /// Joins an open request instead of sending the draft: what was typed becomes a follow-up that everyone reads, and the liaison follows the request.
    /// Joining twice is once.
    /// </summary>
    public async Task<Result<string>> JoinAsync(Actor actor, Guid draftId, string number, string? description)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        if (Text.CleanLines(description) is { Length: > RequestEntry.MostDescription }) return new Invalid(nameof(DraftInput.Description), "Please use at most 4,000 characters.");
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Liaisons.Where(l => l.UserId == actor.UserId).Select(l => (Guid?)l.Id).SingleOrDefaultAsync() is not { } liaison) return new Forbidden();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.ServiceRequests.SingleOrDefaultAsync(r => r.Number == number) is not { } request) return new NotFound("The request");
        if (request.LiaisonId != liaison && !await db.RequestFollowers.AnyAsync(f => f.RequestId == request.Id && f.LiaisonId == liaison))
        {
            if (request.FollowUp(Text.CleanLines(description), ServiceRequest.Liaison, Now).Error is { } closed) return closed;
            db.Add(new RequestFollower(request.Id, liaison, Now));
            if (await db.TrySaveAsync("The request", new Stale("The request")) is { } error) return error;
        }
        if (await DraftService.Own(db, actor).Include(d => d.Photos).SingleOrDefaultAsync(d => d.Id == draftId) is { } draft) await DraftService.RemoveAsync(db, draft, withFiles: true);
        await transaction.CommitAsync();
        return request.Number;
    }

    private static bool Has(string text, string[] words)
    {
        var known = text.Split(' ');
        return Array.TrueForAll(words, w => Array.Exists(known, k => k.StartsWith(w, StringComparison.Ordinal)));
    }
}
