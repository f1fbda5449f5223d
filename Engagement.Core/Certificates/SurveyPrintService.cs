using Engagement.Core.Accounts;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>Cards, tickets, the list of codes and forms of surveys, as PDF. What shows names needs the right to read people.</summary>
public sealed class SurveyPrintService(IDbContextFactory<EngagementDb> dbs, LinkService links, TimeProvider clock)
{
    /// <summary>Cards with the pairing codes of a cohort, or of one participant; with names to hand them out, or without.</summary>
    public Task<Result<Download>> CardsAsync(Actor actor, Guid cohortId, bool names, Guid? enrollmentId = null) => WithListAsync(actor, cohortId, "cards printed", async (job, holders) =>
    {
        var chosen = holders.Where(h => enrollmentId is null || h.EnrollmentId == enrollmentId).ToList();
        if (chosen.Count == 0) return new NobodyEnrolled();
        // Without names in the order of codes, so that the order tells nothing.
        var cards = (names ? chosen : [.. chosen.OrderBy(h => h.Code, StringComparer.Ordinal)]).ConvertAll(h => new CodeCard(h.Code, job.Link(h.Code), names ? h.Name : null));
        return Pdf("Survey cards.pdf", SurveyCards.Make(job.Cohort, cards, tickets: false, job.Office, job.Today));
    });

    /// <summary>The list of names and codes that staff keep locked away.</summary>
    public Task<Result<Download>> RosterAsync(Actor actor, Guid cohortId) => WithListAsync(actor, cohortId, "list of codes printed", (job, holders) =>
    {
        if (holders.Count == 0) return Task.FromResult<Result<Download>>(new NobodyEnrolled());
        var note = job.Plan is { Promise: Promise.Confidential, ListUntil: { } until } ? $"Confidential: keep it locked away, and destroy it on {When.Date(until)} at the latest." : "Keep it locked away.";
        var text = new SheetText("Survey codes", job.Cohort, $"Survey codes, {When.Date(job.Today)}", note, "Code");
        return Task.FromResult<Result<Download>>(Pdf("Survey codes.pdf", SignInSheet.Make(text, [.. holders.Select(h => (h.Name, CheckedCode.Print(h.Code)))], job.Office, job.Today)));
    });

