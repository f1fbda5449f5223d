using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Applications by the public, without an account.</summary>
public sealed class ApplyService(IDbContextFactory<EngagementDb> dbs, GroupCommit writer, TimeProvider clock)
{
    // As long as somebody may go back in the browser and send the same again.
    private static readonly TimeSpan SameFor = TimeSpan.FromHours(12);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Cohorts that take applications now, the next to begin first.</summary>
    [AnyoneMay("They are announced to the public.")]
    public async Task<IReadOnlyList<OpenCohort>> ListAsync()
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await OpenAsync(db, c => true);
    }

    /// <summary>One of them.</summary>
    [AnyoneMay("It is announced to the public.")]
    public async Task<Result<OpenCohort>> GetAsync(Guid cohortId)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return (await OpenAsync(db, c => c.Id == cohortId)).SingleOrDefault() is { } cohort ? cohort : new NotOpen();
    }

    /// <summary>
    /// Takes an application and answers its reference. While seats are left staff decide; when all are taken it waits in line at once.
    /// The same content sent again within hours, while nothing was decided, answers the first reference; it tells nothing that a first answer would not.
    /// </summary>
    [AnyoneMay("Anyone may ask for a seat; a new person is made and nothing of known people is told.")]
    public async Task<Result<string>> ApplyAsync(Guid cohortId, ApplyInput input, string language)
    {
        return await writer.WriteAsync<Result<string>>(Actor.Anyone, async db =>
        {
            if ((await OpenAsync(db, c => c.Id == cohortId)).SingleOrDefault() is not { } cohort) return new NotOpen();
            if (input.Problems(cohort.ForMinors) is { } invalid) return invalid;
            // A robot that filled the hidden field gets an answer like everybody, and nothing is stored.
            if (!string.IsNullOrEmpty(input.Website)) return CheckedCode.New(8);
            var key = input.Key(cohortId);
            while (await db.Enrollments.Where(e => e.FormKey == key).Select(e => new { e.Reference, e.Stage, e.AppliedAt }).FirstOrDefaultAsync() is { } before)
            {
                if (before.Stage is Stage.Applied or Stage.Waitlisted && before.AppliedAt > Now - SameFor) return before.Reference;
                key = input.Key(cohortId, before.Reference);
            }
            var person = input.ToPerson(cohort.ForMinors, language, Now);
            var enrollment = new Enrollment(cohortId, person.Id, Now) { FormKey = key };
            enrollment.Apply(Now, "public form");
            if (cohort.SeatsLeft == 0) enrollment.Wait(Now, "public form", "all seats were taken");
            db.AddRange(person, enrollment);
            await EnrollmentMail.QueueAsync(db, cohortId, [enrollment]);
            return enrollment.Reference;
        });
    }

    /// <summary>Where an application stands.</summary>
    [AnyoneMay("Only who has the reference can ask, and no name is told.")]
    public async Task<Result<ApplicationStatus>> StatusAsync(string? reference)
    {
        if (CheckedCode.Read(reference) is not { Length: 8 } code) return new NotFound("The application");
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await (from e in db.Enrollments
                      join c in db.Cohorts on e.CohortId equals c.Id
                      join p in db.Programs on c.ProgramId equals p.Id
                      where e.Reference == code
                      select new ApplicationStatus(code, p.Name, c.Name, e.Stage)).FirstOrDefaultAsync() is { } found ? found : new NotFound("The application");
    }

    private async Task<List<OpenCohort>> OpenAsync(EngagementDb db, System.Linq.Expressions.Expression<Func<Cohort, bool>> which)
    {
        // The database narrows down by dates with a day to spare; the local day of each cohort's zone decides.
        var (yesterday, tomorrow) = (DateOnly.FromDateTime(Now).AddDays(-1), DateOnly.FromDateTime(Now).AddDays(1));
        var found = await (
            from c in db.Cohorts.Where(which)
            join p in db.Programs on c.ProgramId equals p.Id
            join s in db.Sites on c.SiteId equals s.Id into sites
            from s in sites.DefaultIfEmpty()
            where c.Status == CohortStatus.Published && c.EnrollmentOpens != null && c.EnrollmentOpens <= tomorrow
                && (c.EnrollmentCloses == null || c.EnrollmentCloses >= yesterday)
            select new
            {
                c.Id,
                c.Name,
                c.Language,
                c.TimeZone,
                c.StartTime,
                c.Minutes,
                c.Capacity,
                c.EnrollmentOpens,
                c.EnrollmentCloses,
                Program = p.Name,
                p.Description,
                p.ForMinors,
                Site = s == null ? null : s.Name,
                Address = s == null ? null : s.Address,
                First = db.Sessions.Where(x => x.CohortId == c.Id && x.CancelledAt == null).Min(x => (DateOnly?)x.Date),
                Last = db.Sessions.Where(x => x.CohortId == c.Id && x.CancelledAt == null).Max(x => (DateOnly?)x.Date),
                Ends = db.Sessions.Where(x => x.CohortId == c.Id && x.CancelledAt == null).Max(x => (DateTime?)x.EndsUtc),
                Sessions = db.Sessions.Count(x => x.CohortId == c.Id && x.CancelledAt == null),
                Held = db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null),
            }).ToListAsync();
        return found
            .Where(f => IsOpen(f.TimeZone, f.EnrollmentOpens, f.EnrollmentCloses) && f.Ends > Now)
            .Select(f => new OpenCohort(f.Id, f.Program, f.Description, f.ForMinors, f.Name, f.Site, f.Address, f.Language,
                f.First!.Value, f.Last!.Value, f.Sessions, f.StartTime, f.Minutes, Math.Max(0, f.Capacity - f.Held), f.EnrollmentCloses))
            .OrderBy(c => c.First).ThenBy(c => c.Program, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
    }

    private bool IsOpen(string timeZone, DateOnly? opens, DateOnly? closes)
    {
        var today = clock.Today(timeZone);
        return opens <= today && (closes ?? today) >= today;
    }
}
