using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
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
        var sums = (await ResponseSum.ReadAsync(db, since, now)).ToDictionary(s => s.ServiceId);
        return services.Where(s => sums.ContainsKey(s.Id)).GroupBy(s => s.Department).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new ResponseTimes(Row(g.Key, null, [.. g.Select(s => sums[s.Id])]),
                [.. g.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(s => Row(s.Name, s.TargetDays, [sums[s.Id]]))])).ToList();
    }

    private static ResponseRow Row(string name, int? target, IReadOnlyList<ResponseSum> sums) => new(name, target, (int)sums.Sum(s => s.Entered), (int)sums.Sum(s => s.Done),
        Middle([.. sums.SelectMany(s => s.Minutes())]) / 1440, (int)sums.Sum(s => s.OnTime), (int)sums.Sum(s => s.Due), (int)sums.Sum(s => s.Overdue));

    private static double? Middle(long[] took)
    {
        Array.Sort(took);
        return took.Length == 0 ? null : (took[(took.Length - 1) / 2] + took[took.Length / 2]) / 2.0;
    }
}
