using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

public sealed partial class SessionService
{
    /// <summary>A session with its plan, as its page shows it.</summary>
    public async Task<Result<SessionView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Sessions.AsNoTracking().Include(s => s.Presenters).FirstOrDefaultAsync(s => s.Id == id) is not { } s) return new NotFound("The session");
        var cohort = await db.Cohorts.AsNoTracking().FirstAsync(c => c.Id == s.CohortId);
        var program = await db.Programs.Where(p => p.Id == cohort.ProgramId).Select(p => new { p.ForMinors, p.Grants }).FirstAsync();
        var place = s.PlaceIn(cohort);
        var site = await db.Sites.Where(x => x.Id == place.SiteId).Select(x => new { x.Name, x.Address }).FirstOrDefaultAsync();
        var room = await db.Rooms.Where(r => r.Id == place.RoomId).Select(r => r.Name).FirstOrDefaultAsync();
        var giver = await db.Departments.Where(d => d.Id == s.DepartmentId).Select(d => d.Name).FirstOrDefaultAsync()
            ?? await db.Partners.Where(p => p.Id == s.PartnerId).Select(p => p.Name).FirstOrDefaultAsync();
        return new SessionView
        {
            Id = s.Id,
            Version = s.Version,
            CohortId = cohort.Id,
            Cohort = cohort.Name,
            CohortStatus = cohort.Status,
            CohortSiteId = cohort.SiteId,
            ForMinors = program.ForMinors,
            ForLiaisons = program.Grants == Grants.CertificateAndLiaisonAccount,
            Refresher = s.Refresher,
            Number = s.Number,
            Slot = s.Slot,
            EndsUtc = s.EndsUtc,
            Site = site?.Name,
            Address = site?.Address,
            Room = room,
            OnlineLink = s.OnlineLink,
            Topic = s.Topic,
            Giver = giver,
            Presenters = [.. s.Presenters.OrderBy(p => p.Name).Select(p => new BusyPresenter(p.Id, p.Name, p.ClearanceExpires))],
            Plan = s.Plan,
            Materials = s.Materials,
            Notes = s.Notes,
            Recap = s.Recap,
            Stands = s.Stands,
            CancelReason = s.CancelReason,
        };
    }

    /// <summary>The form of a session.</summary>
    public async Task<Result<SessionInput>> InputAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Sessions.AsNoTracking().Include(s => s.Presenters).FirstOrDefaultAsync(s => s.Id == id) is { } s
            ? new SessionInput
            {
                Version = s.Version,
                Date = s.Date,
                StartTime = s.StartTime,
                Minutes = s.Minutes,
                SiteId = s.SiteId,
                RoomId = s.RoomId,
                OnlineLink = s.OnlineLink,
                Topic = s.Topic,
                Refresher = s.Refresher,
                DepartmentId = s.DepartmentId,
                PartnerId = s.PartnerId,
                PresenterIds = [.. s.Presenters.Select(p => p.Id)],
                Plan = s.Plan,
                Materials = s.Materials,
                Notes = s.Notes,
                Recap = s.Recap,
            }
            : new NotFound("The session");
    }

    /// <summary>
    /// Saves the form; a changed time numbers the cohort's sessions anew. In a closed or cancelled cohort, what was taught
    /// and the recap may be changed, time and place may not; nor may the date once attendance was taken.
    /// </summary>
    public async Task<Result> EditAsync(Actor actor, Guid id, SessionInput input)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (input.Wrong() is { } wrong) return wrong;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockSessionAsync(id) is not var (cohort, session)) return new NotFound("The session");
        if (session.Version != input.Version) return new Stale("The session");
        var slot = new Slot(input.Date, input.StartTime, input.Minutes);
        var link = Text.Clean(input.OnlineLink);
        if (slot != session.Slot || (input.SiteId, input.RoomId, link) != (session.SiteId, session.RoomId, session.OnlineLink))
        {
            if (cohort.Over is { } over) return over;
            if (slot.Date != session.Date && await db.AttendanceAtAsync([session]) is { } taken) return new Invalid(nameof(SessionInput.Date), taken.Message);
        }
        var presenters = await db.Presenters.Where(p => input.PresenterIds.Contains(p.Id)).ToListAsync();
        if (await GoneAsync(db, input, cohort, presenters.Count) is { } gone) return gone;

        var before = session.Content();
        session.Move(slot.Date, slot.Start, slot.Minutes);
        session.Move(input.SiteId, input.RoomId, link);
        session.SetPresenters(presenters);
        session.Take(input);
        // Plan, materials and presenters are no columns of the row: the version would not be raised nor the change be audited by them alone.
        db.Entry(session).State = EntityState.Modified;
        if (session.Content() is var after && after != before) db.AddAudit(cohort.Id, nameof(Session), "changed", JsonSerializer.Serialize(new { Content = new[] { before, after } }));
        cohort.Renumber();
        return await db.CommitAsync(transaction, "The session");
    }

    private static async Task<Invalid?> GoneAsync(EngagementDb db, SessionInput input, Cohort cohort, int presenters)
    {
        var files = input.Materials.Where(m => m.FileId is not null).Select(m => m.FileId!.Value).Distinct().ToList();
        var site = input.SiteId ?? cohort.SiteId;
        return new Check()
            .That(input.SiteId is { } s && !await db.Sites.AnyAsync(x => x.Id == s), nameof(SessionInput.SiteId), "This site is not there any more. Choose another.")
            .That(input.RoomId is { } r && !await db.Rooms.AnyAsync(x => x.Id == r && x.SiteId == site), nameof(SessionInput.RoomId), "Choose a room of the session's site.")
            .That(input.DepartmentId is { } d && !await db.Departments.AnyAsync(x => x.Id == d), nameof(SessionInput.DepartmentId), "This department is not there any more. Choose another.")
            .That(input.PartnerId is { } p && !await db.Partners.AnyAsync(x => x.Id == p), nameof(SessionInput.PartnerId), "This partner is not there any more. Choose another.")
            .That(presenters != input.PresenterIds.Count, nameof(SessionInput.PresenterIds), "A chosen presenter is not there any more. Choose again.")
            .That(await db.Files.CountAsync(f => files.Contains(f.Id)) != files.Count, nameof(SessionInput.Materials), "A file is not there any more. Upload it again.")
            .Failed;
    }
}
