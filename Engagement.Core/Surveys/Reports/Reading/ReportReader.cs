using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Everything that reports of a program are made of, read in a fixed number of queries.</summary>
internal sealed class ReportReader(EngagementDb db, DateTime utcNow)
{
    /// <summary>The program's cohorts that have windows of the kind, in the order in which they ended; those still going on, too.</summary>
    public async Task<List<ReportCohort>> CohortsAsync(Guid programId, ReportKind kind)
    {
        var kinds = Kinds(kind);
        var windows = (await db.SurveyWindows.AsNoTracking().Where(w => kinds.Contains(w.Kind) && db.Cohorts.Any(c => c.Id == w.CohortId && c.ProgramId == programId)).ToListAsync())
            .OrderBy(w => w.OpensAt ?? DateTime.MaxValue).ThenBy(w => w.Id).ToLookup(w => w.CohortId);
        var plans = await db.SurveyPlans.AsNoTracking().Where(p => db.Cohorts.Any(c => c.Id == p.CohortId && c.ProgramId == programId)).ToDictionaryAsync(p => p.CohortId);
        var cohorts = await (
            from c in db.Cohorts
            where c.ProgramId == programId && db.SurveyWindows.Any(w => w.CohortId == c.Id && kinds.Contains(w.Kind))
            join s in db.Sites on c.SiteId equals (Guid?)s.Id into sites
            from s in sites.DefaultIfEmpty()
            select new
            {
                c.Id,
                c.Name,
                c.SiteId,
                Site = s == null ? null : s.Name,
                c.StartDate,
                c.ClosedAt,
                Sessions = c.Sessions.Count(x => x.CancelledAt == null),
                Ended = c.Sessions.Where(x => x.CancelledAt == null).Max(x => (DateTime?)x.EndsUtc),
            }).ToListAsync();
        return [.. cohorts.OrderBy(c => c.Ended ?? DateTime.MaxValue).ThenBy(c => c.Id)
            .Select(c => new ReportCohort(c.Id, c.Name, c.SiteId, c.Site, c.StartDate, new(c.Sessions, c.ClosedAt is not null || c.Ended <= utcNow, c.Ended))
            {
                Plan = plans.GetValueOrDefault(c.Id),
                Windows = [.. windows[c.Id]],
            })];
    }

    /// <summary>All versions of the instruments of the windows, the newest of each instrument first, with the instruments' names.</summary>
    public async Task<List<(SurveyVersion Version, string Survey)>> VersionsAsync(IReadOnlyList<ReportCohort> cohorts)
    {
        var order = cohorts.SelectMany(c => c.Windows).OrderBy(w => w.Kind).Select(w => w.SurveyId).Distinct().ToList();
        var found = await db.SurveyVersions.AsNoTracking().Where(v => v.PublishedAt != null && order.Contains(v.SurveyId))
            .Join(db.Surveys, v => v.SurveyId, s => s.Id, (v, s) => new { Version = v, s.Name }).ToListAsync();
        return [.. found.OrderBy(f => order.IndexOf(f.Version.SurveyId)).ThenByDescending(f => f.Version.Number).Select(f => (f.Version, f.Name))];
    }

    /// <summary>Pairing codes of the cohorts, with the attendance that was kept when the list was destroyed.</summary>
    public Task<Dictionary<Guid, int?>> CodesAsync(List<Guid> cohorts) =>
        db.SurveyCodes.Where(c => cohorts.Contains(c.CohortId) && c.WindowId == null).Select(c => new { c.Id, c.Attended }).ToDictionaryAsync(c => c.Id, c => c.Attended);

    /// <summary>Everybody who had a seat, with attendance and consents: no names. Who left is known only while the list exists.</summary>
    public async Task<List<SeatRow>> SeatsAsync(List<Guid> cohorts)
    {
        var rows = await (
            from e in db.Enrollments
            where cohorts.Contains(e.CohortId)
            join p in db.People on e.PersonId equals p.Id
            join h in db.CodeHolders on e.Id equals h.EnrollmentId into holders
            from h in holders.DefaultIfEmpty()
            where e.Stage == Stage.Enrolled || e.Stage == Stage.Completed || (e.Stage == Stage.Withdrawn && h != null)
            select new { e.Id, e.CohortId, e.PersonId, e.Stage, p.Age, Code = h == null ? null : (Guid?)h.CodeId }).ToListAsync();
        var attended = await db.Attendance.Where(a => a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late)
            .Join(db.Enrollments.Where(e => cohorts.Contains(e.CohortId)), a => a.EnrollmentId, e => e.Id, (a, e) => e.Id)
            .GroupBy(id => id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var consents = (await db.Consents.Where(c => c.Purpose == ConsentPurpose.Survey && c.WithdrawnAt == null && db.Enrollments.Any(e => e.PersonId == c.PersonId && cohorts.Contains(e.CohortId)))
            .Select(c => new { c.PersonId, c.SignedOn, c.ExpiresOn }).ToListAsync()).ToLookup(c => c.PersonId, c => (c.SignedOn, c.ExpiresOn));
        return rows.ConvertAll(r => new SeatRow(r.Id, r.CohortId, r.Stage, r.Age != AgeBand.Adult, r.Code) { Attended = attended.GetValueOrDefault(r.Id), Consents = [.. consents[r.PersonId]] });
    }

    /// <summary>Who was marked as not there at the sessions of the windows.</summary>
    public async Task<HashSet<(Guid Session, Guid Enrollment)>> AbsencesAsync(List<Guid> sessions) => sessions.Count == 0 ? []
        : [.. (await db.Attendance.Where(a => sessions.Contains(a.SessionId) && (a.Mark == AttendanceMark.Absent || a.Mark == AttendanceMark.Excused))
            .Select(a => new { a.SessionId, a.EnrollmentId }).ToListAsync()).Select(a => (a.SessionId, a.EnrollmentId))];

    /// <summary>The responses of the windows, one by one as they are read: no entities, no order.</summary>
    public IAsyncEnumerable<ResponseRow> ResponsesAsync(List<Guid> windows) =>
        db.SurveyResponses.Where(r => windows.Contains(r.WindowId))
            .Select(r => new ResponseRow(r.Id, r.WindowId, r.VersionId, r.CodeId, r.Progress == Progress.Done, r.CodeRepaired, r.Answers)).AsAsyncEnumerable();

    /// <summary>All tags on answers in a program.</summary>
    public Task<List<AnswerTag>> TagsAsync(Guid programId) => (
        from t in db.AnswerTags.AsNoTracking()
        join r in db.SurveyResponses on t.ResponseId equals r.Id
        join w in db.SurveyWindows on r.WindowId equals w.Id
        join c in db.Cohorts on w.CohortId equals c.Id
        where c.ProgramId == programId
        select t).ToListAsync();

    private static WindowKind[] Kinds(ReportKind kind) => kind switch
    {
        ReportKind.Feedback => [WindowKind.Feedback],
        ReportKind.FollowUp => [WindowKind.FollowUp],
        _ => [WindowKind.Pre, WindowKind.Post],
    };
}

/// <summary>A stored response.</summary>
internal sealed record ResponseRow(Guid Id, Guid Window, Guid Version, Guid? Code, bool Done, bool Repaired, string Answers);
