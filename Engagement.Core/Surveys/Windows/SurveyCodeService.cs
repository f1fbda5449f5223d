using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Somebody who has a pairing code.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="Name">The name.</param>
/// <param name="Code">The code; null where it is only printed, because confidentiality was promised.</param>
/// <param name="MayBeAsked">False when a guardian's consent is missing.</param>
public sealed record CodeRow(Guid EnrollmentId, string Name, string? Code, bool MayBeAsked);

/// <summary>The people of a cohort with their codes.</summary>
/// <param name="Cohort">The cohort's name.</param>
/// <param name="Promise">What is promised.</param>
/// <param name="People">One page of them, by name.</param>
public sealed record CodePage(string Cohort, Promise Promise, Page<CodeRow> People);

/// <summary>A card that was just made.</summary>
public sealed record NewCard(Guid EnrollmentId, string Name, string Code);

/// <summary>Pairing codes and tickets for staff. Nothing here knows answers.</summary>
public sealed class SurveyCodeService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Tickets that one window may have.</summary>
    public const int MostTickets = 1000;

    /// <summary>Everyone with a seat, late comers included; names are searched. Codes are told on the screen only where staff may see who answered.</summary>
    public async Task<Result<CodePage>> ListAsync(Actor actor, Guid cohortId, PageRequest page)
    {
        if ((actor.Lacks(Permission.ManageSurveys) ?? actor.Lacks(Permission.ReadPeople)) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var plan = await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == cohortId);
        if (plan is null) return new PlanMissing();
        if (plan.ListGone) return new ListIsGone();
        await Codes.EnsureAsync(db, cohortId);
        var missing = SurveyConsents.Missing(db, cohortId, await db.OfficeTodayAsync(clock));
        var shown = plan.Promise == Promise.Identified;
        var all = from e in db.Enrollments
                  join p in db.People on e.PersonId equals p.Id
                  join h in db.CodeHolders on e.Id equals h.EnrollmentId
                  join c in db.SurveyCodes on h.CodeId equals c.Id
                  where e.CohortId == cohortId && e.Seat != null
                  select new { e, p, c };
        foreach (var word in Text.Folded(page.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) all = all.Where(x => x.p.SortName.Contains(word));
        var rows = await all.OrderBy(x => x.p.SortName).ThenBy(x => x.e.Id)
            .Select(x => new CodeRow(x.e.Id, x.p.FamilyName == "" ? x.p.GivenName : x.p.GivenName + " " + x.p.FamilyName, shown ? x.c.Code : null, !missing.Any(m => m.Id == x.e.Id))).PageAsync(page);
        return new CodePage(await db.Cohorts.Where(c => c.Id == cohortId).Select(c => c.Name).SingleAsync(), plan.Promise, rows);
    }

    /// <summary>A new code for a lost card; the old one is worth nothing from now on, and the pair is kept. Somebody without a code gets the first one.</summary>
    public async Task<Result<NewCard>> ReplaceAsync(Actor actor, Guid enrollmentId)
    {
        if ((actor.Lacks(Permission.ManageSurveys) ?? actor.Lacks(Permission.ReadPeople)) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var person = await (from e in db.Enrollments
                            join p in db.People on e.PersonId equals p.Id
                            where e.Id == enrollmentId && e.Seat != null
                            select new { e.CohortId, p.GivenName, p.FamilyName }).FirstOrDefaultAsync();
        if (person is null) return new NotFound("This participant");
        var plan = await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == person.CohortId);
        if (plan is null) return new PlanMissing();
        if (plan.ListGone) return new ListIsGone();
        await Codes.EnsureAsync(db, person.CohortId);
        var codeId = await db.CodeHolders.Where(h => h.EnrollmentId == enrollmentId).Select(h => h.CodeId).SingleAsync();
        var code = await Codes.ReplaceAsync(db, codeId);
        // That it happened, not whose card it was: the trail outlives the list.
        db.AddAudit(person.CohortId, nameof(SurveyCode), "card replaced");
        await db.SaveChangesAsync();
        return new NewCard(enrollmentId, $"{person.GivenName} {person.FamilyName}".TrimEnd(), code);
    }

    /// <summary>Makes more tickets for an anonymous window; answers how many it has now.</summary>
    public async Task<Result<int>> AddTicketsAsync(Actor actor, Guid windowId, int count)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var window = await db.SurveyWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == windowId);
        if (window is not { Anonymous: true }) return new NotFound("The anonymous window");
        var before = await db.SurveyCodes.CountAsync(c => c.WindowId == windowId);
        if (new Check().Between(count, 1, MostTickets - before, "Count", "The number of tickets").Failed is { } wrong) return wrong;
        db.AddRange(Enumerable.Range(0, count).Select(_ => SurveyCode.Ticket(window)));
        await db.SaveChangesAsync();
        return before + count;
    }
}
