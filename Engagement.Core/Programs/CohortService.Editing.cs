using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

public sealed partial class CohortService
{
    /// <summary>The sessions that <see cref="CreateAsync"/> and <see cref="CopyAsync"/> would make, with the dates they skip.</summary>
    public async Task<Result<Schedule>> PreviewAsync(Actor actor, CohortInput input)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await ProposeAsync(db, input, await db.OfficeZoneAsync());
    }

    /// <summary>Makes a draft with the sessions of its plan; gives its id.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, CohortInput input)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var made = await DraftAsync(db, input);
        if (!made.Ok) return made.Error;
        db.Cohorts.Add(made.Value);
        await db.SaveChangesAsync();
        return made.Value.Id;
    }

    /// <summary>The form for an existing cohort.</summary>
    public async Task<Result<CohortInput>> InputAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Cohorts.AsNoTracking().Include(c => c.Sessions).FirstOrDefaultAsync(c => c.Id == id) is { } c
            ? Filled(c)
            : new NotFound("The cohort");
    }

    /// <summary>The form for a copy of a cohort: same shape, starting in a week's time, dates for applications left open.</summary>
    public async Task<Result<CohortInput>> CopyInputAsync(Actor actor, Guid id)
    {
        var found = await InputAsync(actor, id);
        if (!found.Ok) return found;
        var input = found.Value;
        await using var db = await dbs.OpenAsync(actor);
        var today = clock.Today(await db.OfficeZoneAsync());
        (input.Version, input.Name) = (0, $"{input.Name} (copy)");
        (input.StartDate, input.EndDate, input.EnrollmentOpens, input.EnrollmentCloses) = (today.AddDays(7), null, null, null);
        return input;
    }

    /// <summary>
    /// A new draft after the pattern of any other cohort: topics, plans, materials, departments, partners and other places are kept, in order;
    /// participants, presenters, notes and recaps are not. Sessions beyond the pattern's are left empty.
    /// </summary>
    public async Task<Result<Guid>> CopyAsync(Actor actor, Guid patternId, CohortInput input)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Cohorts.AsNoTracking().Include(c => c.Sessions).FirstOrDefaultAsync(c => c.Id == patternId) is not { } pattern) return new NotFound("The cohort");
        var made = await DraftAsync(db, input);
        if (!made.Ok) return made.Error;
        foreach (var (session, old) in made.Value.Sessions.OrderBy(s => s.Number).Zip(pattern.Sessions.Where(s => s.Stands).OrderBy(s => s.Number)))
            session.TakeAfter(old, keepPlace: made.Value.SiteId == pattern.SiteId);
        db.Cohorts.Add(made.Value);
        await db.SaveChangesAsync();
        return made.Value.Id;
    }

    private async Task<Result<Cohort>> DraftAsync(EngagementDb db, CohortInput input)
    {
        if (input.Wrong() is { } wrong) return wrong;
        if (await WrongPlaceAsync(db, input) is { } nowhere) return nowhere;
        var program = await db.Programs.AsNoTracking().FirstOrDefaultAsync(p => p.Id == input.ProgramId);
        if (program is null) return new Invalid(nameof(CohortInput.ProgramId), "This program is not there any more. Choose another.");
        var zone = await db.OfficeZoneAsync();
        var schedule = await ProposeAsync(db, input, zone);
        if (!schedule.Ok) return schedule.Error;
        var cohort = new Cohort(program.Id, Text.Clean(input.Name)!) { TimeZone = zone };
        cohort.Take(input, UtcNow);
        foreach (var line in schedule.Value.Sessions) cohort.AddSession(line.Date);
        return cohort;
    }

    private static async Task<Result<Schedule>> ProposeAsync(EngagementDb db, CohortInput input, string zone) =>
        ScheduleGenerator.Propose(input.Plan(zone), await ClosedDays.LoadAsync(db, input.StartDate));

    private static async Task<Invalid?> WrongPlaceAsync(EngagementDb db, CohortInput input)
    {
        if (input.SiteId is { } site && !await db.Sites.AnyAsync(s => s.Id == site)) return new(nameof(CohortInput.SiteId), "This site is not there any more. Choose another.");
        if (input.RoomId is { } room && !await db.Rooms.AnyAsync(r => r.Id == room && r.SiteId == input.SiteId)) return new(nameof(CohortInput.RoomId), "Choose a room of the chosen site.");
        return null;
    }

    private static CohortInput Filled(Cohort c) => new()
    {
        Version = c.Version,
        ProgramId = c.ProgramId,
        Name = c.Name,
        SiteId = c.SiteId,
        RoomId = c.RoomId,
        Host = c.Host,
        Language = c.Language,
        Capacity = c.Capacity,
        EnrollmentOpens = c.EnrollmentOpens,
        EnrollmentCloses = c.EnrollmentCloses,
        Weekdays = c.Weekdays,
        StartDate = c.StartDate,
        EndDate = c.EndDate,
        StartTime = c.StartTime,
        Minutes = c.Minutes,
        Sessions = c.Sessions.Count(s => s.Stands),
        Waitlist = c.Waitlist,
        OfferHours = c.OfferHours,
        Notes = c.Notes,
    };
}
