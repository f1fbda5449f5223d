using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>Who has no standing has no card.</summary>
public sealed record NoCard() : Error("There is no card to print: cards are for liaisons who are active or invited.");

/// <summary>Cards of liaisons as PDF, of the same size as name cards: name, number, end of the standing, and a QR code that leads to the page where anyone can check it.</summary>
public sealed class LiaisonPrintService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, LinkService links)
{
    /// <summary>The card of one liaison.</summary>
    public async Task<Result<Download>> OneAsync(Actor actor, Guid id) =>
        actor.Lacks(Permission.ManageLiaisons) is { } no ? no : await PrintAsync(actor, all => all.Where(l => l.Id == id));

    /// <summary>The cards of everybody whom a cohort trained.</summary>
    public async Task<Result<Download>> CohortAsync(Actor actor, Guid cohortId)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var enrollments = await db.Enrollments.Where(e => e.CohortId == cohortId).Select(e => (Guid?)e.Id).ToListAsync();
        return await PrintAsync(actor, all => all.Where(l => enrollments.Contains(l.EnrollmentId)));
    }

    /// <summary>The card of the liaison who asks.</summary>
    public async Task<Result<Download>> MineAsync(Actor actor) =>
        actor.Lacks(Permission.EnterRequests) is { } no ? no : await PrintAsync(actor, all => all.Where(l => l.UserId != null && l.UserId == actor.UserId));

    private async Task<Result<Download>> PrintAsync(Actor actor, Func<IQueryable<Liaison>, IQueryable<Liaison>> which)
    {
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var office = await db.OfficeSettings.AsNoTracking().FirstOrDefaultAsync() ?? new OfficeSettings();
        var found = await which(db.Liaisons).Join(db.LivePeople, l => l.PersonId, p => p.Id, (l, p) => new { Liaison = l, Person = p })
            .OrderBy(x => x.Person.SortName).ThenBy(x => x.Liaison.Id).AsNoTracking().ToListAsync();
        var cards = new List<CardSheet.Card>();
        foreach (var x in found.Where(x => x.Liaison.StandingOn(today) is Standing.Active or Standing.Invited))
        {
            var link = await links.ToAsync($"/verify-liaison/{x.Liaison.Code}");
            var role = x.Person.IsMinor ? "Youth liaison" : "Neighborhood liaison";
            var line = $"{x.Liaison.Number}{(x.Liaison.ExpiresOn is { } end ? $", until {end.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US"))}" : "")}";
            cards.Add(new CardSheet.Card($"{role} · {office.OfficeName}", ListPrintService.Printable(x.Person.PrintedName), line, CheckedCode.Print(x.Liaison.Code), link.Value ?? x.Liaison.Code,
                $"QR code of the page that says whether card {CheckedCode.Print(x.Liaison.Code)} counts"));
        }
        if (cards.Count == 0) return new NoCard();
        var bytes = CardSheet.Make("Liaison cards", cards, office, today);
        return new Download("Liaison cards.pdf", "application/pdf", (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());
    }
}
