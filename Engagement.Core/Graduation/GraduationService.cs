using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Graduation;

/// <summary>The one place where completion turns into certificates and liaison accounts: rehearsal first, then one action that can't happen twice.</summary>
public sealed class GraduationService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IAccountMail mail)
{
    /// <summary>Who would complete, who would not and why, and what is wrong. Changes nothing.</summary>
    public async Task<Result<Rehearsal>> RehearseAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await GraduationStage.LoadAsync(db, cohortId, clock) is { } stage ? stage.Rehearse() : new NotFound("This cohort");
    }

    /// <summary>
    /// Issues the certificates that the rehearsal with this fingerprint showed, completes the enrollments, makes and renews liaisons and closes the cohort,
    /// in one transaction. A second run, at the same time or later, finds nothing left to do and changes nothing.
    /// </summary>
    /// <param name="actor">Who graduates.</param>
    /// <param name="cohortId">The cohort.</param>
    /// <param name="fingerprint">Of the rehearsal that was shown.</param>
    /// <param name="adults">By enrollment of a minor: the adult, as typed, under whose name a youth liaison's requests are entered.</param>
    public async Task<Result<GraduationOutcome>> GraduateAsync(Actor actor, Guid cohortId, string fingerprint, IReadOnlyDictionary<Guid, string>? adults = null)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Cohorts.Where(c => c.Id == cohortId).ExecuteUpdateAsync(s => s.SetProperty(c => c.SeatLock, c => c.SeatLock + 1));
        if (await GraduationStage.LoadAsync(db, cohortId, clock) is not { } stage) return new NotFound("This cohort");

        var rehearsal = stage.Rehearse();
        var before = rehearsal.Rows.Count(r => r.Outcome == Outcome.Graduated);
        adults ??= new Dictionary<Guid, string>();
        var nothing = rehearsal.Graduating + rehearsal.Accounts == 0 && adults.Values.All(string.IsNullOrWhiteSpace);
        if (stage.Cohort.Status == CohortStatus.Closed && nothing) return new GraduationOutcome(0, before);
        if (rehearsal.Blockers.Count > 0) return new NotReady(rehearsal.Blockers[0]);
        if (rehearsal.Fingerprint != fingerprint) return new RehearsalChanged();

        List<RehearsalRow> graduating = [.. rehearsal.Rows.Where(r => r.Outcome == Outcome.Graduates)];
        var issued = await IssueAsync(db, actor, stage, graduating);
        var liaisons = LiaisonOutcome.None;
        if (stage.Liaisons is { } side)
        {
            var joined = await side.IssueAsync(db, actor, mail, rehearsal.Rows, adults, clock.GetUtcNow().UtcDateTime);
            if (!joined.Ok) return joined.Error;
            liaisons = joined.Value;
        }
        stage.Close(clock.GetUtcNow().UtcDateTime);
        // Somebody may have become a liaison in another cohort at the same moment.
        if (await db.TrySaveAsync("This cohort", new RehearsalChanged()) is { } changed) return changed;
        await TellAsync(db, cohortId, [.. graduating.Select(r => r.EnrollmentId)]);
        await transaction.CommitAsync();
        return new GraduationOutcome(issued, before) { Liaisons = liaisons };
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
        var numbers = await CertificateNumbers.TakeAsync(db, stage.Program.Slug, today.Year, rows.Count);
        foreach (var (row, number) in rows.Zip(numbers))
        {
            db.Certificates.Add(new Certificate(Certificate.KeyOf(row.EnrollmentId), number, row.EnrollmentId, stage.Cohort.Id, stage.ContentOf(row.EnrollmentId), today));
            enrollments[row.EnrollmentId].Complete(today, clock.GetUtcNow().UtcDateTime, actor.Name);
        }
        return rows.Count;
    }
}