    /// <summary>The unused one-use tickets of an anonymous window.</summary>
    public async Task<Result<Download>> TicketsAsync(Actor actor, Guid windowId)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.SurveyWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == windowId && w.Anonymous) is not { } window) return new NotFound("The anonymous window");
        var job = await JobAsync(db, window.CohortId);
        if (!job.Ok) return job.Error;
        var codes = await TicketsAsync(db, windowId);
        if (codes.Count == 0) return new NoTickets();
        var survey = await db.Surveys.Where(s => s.Id == window.SurveyId).Select(s => s.Name).SingleAsync();
        return Pdf("Survey tickets.pdf", SurveyCards.Make($"{job.Value.Cohort}, {survey}", codes.ConvertAll(c => new CodeCard(c, job.Value.Link(c), null)), tickets: true, job.Value.Office, job.Value.Today));
    }

    /// <summary>
    /// Forms on paper: one for each participant who may be asked, with names to hand them out or without; one for each unused ticket;
    /// or with <paramref name="blank"/> a single one on which the code of the card is written.
    /// </summary>
    public async Task<Result<Download>> FormsAsync(Actor actor, Guid windowId, string? language, bool names, bool blank)
    {
        if ((actor.Lacks(Permission.ManageSurveys) ?? (names ? actor.Lacks(Permission.ReadPeople) : null)) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.SurveyWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == windowId) is not { } window) return new NotFound("The window");
        var version = await db.SurveyVersions.AsNoTracking().SingleAsync(v => v.Id == window.VersionId);
        var spoken = version.Content.Languages.FirstOrDefault(l => l == language) ?? version.Content.Languages[0];
        if (Unprintable(version.Content, spoken) is { } unprintable) return unprintable;
        async Task<Result<Download>> MakeAsync(Job job, List<FormCopy> copies) =>
            copies.Count == 0 ? window.Anonymous ? new NoTickets() : new NobodyEnrolled() : await Task.FromResult(Pdf("Survey on paper.pdf", SurveyForm.Make(version, spoken, job.Cohort, copies, job.Office, job.Today)));
        if (!blank && !window.Anonymous)
            return await WithListAsync(actor, window.CohortId, "forms printed", (job, holders) =>
                MakeAsync(job, (names ? holders : [.. holders.OrderBy(h => h.Code, StringComparer.Ordinal)]).Where(h => h.MayBeAsked).Select(h => new FormCopy(h.Code, job.Link(h.Code), names ? h.Name : null)).ToList()));
        var made = await JobAsync(db, window.CohortId);
        if (!made.Ok) return made.Error;
        return await MakeAsync(made.Value, blank ? [new FormCopy(null, null, null)] : (await TicketsAsync(db, windowId)).ConvertAll(c => new FormCopy(c, made.Value.Link(c), null)));
    }

    private async Task<Result<Download>> WithListAsync(Actor actor, Guid cohortId, string action, Func<Job, List<Holder>, Task<Result<Download>>> make)
    {
        if ((actor.Lacks(Permission.ManageSurveys) ?? actor.Lacks(Permission.ReadPeople)) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var job = await JobAsync(db, cohortId);
        if (!job.Ok) return job.Error;
        if (job.Value.Plan is null) return new PlanMissing();
        if (job.Value.Plan.ListGone) return new ListIsGone();
        await Codes.EnsureAsync(db, cohortId);
        var missing = SurveyConsents.Missing(db, cohortId, await db.OfficeTodayAsync(clock));
        var holders = await (from e in db.Enrollments
                             join p in db.People on e.PersonId equals p.Id
                             join h in db.CodeHolders on e.Id equals h.EnrollmentId
                             join c in db.SurveyCodes on h.CodeId equals c.Id
                             where e.CohortId == cohortId && e.Seat != null
                             orderby p.SortName, e.Id
                             select new Holder(e.Id, p.FamilyName == "" ? p.GivenName : p.GivenName + " " + p.FamilyName, c.Code, !missing.Any(m => m.Id == e.Id))).ToListAsync();
        // Whoever reads the list leaves a line.
        db.AddAudit(cohortId, nameof(SurveyPlan), action);
        await db.SaveChangesAsync();
        return await make(job.Value, holders);
    }

    private async Task<Result<Job>> JobAsync(EngagementDb db, Guid cohortId)
    {
        var link = await links.ToAsync("/s/");
        if (!link.Ok) return link.Error;
        var office = await db.OfficeSettings.AsNoTracking().FirstOrDefaultAsync() ?? new OfficeSettings();
        if (await db.Cohorts.Where(c => c.Id == cohortId).Select(c => c.Name).FirstOrDefaultAsync() is not { } cohort) return new NotFound("The cohort");
        return new Job(cohort, office, await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == cohortId), clock.Today(office.TimeZone), link.Value);
    }

    private static Task<List<string>> TicketsAsync(EngagementDb db, Guid windowId) =>
        db.SurveyCodes.Where(c => c.WindowId == windowId && !c.Used && !db.SurveyResponses.Any(r => r.CodeId == c.Id)).OrderBy(c => c.Code).Select(c => c.Code).ToListAsync();

    private static CannotPrint? Unprintable(SurveyContent content, string language)
    {
        var texts = content.Questions.SelectMany(q => (Words[])[q.Text, q.Help, .. q.Options.Select(o => o.Text), .. q.Statements.Select(s => s.Text)]);
        var problem = Printability.Check(string.Concat(texts.Prepend(content.Title).Select(t => t.In(language, content.Languages[0])))).FirstOrDefault();
        return problem is null ? null : new CannotPrint(problem.Characters);
    }

    private static Download Pdf(string name, byte[] bytes) => new(name, "application/pdf", (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());

    private sealed record Holder(Guid EnrollmentId, string Name, string Code, bool MayBeAsked);

    private sealed record Job(string Cohort, OfficeSettings Office, SurveyPlan? Plan, DateOnly Today, string Door)
    {
        public string Link(string code) => Door + code;
    }
}

/// <summary>An anonymous window has no unused tickets.</summary>
public sealed record NoTickets() : Error("There are no unused tickets. Make some first.");

/// <summary>A language can't be printed.</summary>
public sealed record CannotPrint(string Characters)
    : Error($"This language can't be printed on paper yet ({(Characters.Length > 12 ? Characters[..12] + " …" : Characters)}). Print another language, or let people answer on a screen.");
