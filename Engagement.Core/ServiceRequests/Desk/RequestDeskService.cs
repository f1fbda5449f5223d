using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>All requests with all of their fields, for staff; where there is no other work system, this is it.</summary>
public sealed class RequestDeskService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Most requests that a search finds; who needs more adds a word or a filter.</summary>
    public const int MostFound = 1000;

    private const int MostWords = 8;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// A page of requests. Sorts: "new" (default, last entered first), "expected" (what is due first), "updated" (last changed first).
    /// Search looks into numbers, descriptions, addresses, zip codes and neighborhoods; it stops after <see cref="MostFound"/> requests, and then counts one more.
    /// </summary>
    public async Task<Result<Page<DeskRow>>> ListAsync(Actor actor, DeskFilter filter, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        // Which requests a page has is answered from the indexes alone; of its own rows only all is read.
        var (ids, total) = string.IsNullOrWhiteSpace(page.Search) ? await AllAsync(Chosen(db, filter), page) : await FoundAsync(Chosen(db, filter), page);
        var rows = await (from r in db.ServiceRequests
                          join s in db.ServiceTypes on r.ServiceId equals s.Id
                          join d in db.Departments on s.DepartmentId equals d.Id
                          where ids.Contains(r.Id)
                          select new DeskRow(r.Id, r.Number, s.Name, d.Name, r.Status, r.Source, db.Liaisons.Where(l => l.Id == r.LiaisonId).Select(l => l.Number).FirstOrDefault(), r.Address, r.Neighborhood,
                              r.RequestedAt, r.ExpectedAt, r.ClosedAt, db.Deliveries.Any(x => x.RequestId == r.Id && (x.State == DeliveryState.Unclear || x.State == DeliveryState.Refused)))).ToDictionaryAsync(r => r.Id);
        return new Page<DeskRow>([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], total);
    }

    /// <summary>What the list can be narrowed to.</summary>
    public async Task<Result<DeskChoices>> ChoicesAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var departments = await db.Departments.Where(d => db.ServiceTypes.Any(s => s.DepartmentId == d.Id)).OrderByText(d => d.Name).Select(d => new { d.Id, d.Name }).ToListAsync();
        var services = await db.ServiceTypes.OrderByText(s => s.Name).Select(s => new { s.Code, s.Name }).ToListAsync();
        return new DeskChoices(departments.ConvertAll(d => (d.Id, d.Name)), services.ConvertAll(s => (s.Code, s.Name)), await db.Neighborhoods.OrderBy(n => n.Name).Select(n => n.Name).ToListAsync());
    }

    /// <summary>All of one request.</summary>
    public async Task<Result<DeskView>> GetAsync(Actor actor, string number)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var one = db.ServiceRequests.Where(r => r.Number == number);
        if (await one.AsNoTracking().SingleOrDefaultAsync() is not { } request || await PublicRequestService.ViewAsync(db, one) is not { } view) return new NotFound("The request");
        var (history, _) = await PublicRequestService.HistoryAsync(db, request.Id);
        var liaison = await db.Liaisons.Where(l => l.Id == request.LiaisonId).Join(db.People, l => l.PersonId, p => p.Id, (l, p) => new { l.Id, l.Number, p.GivenName, p.FamilyName }).SingleOrDefaultAsync();
        var similar = request.IsOpen ? await SimilarRequests.FindAsync(db, view.Request.ServiceCode, request.Address, request.Latitude, request.Longitude, Now) : [];
        return new DeskView
        {
            Id = request.Id,
            View = view with { History = history },
            Source = request.Source,
            Liaison = liaison is null ? null : (liaison.Id, liaison.Number, Person.WholeName(liaison.GivenName, liaison.FamilyName)),
            Followers = await db.RequestFollowers.CountAsync(f => f.RequestId == request.Id),
            Contact = [.. new[] { request.ContactName, request.ContactPhone, request.ContactEmail }.OfType<string>()],
            Answers = await MyRequestService.AnswersAsync(db, request),
            Deliveries = (await (from x in db.Deliveries
                                 join d in db.Destinations on x.DestinationId equals d.Id
                                 where x.RequestId == request.Id
                                 orderby d.Name
                                 select new DeliveryLine(d.Name, x.State, x.ExternalId, x.Problem, x.TakenAt)).ToListAsync()),
            Similar = [.. similar.Where(s => s.Request.Number != number)],
        };
    }

    private static async Task<(List<Guid> Ids, int Total)> AllAsync(IQueryable<ServiceRequest> chosen, PageRequest page) =>
        (await Sorted(chosen, page.Sort).Skip(page.Skip).Take(page.Take).ToListAsync(), await chosen.CountAsync());

    private static async Task<(List<Guid> Ids, int Total)> FoundAsync(IQueryable<ServiceRequest> chosen, PageRequest page)
    {
        var words = Text.Folded(page.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return ([], 0);
        foreach (var word in words.Take(MostWords)) chosen = chosen.Where(r => r.SearchText.Contains(word));
        var found = await Sorted(chosen, page.Sort).Take(MostFound + 1).ToListAsync();
        return ([.. found.Skip(page.Skip).Take(page.Take)], found.Count);
    }

    private static IQueryable<Guid> Sorted(IQueryable<ServiceRequest> chosen, string? sort) => (sort switch
    {
        "expected" => chosen.OrderBy(r => r.ExpectedAt == null).ThenBy(r => r.ExpectedAt),
        "updated" => chosen.OrderByDescending(r => r.UpdatedAt),
        _ => chosen.OrderByDescending(r => r.RequestedAt),
    }).ThenByDescending(r => r.Id).Select(r => r.Id);

    private IQueryable<ServiceRequest> Chosen(EngagementDb db, DeskFilter filter)
    {
        var now = Now;
        var all = db.ServiceRequests.AsNoTracking();
        var answered = db.RequestEvents.Where(e => (e.Kind == RequestEventKind.Reply || e.Kind == RequestEventKind.Fixed || e.Kind == RequestEventKind.Reopened)
            && !db.RequestEvents.Any(l => l.RequestId == e.RequestId && l.At >= e.At
                && (l.Kind == RequestEventKind.Status || l.Kind == RequestEventKind.Comment || l.Kind == RequestEventKind.Question || l.Kind == RequestEventKind.Merged))).Select(e => e.RequestId);
        all = filter.Show switch
        {
            DeskShow.Open => all.Where(PublicRequest.IsOpen),
            DeskShow.Overdue => all.Where(PublicRequest.IsOpen).Where(r => r.ExpectedAt < now),
            DeskShow.Answered => all.Where(r => answered.Contains(r.Id)),
            DeskShow.Closed => all.Where(PublicRequest.IsClosed),
            _ => all,
        };
        if (filter.DepartmentId is { } department) all = all.Where(r => db.ServiceTypes.Any(s => s.Id == r.ServiceId && s.DepartmentId == department));
        if (filter.Service is { } code) all = all.Where(r => db.ServiceTypes.Any(s => s.Id == r.ServiceId && s.Code == code));
        if (filter.Neighborhood is { } area) all = all.Where(r => r.Neighborhood == area);
        if (filter.Source is { } source) all = all.Where(r => r.Source == source);
        return all;
    }
}
