using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>Turns a question into sessions for the clash finder: what the form says, and for the rest what is saved.</summary>
internal static class ProposedSessions
{
    public static async Task<List<BusySession>> ReadAsync(EngagementDb db, ClashQuestion question)
    {
        var cohort = await FrameAsync(db, question);
        var ids = question.Sessions.Select(s => s.Id).OfType<Guid>().ToList();
        var saved = ids.Count == 0 ? [] : await db.Sessions.AsNoTracking().Include(s => s.Presenters).Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id);
        var wanted = question.Sessions.SelectMany(s => s.Form?.PresenterIds ?? []).Distinct().ToList();
        var presenters = wanted.Count == 0 ? [] : await db.Presenters.Where(p => wanted.Contains(p.Id)).Select(p => new BusyPresenter(p.Id, p.Name, p.ClearanceExpires)).ToListAsync();

        var drafts = question.Sessions.Select(s =>
        {
            var old = s.Id is { } id ? saved.GetValueOrDefault(id) : null;
            var place = s.Form is { } form
                ? Session.Place(form.SiteId, form.RoomId, Text.Clean(form.OnlineLink), cohort.SiteId, cohort.RoomId)
                : Session.Place(old?.SiteId, old?.RoomId, old?.OnlineLink, cohort.SiteId, cohort.RoomId);
            var starts = LocalTime.ToUtc(s.Slot.Date, s.Slot.Start, cohort.TimeZone);
            return new BusySession
            {
                Id = s.Id,
                CohortId = question.CohortId,
                Cohort = cohort.Name,
                Number = s.Number,
                Slot = s.Slot,
                StartsUtc = starts,
                EndsUtc = starts.AddMinutes(s.Slot.Minutes),
                SiteId = place.SiteId,
                RoomId = place.RoomId,
                ForMinors = cohort.ForMinors,
                From = cohort.From,
                To = cohort.To,
                Presenters = s.Form is not null ? [.. presenters.Where(p => s.Form.PresenterIds.Contains(p.Id))]
                    : [.. old?.Presenters.Select(p => new BusyPresenter(p.Id, p.Name, p.ClearanceExpires)) ?? []],
            };
        }).ToList();
        return await NamedAsync(db, drafts);
    }

    private static async Task<Frame> FrameAsync(EngagementDb db, ClashQuestion question)
    {
        var saved = question.CohortId is null ? null : await db.Cohorts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == question.CohortId);
        var form = question.Form;
        var programId = saved?.ProgramId ?? form?.ProgramId;
        var forMinors = await db.Programs.Where(p => p.Id == programId).Select(p => p.ForMinors).FirstOrDefaultAsync();
        var zone = saved?.TimeZone ?? await db.OfficeZoneAsync();
        return form is not null
            ? new Frame(form.Name ?? "this cohort", forMinors, zone, form.SiteId, form.RoomId, form.StartDate, form.EndDate)
            : new Frame(saved?.Name ?? "this cohort", forMinors, zone, saved?.SiteId, saved?.RoomId, saved?.StartDate ?? DateOnly.MinValue, saved?.EndDate);
    }

    private static async Task<List<BusySession>> NamedAsync(EngagementDb db, List<BusySession> drafts)
    {
        var siteIds = drafts.Select(d => d.SiteId).Distinct().ToList();
        var roomIds = drafts.Select(d => d.RoomId).Distinct().ToList();
        var sites = await db.Sites.Where(s => siteIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name);
        var rooms = await db.Rooms.Where(r => roomIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name);
        return [.. drafts.Select(d => d with
        {
            Site = d.SiteId is { } s ? sites.GetValueOrDefault(s) : null,
            Room = d.RoomId is { } r ? rooms.GetValueOrDefault(r) : null,
        })];
    }

    private sealed record Frame(string Name, bool ForMinors, string TimeZone, Guid? SiteId, Guid? RoomId, DateOnly From, DateOnly? To);
}
