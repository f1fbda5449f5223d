using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Core.Reports;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Demo;

internal sealed partial class DemoStages
{
    private readonly List<(Guid Liaison, Actor Account)> onBoard = [];

    /// <summary>Standings of liaison classes last 21 months here, so that some end soon.</summary>
    private async Task ShortenStandingsAsync()
    {
        var input = (await Get<ProgramService>().GetAsync(actor, programs["liaison"])).OrThrow();
        input.LiaisonMonths = 21;
        Must(await Get<ProgramService>().UpdateAsync(actor, programs["liaison"], input));
    }

    /// <summary>Those whom a class trained make their accounts in the days after it; one in twelve doesn't get to it.</summary>
    private async Task JoinAsync(Guid cohort)
    {
        var sent = await Get<LiaisonInvitationService>().SendAllAsync(actor, new InvitationFilter(CohortId: cohort));
        var graduated = clock.GetUtcNow().UtcDateTime;
        foreach (var link in sent.Value?.Links ?? [])
        {
            if (random.Next(12) == 0) continue;
            clock.GoTo(Earlier(graduated.AddHours(random.Next(1, 150))));
            var address = link.Email ?? $"{link.Number.ToLowerInvariant()}@example.org";
            var account = (await Get<InvitationService>().AcceptAsync(link.Token, new NewAccount { Name = link.Name, Email = address, Password = $"invented words {link.Number}" })).OrThrow();
            Must(await Get<ConductService>().AcceptAsync(account, 1));
            onBoard.Add((link.LiaisonId, account));
        }
    }

    /// <summary>A refresher for those whose time was over, and what became of the others: many sign in, some are dormant, a few have given it up or are suspended.</summary>
    private async Task LiaisonYearsAsync()
    {
        var past = await MakeAsync("liaison", "Liaison refresher", On(-5, DayOfWeek.Saturday), new TimeOnly(10, 0), 120, 1, 60, 0, null);
        await RefreshAsync(past, small ? 2 : 24);
        await RefreshAsync(await MakeAsync("liaison", "Liaison refresher (to come)", On(3, DayOfWeek.Saturday), new TimeOnly(10, 0), 120, 1, 60, 0, null), 0);
        clock.GoTo(Now());
        (await Get<RenewalService>().RunAsync(actor)).OrThrow();

        var reasons = new[] { "Entered complaints about a neighbor by name, after two talks", "Somebody else signed in with the account" };
        foreach (var (liaison, account) in onBoard)
        {
            clock.GoTo(Now());
            switch (random.Next(100))
            {
                case < 3: Must(await Get<LiaisonService>().ResignAsync(actor, liaison)); break;
                case 3: Must(await Get<LiaisonService>().SuspendAsync(actor, liaison, reasons[random.Next(reasons.Length)])); break;
                case < 60:
                    clock.GoTo(Now().AddDays(-random.Next(1, 85)).AddMinutes(random.Next(600)));
                    (await Get<UserSessionService>().StartAsync(account, "Chrome on Android", strong: false)).OrThrow();
                    break;
            }
        }
        clock.GoTo(Now());
        var ids = (await Get<MilestoneService>().OpenAsync(actor, new PageRequest(0, 12))).OrThrow().Items.Select(m => m.LiaisonId).Distinct().ToList();
        if (ids.Count > 0) (await Get<MilestoneService>().ThankAsync(actor, ids, "Called")).OrThrow();
    }

    private async Task RefreshAsync(Guid cohort, int people)
    {
        var session = (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow().Sessions[0];
        var input = (await Get<SessionService>().InputAsync(actor, session.Id)).OrThrow();
        (input.Topic, input.Refresher) = ("What is new in the service catalog", true);
        Must(await Get<SessionService>().EditAsync(actor, session.Id, input));
        if (people == 0) return;
        await using var db = await Get<IDbContextFactory<EngagementDb>>().OpenAsync(actor);
        var oldest = await db.Liaisons.Where(l => l.UserId != null).OrderBy(l => l.TrainedOn).ThenBy(l => l.Number).Take(people).Select(l => l.PersonId).ToListAsync();
        (await Get<EnrollmentService>().EnrollManyAsync(actor, cohort, oldest)).OrThrow();
        clock.GoTo(session.EndsUtc);
        (await Get<AttendanceService>().MarkRestPresentAsync(actor, session.Id)).OrThrow();
    }
}
