using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Graduation;

/// <summary>The one place where completion turns into certificates: rehearsal first, then one action that can't happen twice.</summary>
public sealed class GraduationService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Who would complete, who would not and why, and what is wrong. Changes nothing.</summary>
    public async Task<Result<Rehearsal>> RehearseAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await GraduationStage.LoadAsync(db, cohortId, clock) is { } stage ? stage.Rehearse() : new NotFound("This cohort");
    }

    /// <summary>
    /// Issues the certificates that the rehearsal with this fingerprint showed, completes the enrollments and closes the cohort, in one transaction.
    /// A second run, at the same time or later, finds nothing left to do and changes nothing.
    /// </summary>
    public async Task<Result<GraduationOutcome>> GraduateAsync(Actor actor, Guid cohortId, string fingerprint)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Cohorts.Where(c => c.Id == cohortId).ExecuteUpdateAsync(s => s.SetProperty(c => c.SeatLock, c => c.SeatLock + 1));
        if (await GraduationStage.LoadAsync(db, cohortId, clock) is not { } stage) return new NotFound("This cohort");

        var rehearsal = stage.Rehearse();
        var before = rehearsal.Rows.Count(r => r.Outcome == Outcome.Graduated);
        if (stage.Cohort.Status == CohortStatus.Closed && rehearsal.Graduating == 0) return new GraduationOutcome(0, before);
        if (rehearsal.Blockers.Count > 0) return new NotReady(rehearsal.Blockers[0]);
        if (rehearsal.Fingerprint != fingerprint) return new RehearsalChanged();

        List<RehearsalRow> graduating = [.. rehearsal.Rows.Where(r => r.Outcome == Outcome.Graduates)];
        var issued = await IssueAsync(db, actor, stage, graduating);
        stage.Close(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        await TellAsync(db, cohortId, [.. graduating.Select(r => r.EnrollmentId)]);
        await transaction.CommitAsync();
        return new GraduationOutcome(issued, before);
    }

    private static async Task TellAsync(EngagementDb db, Guid cohortId, List<Guid> enrollments)
    {
        var people = await db.Enrollments.Where(e => enrollments.Contains(e.Id)).Select(e => e.PersonId).ToListAsync();
        await db.QueueNoticesAsync(people.ConvertAll(p => new MailNotice(MailKind.Completion, cohortId, p) { CohortId = cohortId }));
        await db.SaveChangesAsync();
    }

    private async Task<int> IssueAsync(EngagementDb db, Actor actor, GraduationStage stage, List<RehearsalRow> rows)
    {
        if (rows.Count == 0) return 0;
        var today = clock.Today(stage.Cohort.TimeZone);
        var ids = rows.Select(r => r.EnrollmentId).ToList();
        var enrollments = await db.Enrollments.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id);
        var numbers = await NumberSeries.TakeAsync(db, stage.Program.Slug, today.Year, rows.Count);
        foreach (var (row, number) in rows.Zip(numbers))
        {
            db.Certificates.Add(new Certificate(Certificate.KeyOf(row.EnrollmentId), number, row.EnrollmentId, stage.Cohort.Id, stage.ContentOf(row.EnrollmentId), today));
            enrollments[row.EnrollmentId].Complete(today, clock.GetUtcNow().UtcDateTime, actor.Name);
        }
        return rows.Count;
    }
}
