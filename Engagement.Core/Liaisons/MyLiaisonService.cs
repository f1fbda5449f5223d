using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>What a liaison sees of the own standing.</summary>
public sealed record MyLiaison(
    Guid Id, string Name, string Number, string Code, Standing Standing, DateOnly Since, DateOnly? ExpiresOn, bool EndsSoon, IReadOnlyList<string> Areas, IReadOnlyList<Refresher> Refreshers, bool NewsAtOnce);

/// <summary>A refresher session to come. <paramref name="Applies"/>: its cohort takes applications now.</summary>
public sealed record Refresher(Guid CohortId, DateOnly Date, TimeOnly Start, string? Site, bool Applies);

/// <summary>The liaison's own home.</summary>
public sealed class MyLiaisonService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>The liaison whose account asks; nobody else's can be asked for.</summary>
    public async Task<Result<MyLiaison>> GetAsync(Actor actor)
    {
        if (actor.UserId is not { } user) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var liaison = await db.Liaisons.AsNoTracking().Include(l => l.Areas).SingleOrDefaultAsync(l => l.UserId == user);
        if (liaison is null) return new Forbidden();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == liaison.PersonId);
        var today = await db.OfficeTodayAsync(clock);
        var refreshers = await (from s in db.Sessions
                                join c in db.Cohorts on s.CohortId equals c.Id
                                join t in db.Sites on s.SiteId ?? c.SiteId equals t.Id into sites
                                from t in sites.DefaultIfEmpty()
                                where s.Refresher && s.CancelledAt == null && s.Date >= today && c.Status == CohortStatus.Published
                                orderby s.Date, s.StartTime, s.Id
                                select new Refresher(c.Id, s.Date, s.StartTime, t == null ? null : t.Name,
                                    c.EnrollmentOpens != null && c.EnrollmentOpens <= today && (c.EnrollmentCloses == null || c.EnrollmentCloses >= today))).Take(3).ToListAsync();
        return new MyLiaison(liaison.Id, person.PrintedName, liaison.Number, liaison.Code, liaison.StandingOn(today), liaison.Since, liaison.ExpiresOn, liaison.ExpiresOn <= today.AddDays(RenewalService.SoonDays),
            LiaisonArea.InOrder(liaison.Areas.Select(a => a.Area)), refreshers, liaison.NewsAtOnce);
    }

    /// <summary>The liaison who asks chooses to hear of each change of a request at once, or once a day.</summary>
    public async Task<Result> WantNewsAsync(Actor actor, bool atOnce)
    {
        if (actor.UserId is not { } user) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Liaisons.SingleOrDefaultAsync(l => l.UserId == user) is not { } liaison) return new Forbidden();
        liaison.WantNews(atOnce);
        return await db.TrySaveAsync("Your record") is { } stale ? stale : Result.Success;
    }
}
