using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Core.Liaisons;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>What liaisons are writing. Nobody sees another one's drafts.</summary>
public sealed class DraftService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Most drafts of one liaison.</summary>
    public const int Most = 50;

    private const int MostCharacters = 30_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Own drafts, the last changed first.</summary>
    public async Task<Result<IReadOnlyList<DraftRow>>> ListAsync(Actor actor)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var drafts = await Own(db, actor).AsNoTracking().Include(d => d.Photos).OrderByDescending(d => d.UpdatedAt).ToListAsync();
        var (inputs, codes) = (drafts.ConvertAll(d => d.Read()), drafts.ConvertAll(d => d.Read().ServiceCode));
        var names = await db.ServiceTypes.Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Name);
        return drafts.Zip(inputs).Select(d => new DraftRow(d.First.Id, d.Second.ServiceCode, names.GetValueOrDefault(d.Second.ServiceCode ?? ""), d.Second.Address, d.Second.Description, d.First.Photos.Count, d.First.UpdatedAt)).ToList();
    }

    /// <summary>An own draft.</summary>
    public async Task<Result<DraftView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await Own(db, actor).AsNoTracking().Include(d => d.Photos).SingleOrDefaultAsync(d => d.Id == id) is { } draft
            ? new DraftView(draft.Read(), [.. draft.Photos.OrderBy(p => p.Position).Select(p => p.FileId)]) : new NotFound("The draft");
    }

    /// <summary>Keeps what was typed, right or wrong; makes the draft when it is new. A draft that was sent meanwhile does not come back: <see cref="SentAlready"/>.</summary>
    public async Task<Result> SaveAsync(Actor actor, Guid id, DraftInput input)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var draft = await OpenAsync(db, actor, id);
        if (!draft.Ok) return draft.Error;
        return await SaveAsync(db, draft.Value, input);
    }

    /// <summary>Checks, turns, reduces and keeps photos. What is wrong with one is told, and the others are kept.</summary>
    public async Task<Result> AddPhotosAsync(Actor actor, Guid id, DraftInput input, IReadOnlyList<byte[]> uploads)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        // Decoding takes time, so it is done before the database is asked for anything.
        var read = new List<Result<byte[]>>();
        foreach (var upload in uploads.Take(RequestEntry.MostPhotos)) read.Add(await PhotoReader.ReadAsync(upload));
        await using var db = await dbs.OpenAsync(actor);
        var draft = await OpenAsync(db, actor, id);
        if (!draft.Ok) return draft.Error;
        var room = RequestEntry.MostPhotos - draft.Value.Photos.Count;
        foreach (var photo in read.Where(p => p.Ok).Take(room))
        {
            var file = new StoredFile("photo.jpg", "image/jpeg", photo.Value!);
            db.Files.Add(file);
            draft.Value.AddPhoto(file.Id);
        }
        if ((await SaveAsync(db, draft.Value, input)).Error is { } error) return error;
        if (read.Find(p => !p.Ok).Error is { } wrong) return wrong;
        return uploads.Count > room ? new Invalid("Photos", "At most five photos can be added.") : Result.Success;
    }

    /// <summary>Takes a photo out.</summary>
    public async Task<Result> RemovePhotoAsync(Actor actor, Guid id, Guid fileId)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await Own(db, actor).Include(d => d.Photos).SingleOrDefaultAsync(d => d.Id == id) is not { } draft || draft.Photos.All(p => p.FileId != fileId)) return new NotFound("The photo");
        db.Remove(draft.Photos.Single(p => p.FileId == fileId));
        await db.SaveChangesAsync();
        await db.Files.Where(f => f.Id == fileId).ExecuteDeleteAsync();
        return Result.Success;
    }

    /// <summary>A photo of an own draft.</summary>
    public async Task<Result<StoredFile>> PhotoAsync(Actor actor, Guid id, Guid fileId)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await Own(db, actor).AnyAsync(d => d.Id == id && d.Photos.Any(p => p.FileId == fileId)) ? await db.Files.AsNoTracking().SingleAsync(f => f.Id == fileId) : new NotFound("The photo");
    }

    /// <summary>Throws a draft away with its photos.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.EnterRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await Own(db, actor).Include(d => d.Photos).SingleOrDefaultAsync(d => d.Id == id) is not { } draft) return new NotFound("The draft");
        await using var transaction = await db.Database.BeginTransactionAsync();
        await RemoveAsync(db, draft, withFiles: true);
        await transaction.CommitAsync();
        return Result.Success;
    }

    /// <summary>What makes a sent draft the same when it is sent again; it holds the liaison, so that nobody reaches another one's request with it.</summary>
    internal static string KeyOf(Guid liaisonId, Guid draftId) => $"draft {liaisonId:n} {draftId:n}";

    /// <summary>Removes a draft within the caller's transaction.</summary>
    internal static async Task RemoveAsync(EngagementDb db, RequestDraft draft, bool withFiles)
    {
        var files = draft.Photos.Select(p => p.FileId).ToList();
        // Another tab may have sent and removed it at the same moment; then there is nothing left to do.
        await db.RequestDrafts.Where(d => d.Id == draft.Id).ExecuteDeleteAsync();
        if (withFiles) await db.Files.Where(f => files.Contains(f.Id)).ExecuteDeleteAsync();
    }

    internal static IQueryable<RequestDraft> Own(EngagementDb db, Actor actor) => db.RequestDrafts.Where(d => db.Liaisons.Any(l => l.Id == d.LiaisonId && l.UserId == actor.UserId));

    private async Task<Result<RequestDraft>> OpenAsync(EngagementDb db, Actor actor, Guid id)
    {
        if (await db.Liaisons.Where(l => l.UserId == actor.UserId).Select(l => (Guid?)l.Id).SingleOrDefaultAsync() is not { } liaison) return new Forbidden();
        if (await Own(db, actor).Include(d => d.Photos).SingleOrDefaultAsync(d => d.Id == id) is { } known) return known;
        var key = KeyOf(liaison, id);
        if (await db.ServiceRequests.Where(r => r.EntryKey == key).Select(r => r.Number).SingleOrDefaultAsync() is { } number) return new SentAlready(number);
        if (await db.RequestDrafts.CountAsync(d => d.LiaisonId == liaison) >= Most) return new TooManyDrafts();
        var made = new RequestDraft(id, liaison, Now);
        db.Add(made);
        return made;
    }

    private async Task<Result> SaveAsync(EngagementDb db, RequestDraft draft, DraftInput input)
    {
        draft.Write(input, Now);
        if (draft.Content.Length > MostCharacters) return new Invalid(nameof(input.Description), "Please use at most 4,000 characters.");
        // Two tabs that keep the same draft at once: the later one wins, as it would a second later.
        return await db.TrySaveAsync("The draft", new Stale("The draft")) is { } error ? error : Result.Success;
    }
}

/// <summary>The draft was sent; <paramref name="Number"/> is its request.</summary>
public sealed record SentAlready(string Number) : Error("This was sent already.");

/// <summary>Too many drafts lie about.</summary>
public sealed record TooManyDrafts() : Error("You have 50 drafts. Send or delete some of them first.");
