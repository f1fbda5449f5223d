using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>One participant's progress.</summary>
public sealed record ProgressRow(Guid EnrollmentId, Guid PersonId, string Name, Stage Stage, DateOnly? CompletedOn, string? Granted, Completion Completion);

/// <summary>Everybody's progress in a cohort.</summary>
public sealed record CohortProgress(Guid CohortId, CompletionRule Rule, IReadOnlyList<CompletionSession> Sessions, IReadOnlyList<ProgressRow> Rows);

/// <summary>Completion of whole cohorts, and granting it by hand.</summary>
public sealed class CompletionService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Progress of everyone who has a seat or has completed, by family name; four queries whatever the size.</summary>
    public async Task<Result<CohortProgress>> OfCohortAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await LoadAsync(db, cohortId, clock.GetUtcNow().UtcDateTime) is { } progress ? progress : new NotFound("This cohort");
    }

    /// <summary>Grants completion to somebody who does not meet the rule. The reason is kept and shown.</summary>
    public async Task<Result> GrantAsync(Actor actor, Guid enrollmentId, string? reason)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        if (new Check().Required(reason, "Reason", "The reason", 300).Failed is { } failed) return failed;
        return await SetAsync(actor, enrollmentId, Text.Clean(reason));
    }

    /// <summary>Takes a grant back, as long as the person has not graduated.</summary>
    public async Task<Result> TakeBackAsync(Actor actor, Guid enrollmentId)
    {
        if (actor.Lacks(Permission.IssueCertificates) is { } no) return no;
        return await SetAsync(actor, enrollmentId, null);
    }

    private async Task<Result> SetAsync(Actor actor, Guid enrollmentId, string? reason)
    {
        await using var db = await dbs.OpenAsync(actor);
        var enrollment = await db.Enrollments.FirstOrDefaultAsync(e => e.Id == enrollmentId);
        if (enrollment is null) return new NotFound("This enrollment");
        if (enrollment.Stage != Stage.Enrolled) return new NotEnrolled();
        enrollment.CompletionReason = reason;
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Stale("This enrollment");
        }
        return Result.Success;
    }

    /// <summary>For services of higher rooms, inside their own unit of work; null when there is no such cohort.</summary>
    internal static async Task<CohortProgress?> LoadAsync(EngagementDb db, Guid cohortId, DateTime utcNow)
    {
        var rule = await db.Cohorts.Where(c => c.Id == cohortId)
            .Join(db.Programs, c => c.ProgramId, p => p.Id, (c, p) => p).AsNoTracking().FirstOrDefaultAsync();
        if (rule is null) return null;
        var sessions = await db.Sessions.Where(s => s.CohortId == cohortId && s.CancelledAt == null).OrderBy(s => s.StartsUtc)
            .Select(s => new CompletionSession(s.Id, s.Number, s.EndsUtc <= utcNow, s.Minutes)).ToListAsync();
        var people = await db.Enrollments.Where(e => e.CohortId == cohortId && (e.Stage == Stage.Enrolled || e.Stage == Stage.Completed))
            .Join(db.People, e => e.PersonId, p => p.Id, (e, p) => new { e.Id, e.PersonId, e.Stage, e.CompletedOn, e.CompletionReason, e.SurveyHandedIn, p.GivenName, p.FamilyName, p.NameAsPrinted, p.SortName })
            .OrderBy(r => r.SortName).ThenBy(r => r.Id).ToListAsync();
        var marks = await db.Attendance.Where(a => a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late)
            .Join(db.Enrollments.Where(e => e.CohortId == cohortId), a => a.EnrollmentId, e => e.Id, (a, e) => new { e.Id, a.SessionId }).ToListAsync();
        var attended = marks.ToLookup(m => m.Id, m => m.SessionId);
        var rows = people.Select(p => new ProgressRow(p.Id, p.PersonId,
            p.NameAsPrinted ?? Person.WholeName(p.GivenName, p.FamilyName), p.Stage, p.CompletedOn, p.CompletionReason,
            Completion.Of(rule.Rule, sessions, attended[p.Id].ToHashSet(), p.SurveyHandedIn, p.CompletionReason)));
        return new CohortProgress(cohortId, rule.Rule, sessions, [.. rows]);
    }
}
