using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Demo;

internal sealed partial class DemoStages
{
    /// <summary>The short list of services, then half a year of requests by those who are on board, and what the city did about them.</summary>
    private async Task RequestsAsync()
    {
        foreach (var s in DemoServices.All)
            (await Get<CatalogService>().CreateAsync(actor, new ServiceInput
            {
                Code = s.Code,
                Name = s.Name,
                Group = s.Group,
                Department = s.Department,
                Keywords = s.Keywords,
                TargetDays = s.Days,
                Attributes = [.. s.Asks],
            })).OrThrow();
        var wanted = small ? 30 : 600;
        var since = await FirstOnBoardAsync();
        var span = Math.Clamp((int)(Now() - since).TotalHours, 1, 180 * 24);
        foreach (var at in Enumerable.Range(0, wanted).Select(_ => Now().AddMinutes(-random.Next(60, span * 60 + 61))).Order())
        {
            clock.GoTo(at);
            if (await SomebodyAsync() is { } account) await RequestAsync(account, at);
        }
    }

    private async Task<DateTime> FirstOnBoardAsync()
    {
        await using var db = await Get<IDbContextFactory<EngagementDb>>().OpenAsync(actor);
        return await db.Liaisons.MinAsync(l => l.ActivatedAt) ?? Now();
    }

    // Somebody whose standing counts on the day to which the clock has been set.
    private async Task<Actor?> SomebodyAsync()
    {
        await using var db = await Get<IDbContextFactory<EngagementDb>>().OpenAsync(actor);
        var now = clock.GetUtcNow().UtcDateTime;
        var ids = await db.Liaisons.Active(DateOnly.FromDateTime(now)).Where(l => l.ActivatedAt < now && l.ConductVersion != null).Select(l => l.Id).ToListAsync();
        var able = onBoard.Where(o => ids.Contains(o.Liaison)).ToList();
        // A few enter much, most a little.
        return able.Count == 0 ? null : able[(int)(able.Count * Math.Pow(random.NextDouble(), 3))].Account;
    }

    private async Task RequestAsync(Actor account, DateTime at)
    {
        var service = DemoServices.All[(int)(DemoServices.All.Length * Math.Pow(random.NextDouble(), 1.5))];
        var street = DemoServices.Streets[random.Next(DemoServices.Streets.Length)];
        var number = (await Get<EntryService>().SendAsync(account, OrderedId.Next(), new DraftInput
        {
            ServiceCode = service.Code,
            Address = street.Contains('&', StringComparison.Ordinal) ? street : $"{random.Next(1, 60)}{random.Next(10):00} {street}",
            Description = service.Seen[random.Next(service.Seen.Length)],
            Attributes = service.Asks.ToDictionary(a => a.Code!, a => (IReadOnlyList<string>)[a.Values!.Split(' ')[0]]),
        })).OrThrow();
        var id = (await Get<RequestDeskService>().GetAsync(actor, number)).OrThrow().Id;
        var work = Get<RequestWorkService>();
        var target = service.Days ?? 10;
        if (random.Next(12) == 0)
        {
            clock.GoTo(Earlier(at.AddDays(1)));
            Must(await work.MoveAsync(actor, id, RequestStatus.NotForCity, "This is private ground. The owner's address is at the recorder of deeds, City Hall, room 154."));
            return;
        }
        if (random.Next(10) == 0)
        {
            clock.GoTo(Earlier(at.AddHours(20)));
            Must(await work.AskAsync(actor, id, "Which side of the street is it?"));
        }
        if (at.AddDays(target * 0.3) < Now() && random.Next(8) > 0)
        {
            clock.GoTo(at.AddDays(target * 0.3));
            Must(await work.MoveAsync(actor, id, RequestStatus.InProgress, "A crew is planned."));
        }
        var done = at.AddDays(target * (0.4 + random.NextDouble()));
        if (done >= Now() || random.Next(10) == 0) return;
        clock.GoTo(done);
        Must(await work.MoveAsync(actor, id, RequestStatus.Done, null));
        if (random.Next(4) > 0) return;
        clock.GoTo(Earlier(done.AddDays(2)));
        Must(await Get<MyRequestService>().FixedAsync(account, number, "Thank you!", null));
    }
}
