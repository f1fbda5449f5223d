using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Applications by the public, without an account.</summary>
public sealed class ApplyService(IDbContextFactory<EngagementDb> dbs, ApplyWriter writer, TimeProvider clock)
{
    /// <summary>Cohorts that take applications now, the next to begin first.</summary>
    [AnyoneMay("They are announced to the public.")]
    public async Task<IReadOnlyList<OpenCohort>> ListAsync()
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await OpenCohorts.LoadAsync(db, c => true, clock);
    }

    /// <summary>One of them.</summary>
    [AnyoneMay("It is announced to the public.")]
    public async Task<Result<OpenCohort>> GetAsync(Guid cohortId)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return (await OpenCohorts.LoadAsync(db, c => c.Id == cohortId, clock)).SingleOrDefault() is { } cohort ? cohort : new NotOpen();
    }

    /// <summary>
    /// Takes an application and answers its reference. While seats are left staff decide; when all are taken it waits in line at once.
    /// The same content sent again within hours, while nothing was decided, answers the first reference; it tells nothing that a first answer would not.
    /// </summary>
    [AnyoneMay("Anyone may ask for a seat; a new person is made and nothing of known people is told.")]
    public Task<Result<string>> ApplyAsync(Guid cohortId, ApplyInput input, string language) => writer.AddAsync(new(cohortId, input, language));

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
}
