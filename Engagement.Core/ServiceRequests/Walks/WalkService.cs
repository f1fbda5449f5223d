using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>A walk as the adult sees it.</summary>
/// <param name="Title">Cohort and day of its session.</param>
/// <param name="Code">The code of the class; null before it was opened.</param>
/// <param name="Open">True while reports are taken.</param>
/// <param name="Waiting">Reports that wait for a decision, first come first.</param>
/// <param name="Sent">What came of others: numbers of requests.</param>
/// <param name="Dropped">How many were not for the city.</param>
public sealed record WalkView(string Title, string? Code, bool Open, IReadOnlyList<WalkReport> Waiting, IReadOnlyList<string> Sent, int Dropped);

/// <summary>Walks of sessions: an adult opens them, looks through what came in, merges what is the same, and sends it.</summary>
public sealed class WalkService(IDbContextFactory<EngagementDb> dbs, RequestIntake intake, TimeProvider clock)
{
    private const string What = "The report";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The walk of a session, opened or not.</summary>
    public async Task<Result<WalkView>> GetAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Sessions.Where(s => s.Id == sessionId).Join(db.Cohorts, s => s.CohortId, c => c.Id, (s, c) => new { c.Name, s.Date }).SingleOrDefaultAsync() is not { } session) return new NotFound("The session");
        var title = $"{session.Name}, {session.Date.ToString("D", System.Globalization.CultureInfo.CurrentCulture)}";
        if (await db.Walks.AsNoTracking().SingleOrDefaultAsync(w => w.SessionId == sessionId) is not { } walk) return new WalkView(title, null, false, [], [], 0);
        var reports = await db.WalkReports.AsNoTracking().Where(r => r.WalkId == walk.Id).OrderBy(r => r.AddedAt).ToListAsync();
        var ids = reports.Select(r => r.RequestId).OfType<Guid>().Distinct().ToList();
        var numbers = await db.ServiceRequests.Where(r => ids.Contains(r.Id)).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync();
        return new WalkView(title, walk.Code, walk.IsOpen(Now), [.. reports.Where(r => r.State == WalkReportState.Waiting)], numbers, reports.Count(r => r.State == WalkReportState.Dropped));
    }

    /// <summary>Opens the walk of a session for some hours, or again. The code stays the same.</summary>
    public async Task<Result> OpenAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (!await db.Sessions.AnyAsync(s => s.Id == sessionId && s.CancelledAt == null)) return new NotFound("The session");
        if (await db.Walks.SingleOrDefaultAsync(w => w.SessionId == sessionId) is { } walk) walk.Reopen(Now);
        else db.Add(new Walk(sessionId, Now));
        return await db.TrySaveAsync("The walk", new Stale("The walk")) is { } error ? error : Result.Success;
    }

    /// <summary>Takes no more reports.</summary>
    public async Task<Result> CloseAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Walks.SingleOrDefaultAsync(w => w.SessionId == sessionId) is not { } walk) return new NotFound("The walk");
        walk.Close(Now);
        return await db.TrySaveAsync("The walk") is { } stale ? stale : Result.Success;
    }

    /// <summary>
    /// Sends a report as the adult has corrected it, once. Nothing about whoever saw it goes with it: no name, no contact and no code of the class.
    /// </summary>
    public async Task<Result<string>> SendAsync(Actor actor, Guid reportId, DraftInput corrected, bool withPhoto)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.WalkReports.SingleOrDefaultAsync(r => r.Id == reportId) is not { } report) return new NotFound(What);
        if (report.State is WalkReportState.Merged or WalkReportState.Dropped) return new DecidedAlready();
        var photo = report.PhotoId;
        var sent = await intake.AddAsync(db, new RequestEntry
        {
            ServiceCode = corrected.ServiceCode ?? "",
            Source = RequestSource.Walk,
            EntryKey = $"walk {report.Id:n}",
            Description = corrected.Description,
            Address = corrected.Address,
            Latitude = corrected.Latitude,
            Longitude = corrected.Longitude,
            Attributes = corrected.Attributes,
            Photos = withPhoto && photo is { } file ? [file] : [],
        });
        if (!sent.Ok) return sent.Error;
        report.Decide(WalkReportState.Sent, sent.Value.Id);
        if (await db.TrySaveAsync(What) is { } stale) return stale;
        if (!withPhoto && photo is { } unused) await db.Files.Where(f => f.Id == unused).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        return sent.Value.Number;
    }

    /// <summary>It is the same as an open request, which gets a follow-up.</summary>
    public Task<Result> MergeAsync(Actor actor, Guid reportId, string? number) => DecideAsync(actor, reportId, WalkReportState.Merged, async db =>
    {
        var wanted = Text.Clean(number);
        if (await db.ServiceRequests.SingleOrDefaultAsync(r => r.Number == wanted) is not { } request) return new Invalid("Number", "There is no request with this number.");
        return request.FollowUp(null, "A neighborhood walk", Now).Error is { } closed ? closed : request.Id;
    });

    /// <summary>It is not for the city, or nothing that can be sent.</summary>
    public Task<Result> DropAsync(Actor actor, Guid reportId) => DecideAsync(actor, reportId, WalkReportState.Dropped, _ => Task.FromResult<Result<Guid>>(Guid.Empty));

    /// <summary>The photo of a report.</summary>
    public async Task<Result<StoredFile>> PhotoAsync(Actor actor, Guid reportId)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Files.AsNoTracking().SingleOrDefaultAsync(f => db.WalkReports.Any(r => r.Id == reportId && r.PhotoId == f.Id)) is { } file ? file : new NotFound("The photo");
    }

    private async Task<Result> DecideAsync(Actor actor, Guid reportId, WalkReportState state, Func<EngagementDb, Task<Result<Guid>>> target)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.WalkReports.SingleOrDefaultAsync(r => r.Id == reportId) is not { } report) return new NotFound(What);
        if (report.State != WalkReportState.Waiting) return new DecidedAlready();
        var request = await target(db);
        if (!request.Ok) return request.Error;
        var photo = report.PhotoId;
        report.Decide(state, request.Value == Guid.Empty ? null : request.Value);
        if (await db.TrySaveAsync(What) is { } stale) return stale;
        await db.Files.Where(f => f.Id == photo).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        return Result.Success;
    }
}

/// <summary>Somebody decided on the report already.</summary>
public sealed record DecidedAlready() : Error("A colleague has decided on this report already. Load the page again.");
