using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>The head of a roster: the cohort and how many are in which stage.</summary>
public sealed record RosterHead(Guid CohortId, string Program, string Cohort, bool ForMinors, int Capacity, Programs.WaitlistRule Rule, bool Open, IReadOnlyDictionary<Stage, int> Stages)
{
    /// <summary>Seats that are held.</summary>
    public int Held => Of(Stage.Enrolled) + Of(Stage.Completed);

    /// <summary>Seats that nobody has.</summary>
    public int Free => Math.Max(0, Capacity - Held);

    /// <summary>People in a stage.</summary>
    public int Of(Stage stage) => Stages.GetValueOrDefault(stage);
}

/// <summary>One line of a roster. The contact is that of <paramref name="Guardian"/> where one is named.</summary>
public sealed record RosterRow(
    Guid EnrollmentId, Guid PersonId, string Name, bool Minor, string? Guardian, string? Contact, Stage Stage, int? Seat, DateTime AppliedAt, string Reference, string CardCode, int Attended);

/// <summary>A cohort with applications that wait for a decision.</summary>
public sealed record OpenApplications(Guid CohortId, string Program, string Cohort, int Applied, int Waitlisted, int SeatsLeft, DateTime Oldest);

/// <summary>Somebody who could be added.</summary>
public sealed record PersonHit(Guid Id, string Name, string? Contact, Stage? Stage);

/// <summary>Reads rosters; nobody without the right to read people.</summary>
public sealed class RosterService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>The cohort and its counts: two SELECTs.</summary>
    public async Task<Result<RosterHead>> HeadAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var c = await (from cohort in db.Cohorts
                       join program in db.Programs on cohort.ProgramId equals program.Id
                       where cohort.Id == cohortId
                       select new { program.Name, Cohort = cohort.Name, program.ForMinors, cohort.Capacity, cohort.Waitlist, cohort.Status }).FirstOrDefaultAsync();
        if (c is null) return new NotFound("The cohort");
        var stages = await db.Enrollments.Where(e => e.CohortId == cohortId).GroupBy(e => e.Stage).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return new RosterHead(cohortId, c.Name, c.Cohort, c.ForMinors, c.Capacity, c.Waitlist, c.Status is Programs.CohortStatus.Draft or Programs.CohortStatus.Published, stages);
    }

    /// <summary>
    /// A page of people, of one stage or of all. Sorts: "name" (default), "applied" (the order of the waitlist), "seat".
    /// Search looks in names and contacts, and takes a reference or a card code.
    /// </summary>
    public async Task<Result<Page<RosterRow>>> ListAsync(Actor actor, Guid cohortId, Stage? stage, PageRequest page)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var all = from e in db.Enrollments
                  join p in db.People on e.PersonId equals p.Id
                  where e.CohortId == cohortId && (stage == null || e.Stage == stage)
                  select new { e, p };
        var words = Text.Folded(page.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (CheckedCode.Read(page.Search) is { } code && words is [var one])
            all = all.Where(x => x.e.Reference == code || x.e.CardCode == code || x.p.SearchText.Contains(one));
        else if (CheckedCode.Read(page.Search) is { } printed)
            all = all.Where(x => x.e.Reference == printed || x.e.CardCode == printed);
        else
            foreach (var word in words.Take(6)) all = all.Where(x => x.p.SearchText.Contains(word));
        var total = await all.CountAsync();
        var sorted = (page.Sort, page.Descending) switch
        {
            ("applied", false) => all.OrderBy(x => x.e.AppliedAt).ThenBy(x => x.e.Id),
            ("applied", true) => all.OrderByDescending(x => x.e.AppliedAt).ThenByDescending(x => x.e.Id),
            ("seat", false) => all.OrderBy(x => x.e.Seat == null).ThenBy(x => x.e.Seat).ThenBy(x => x.e.AppliedAt),
            ("seat", true) => all.OrderByDescending(x => x.e.Seat).ThenBy(x => x.e.AppliedAt),
            (_, true) => all.OrderByDescending(x => x.p.SortName).ThenBy(x => x.e.Id),
            _ => all.OrderBy(x => x.p.SortName).ThenBy(x => x.e.Id),
        };
        var rows = await sorted.Skip(page.Skip).Take(page.Take).Select(x => new RosterRow(
            x.e.Id, x.p.Id, Person.WholeName(x.p.GivenName, x.p.FamilyName), x.p.Age != AgeBand.Adult,
            x.p.Email != null || x.p.Phone != null ? null : x.p.Guardians.OrderBy(g => g.Id).Select(g => g.Name).FirstOrDefault(),
            x.p.Email ?? x.p.Phone ?? x.p.Guardians.OrderBy(g => g.Id).Select(g => g.Phone ?? g.Email).FirstOrDefault(),
            x.e.Stage, x.e.Seat, x.e.AppliedAt, x.e.Reference, x.e.CardCode,
            db.Attendance.Count(a => a.EnrollmentId == x.e.Id && (a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late)))).ToListAsync();
        return new Page<RosterRow>(rows, total);
    }

    /// <summary>People by name or contact, at most eight, with their stage if they are in the cohort.</summary>
    public async Task<Result<IReadOnlyList<PersonHit>>> FindPeopleAsync(Actor actor, Guid cohortId, string? search)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        var words = Text.Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Sum(w => w.Length) < 2) return new List<PersonHit>();
        await using var db = await dbs.OpenAsync(actor);
        var people = db.LivePeople;
        foreach (var word in words.Take(6)) people = people.Where(p => p.SearchText.Contains(word));
        return await people.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(8)
            .Select(p => new PersonHit(p.Id, Person.WholeName(p.GivenName, p.FamilyName), p.Email ?? p.Phone,
                db.Enrollments.Where(e => e.CohortId == cohortId && e.PersonId == p.Id).Select(e => (Stage?)e.Stage).FirstOrDefault())).ToListAsync();
    }

    /// <summary>Cohorts in which somebody waits for a decision, the longest waiting first. No names.</summary>
    public async Task<Result<IReadOnlyList<OpenApplications>>> WaitingAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageEnrollments) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var waiting = await db.Enrollments.Where(e => e.Stage == Stage.Applied || e.Stage == Stage.Waitlisted)
            .GroupBy(e => e.CohortId)
            .Select(g => new { Id = g.Key, Applied = g.Count(e => e.Stage == Stage.Applied), All = g.Count(), Oldest = g.Min(e => e.AppliedAt) }).ToDictionaryAsync(g => g.Id);
        var ids = waiting.Keys.ToList();
        var cohorts = await (from c in db.Cohorts
                             join p in db.Programs on c.ProgramId equals p.Id
                             where ids.Contains(c.Id) && (c.Status == Programs.CohortStatus.Draft || c.Status == Programs.CohortStatus.Published)
                             select new { c.Id, Program = p.Name, c.Name, c.Capacity, Held = db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null) }).ToListAsync();
        return cohorts.Select(c => (c, w: waiting[c.Id])).OrderBy(x => x.w.Oldest)
            .Select(x => new OpenApplications(x.c.Id, x.c.Program, x.c.Name, x.w.Applied, x.w.All - x.w.Applied, Math.Max(0, x.c.Capacity - x.c.Held), x.w.Oldest)).ToList();
    }
}
