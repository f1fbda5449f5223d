using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>Sign-in sheets and name cards as PDF.</summary>
public sealed class ListPrintService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>A session's sign-in sheet: names of those with a seat, and a column to sign in.</summary>
    public async Task<Result<Download>> SignInSheetAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var session = await db.Sessions.AsNoTracking().Where(s => s.Id == sessionId)
            .Join(db.Cohorts, s => s.CohortId, c => c.Id, (s, c) => new { Session = s, c.Name, Site = db.Sites.Where(x => x.Id == (s.SiteId ?? c.SiteId)).Select(x => x.Name).FirstOrDefault() })
            .FirstOrDefaultAsync();
        if (session is null) return new NotFound("This session");
        var office = await OfficeAsync(db);
        var s = session.Session;
        var names = (await PeopleAsync(db, s.CohortId)).ConvertAll(p => (p.Name, ""));
        var culture = CultureInfo.GetCultureInfo("en-US");
        var head = $"{s.Date.ToString("dddd, MMMM d, yyyy", culture)}, {s.StartTime.ToString("h:mm tt", culture)}{(session.Site is null ? "" : $", {session.Site}")}";
        var title = s.Number == 0 ? session.Name : $"{session.Name}, session {s.Number}";
        var bytes = SignInSheet.Make(new("Sign-in", title, head, s.Topic, "Signature"), [.. names, .. SignInSheet.WalkIns], office, s.Date);
        return Pdf($"Sign-in {s.Date:yyyy-MM-dd}.pdf", bytes);
    }

    /// <summary>Name cards of everyone with a seat in a cohort: the name, the cohort, and the code for check-in, also as QR code.</summary>
    public async Task<Result<Download>> CardsAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var cohort = await db.Cohorts.AsNoTracking().Where(c => c.Id == cohortId).Select(c => new { c.Name, c.StartDate }).FirstOrDefaultAsync();
        if (cohort is null) return new NotFound("This cohort");
        var people = await PeopleAsync(db, cohortId);
        if (people.Count == 0) return new NobodyEnrolled();
        return Pdf("Name cards.pdf", NameCards.Make(cohort.Name, people, await OfficeAsync(db), cohort.StartDate));
    }

    private static Download Pdf(string name, byte[] bytes) => new(name, "application/pdf", (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());

    private static async Task<OfficeSettings> OfficeAsync(EngagementDb db) => await db.OfficeSettings.AsNoTracking().SingleOrDefaultAsync() ?? new OfficeSettings();

    // A name in wrong letters is worse than an empty line.
    internal static string Printable(string name) => Printability.Check(name).Count == 0 ? name : "";

    private static async Task<List<CardHolder>> PeopleAsync(EngagementDb db, Guid cohortId)
    {
        var rows = await db.Enrollments.Where(e => e.CohortId == cohortId && (e.Stage == Stage.Enrolled || e.Stage == Stage.Completed))
            .Join(db.People, e => e.PersonId, p => p.Id, (e, p) => new { e.CardCode, p.GivenName, p.FamilyName, p.NameAsPrinted, p.SortName })
            .OrderBy(r => r.SortName).ThenBy(r => r.CardCode).ToListAsync();
        return rows.ConvertAll(r => new CardHolder(Printable(r.NameAsPrinted ?? Person.WholeName(r.GivenName, r.FamilyName)), r.CardCode));
    }
}

/// <summary>There is nobody to print a card for.</summary>
public sealed record NobodyEnrolled() : Error("Nobody is enrolled in this cohort, so there are no cards to print.");
