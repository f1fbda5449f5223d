using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>A person's whole history: cohorts, attendance, certificates.</summary>
public sealed class HistoryService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>Newest first.</summary>
    public async Task<Result<PersonHistory>> GetAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var steps = (await db.Enrollments.AsNoTracking().Where(e => e.PersonId == personId).Select(e => new { e.Id, e.History }).ToListAsync()).ToDictionary(e => e.Id, e => e.History);
        var cohorts = await db.Enrollments.AsNoTracking().Where(e => e.PersonId == personId)
            .Join(db.Cohorts, e => e.CohortId, c => c.Id, (e, c) => new { e, c })
            .OrderByDescending(x => x.e.AppliedAt).ThenBy(x => x.e.Id)
            .Select(x => new CohortLine(x.e.Id, x.c.Id, x.c.Name, x.e.Stage, x.e.AppliedAt, x.e.CompletedOn,
                db.Attendance.Count(a => a.EnrollmentId == x.e.Id && (a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late)),
                db.Sessions.Count(s => s.CohortId == x.c.Id && s.CancelledAt == null), steps[x.e.Id]))
            .ToListAsync();
        var certificates = await db.Certificates.AsNoTracking()
            .Where(c => db.Enrollments.Any(e => e.Id == c.EnrollmentId && e.PersonId == personId))
            .OrderByDescending(c => c.IssuedOn).ThenByDescending(c => c.Id)
            .Select(c => new CertificateLine(c.Id, c.Number, c.Content.ProgramName, c.IssuedOn, c.Status))
            .ToListAsync();
        var import = await db.People.Where(p => p.Id == personId && p.ImportId != null)
            .Join(db.Imports, p => p.ImportId, i => i.Id, (p, i) => new ImportLine(i.At, i.By)).FirstOrDefaultAsync();
        return new PersonHistory(cohorts, certificates, import);
    }
}

/// <summary>What a person took part in.</summary>
public sealed record PersonHistory(IReadOnlyList<CohortLine> Cohorts, IReadOnlyList<CertificateLine> Certificates, ImportLine? Import);

/// <summary>One cohort of a person. <paramref name="Attended"/> of <paramref name="Sessions"/> sessions that stand; every change of stage in <paramref name="Steps"/>, oldest first.</summary>
public sealed record CohortLine(
    Guid EnrollmentId, Guid CohortId, string Cohort, Stage Stage, DateTime AppliedAt, DateOnly? CompletedOn, int Attended, int Sessions, IReadOnlyList<StageChange> Steps);

/// <summary>One certificate of a person.</summary>
public sealed record CertificateLine(Guid Id, string Number, string Program, DateOnly IssuedOn, CertificateStatus Status);

/// <summary>The import that made a record: when (UTC) and by whom.</summary>
public sealed record ImportLine(DateTime At, string By);
