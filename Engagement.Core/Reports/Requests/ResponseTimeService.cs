using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>How a department or service did with the requests that were entered in a period.</summary>
/// <param name="Name">The department or service.</param>
/// <param name="TargetDays">The service's target; null for a department, or without one.</param>
/// <param name="Entered">Requests entered; merged ones and those that were not for the city are left out.</param>
/// <param name="Done">Requests of these that are done.</param>
/// <param name="Median">Days from entry to done, in the middle of the done ones; null without any.</param>
/// <param name="OnTime">Requests with a target whose day has come or that are done: done by then.</param>
/// <param name="Due">Requests with a target whose day has come, or that are done.</param>
/// <param name="Overdue">Open ones whose expected day has passed.</param>
public sealed record ResponseRow(string Name, int? TargetDays, int Entered, int Done, double? Median, int OnTime, int Due, int Overdue);

/// <summary>A department with its services.</summary>
public sealed record ResponseTimes(ResponseRow Department, IReadOnlyList<ResponseRow> Services);

/// <summary>How long the city takes.</summary>
public sealed class ResponseTimeService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Days that are looked at, unless others are asked for.</summary>
    public const int UsualDays = 90;

    private sealed record Life(Guid Service, DateTime Entered, DateTime? Expected, DateTime? Done);

    /// <summary>Departments by name with their services, over the requests entered in the last days (1 to 730).</summary>
    public async Task<Result<IReadOnlyList<ResponseTimes>>> ShowAsync(Actor actor, int days = UsualDays)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now.AddDays(-Math.Clamp(days, 1, 730));
        var services = await (from s in db.ServiceTypes
                              join d in db.Departments on s.DepartmentId equals d.Id
                              select new { s.Id, s.Name, s.TargetDays, Department = d.Name }).ToListAsync();
        // Three times of each request; the middle of them is no question that both databases answer alike.
        var lives = (await db.ServiceRequests.Where(r => r.RequestedAt >= since && r.Status != RequestStatus.Merged && r.Status != RequestStatus.NotForCity)
            .Select(r => new Life(r.ServiceId, r.RequestedAt, r.ExpectedAt, r.ClosedAt)).ToListAsync()).ToLookup(l => l.Service);
        return services.GroupBy(s => s.Department).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new ResponseTimes(Row(g.Key, null, g.SelectMany(s => lives[s.Id]), now),
                [.. g.Where(s => lives.Contains(s.Id)).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(s => Row(s.Name, s.TargetDays, lives[s.Id], now))]))
            .Where(t => t.Department.Entered > 0).ToList();
    }

    private static ResponseRow Row(string name, int? target, IEnumerable<Life> all, DateTime now)
    {
        var lives = all.ToList();
        var took = lives.Where(l => l.Done is not null).Select(l => (l.Done!.Value - l.Entered).TotalDays).Order().ToList();
        var due = lives.Where(l => l.Expected is { } day && (l.Done is not null || day < now)).ToList();
        return new ResponseRow(name, target, lives.Count, took.Count, Middle(took), due.Count(l => l.Done <= l.Expected), due.Count, lives.Count(l => l.Done is null && l.Expected < now));
    }

    private static double? Middle(List<double> ordered) =>
        ordered.Count == 0 ? null : (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
}
