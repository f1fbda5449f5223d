using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>The roll of liaisons with what they do.</summary>
public sealed class LiaisonRollService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const int MostInFile = 20_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// A page of the roll. Sorts: "name" (default), "number", "requests", "active" (who was longest away first), "ends". Search looks into names, contacts and numbers.
    /// </summary>
    public async Task<Result<Page<RollRow>>> ListAsync(Actor actor, RollFilter filter, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var chosen = Chosen(db, filter, page.Search, today);
        return new Page<RollRow>(await RowsAsync(db, Sorted(db, chosen, page).Skip(page.Skip).Take(page.Take), today), await chosen.CountAsync());
    }

    /// <summary>Everyone of a filter as a CSV file.</summary>
    public async Task<Result<byte[]>> CsvAsync(Actor actor, RollFilter filter, string? search)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var rows = await RowsAsync(db, Sorted(db, Chosen(db, filter, search, today), new PageRequest()).Take(MostInFile), today);
        return Csv.File("Number,Name,Contact,Standing,First trained,Ends,Areas,Last sign-in (UTC),Last request (UTC),Requests,Done,Nudged (UTC)", rows.Select(r => (string?[])
        [
            r.Number, r.Name, r.Contact, r.Standing.ToString(), Day(r.Since), Day(r.ExpiresOn), string.Join("; ", r.Areas), Time(r.LastSignInAt), Time(r.LastRequestAt),
            r.Requests.ToString(CultureInfo.InvariantCulture), r.Done.ToString(CultureInfo.InvariantCulture), Time(r.NudgedAt),
        ]));
    }

    /// <summary>How many stand where, and what waits for somebody.</summary>
    public async Task<Result<RollSum>> SumAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var standings = new Dictionary<Standing, int>();
        foreach (var standing in Enum.GetValues<Standing>()) standings[standing] = await db.Liaisons.Standing(standing, today).CountAsync();
        return new RollSum(standings,
            await db.WithoutAccount(today).CountAsync(l => !db.Invitations.Any(i => i.HolderId == l.Id)),
            await db.Liaisons.RunningOut(today, RenewalService.SoonDays).CountAsync(),
            await Dormant(db, db.Liaisons, today, RollFilter.UsualDays).CountAsync());
    }

    /// <summary>Names of areas that somebody serves, for a choice.</summary>
    public async Task<Result<IReadOnlyList<string>>> AreasAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.LiaisonAreas.Select(a => a.Area).Distinct().OrderBy(a => a).Take(2000).ToListAsync();
    }

    /// <summary>What became of one liaison's requests.</summary>
    public async Task<Result<LiaisonFigures>> FiguresAsync(Actor actor, Guid liaisonId)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await FiguresAsync(db, liaisonId);
    }

    /// <summary>What became of the requests of the liaison who asks.</summary>
    public async Task<Result<LiaisonFigures>> MineAsync(Actor actor)
    {
        if (actor.UserId is not { } user) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        return await db.Liaisons.Where(l => l.UserId == user).Select(l => (Guid?)l.Id).SingleOrDefaultAsync() is { } id ? await FiguresAsync(db, id) : new Forbidden();
    }

    private static async Task<LiaisonFigures> FiguresAsync(EngagementDb db, Guid liaisonId)
    {
        var all = await db.ServiceRequests.Where(r => r.LiaisonId == liaisonId).GroupBy(r => r.Status).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(r => r.RequestedAt) }).ToListAsync();
        int Of(params RequestStatus[] statuses) => all.Where(a => statuses.Contains(a.Key)).Sum(a => a.Count);
        return new LiaisonFigures(all.Sum(a => a.Count), Of(RequestStatus.Received, RequestStatus.InProgress), Of(RequestStatus.Done), Of(RequestStatus.NotForCity, RequestStatus.Merged),
            all.Count == 0 ? null : all.Max(a => a.Last));
    }

    private IQueryable<Liaison> Chosen(EngagementDb db, RollFilter filter, string? search, DateOnly today)
    {
        var days = Math.Clamp(filter.Days, 1, 3650);
        var all = filter.Standing is { } standing ? db.Liaisons.Standing(standing, today) : db.Liaisons;
        if (filter.Area is { } area) all = all.Where(l => l.Areas.Any(a => a.Area == area));
        all = filter.Show switch
        {
            RollShow.Dormant => Dormant(db, all, today, days),
            RollShow.Ending => all.RunningOut(today, days),
            _ => all,
        };
        return all.Matching(db, search);
    }

    // Who has had the account for so long and did nothing with it; youth liaisons have none.
    private IQueryable<Liaison> Dormant(EngagementDb db, IQueryable<Liaison> all, DateOnly today, int days)
    {
        var since = Now.AddDays(-days);
        return all.Active(today).Where(l => l.UserId != null && l.ActivatedAt < since
            && !db.Users.Any(u => u.Id == l.UserId && u.LastSignInAt >= since) && !db.ServiceRequests.Any(r => r.LiaisonId == l.Id && r.RequestedAt >= since));
    }

    private static IQueryable<Liaison> Sorted(EngagementDb db, IQueryable<Liaison> all, PageRequest page)
    {
        var sorted = page.Sort switch
        {
            "number" => all.OrderBy(l => l.Number.Length).ThenBy(l => l.Number),
            "requests" => all.OrderByDescending(l => db.ServiceRequests.Count(r => r.LiaisonId == l.Id)),
            "active" => all.OrderBy(l => db.Users.Where(u => u.Id == l.UserId).Max(u => u.LastSignInAt) ?? l.ActivatedAt),
            "ends" => all.OrderBy(l => l.ExpiresOn == null).ThenBy(l => l.ExpiresOn),
            _ => all.OrderBy(l => db.People.Where(p => p.Id == l.PersonId).Select(p => p.SortName).First()),
        };
        return sorted.ThenBy(l => l.Id);
    }

    private static async Task<List<RollRow>> RowsAsync(EngagementDb db, IQueryable<Liaison> liaisons, DateOnly today)
    {
        var rows = await liaisons.Select(l => new
        {
            Liaison = l,
            Person = db.People.Where(p => p.Id == l.PersonId).Select(p => new { p.GivenName, p.FamilyName, p.Email, p.Phone, p.Age }).First(),
            SignedIn = db.Users.Where(u => u.Id == l.UserId).Select(u => u.LastSignInAt).FirstOrDefault(),
            Requests = db.ServiceRequests.Count(r => r.LiaisonId == l.Id),
            Done = db.ServiceRequests.Count(r => r.LiaisonId == l.Id && r.Status == RequestStatus.Done),
            Last = db.ServiceRequests.Where(r => r.LiaisonId == l.Id).Max(r => (DateTime?)r.RequestedAt),
        }).AsNoTracking().ToListAsync();
        var ids = rows.ConvertAll(r => r.Liaison.Id);
        var areas = (await db.LiaisonAreas.AsNoTracking().Where(a => ids.Contains(a.LiaisonId)).ToListAsync()).ToLookup(a => a.LiaisonId, a => a.Area);
        return rows.ConvertAll(r => new RollRow
        {
            Id = r.Liaison.Id,
            Name = Person.WholeName(r.Person.GivenName, r.Person.FamilyName),
            Contact = r.Person.Email ?? r.Person.Phone,
            Number = r.Liaison.Number,
            Standing = r.Liaison.StandingOn(today),
            Minor = r.Person.Age != AgeBand.Adult,
            Since = r.Liaison.Since,
            ExpiresOn = r.Liaison.ExpiresOn,
            Areas = LiaisonArea.InOrder(areas[r.Liaison.Id]),
            LastSignInAt = r.SignedIn,
            LastRequestAt = r.Last,
            Requests = r.Requests,
            Done = r.Done,
            NudgedAt = r.Liaison.NudgedAt,
        });
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(DateTime? utc) => utc?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
