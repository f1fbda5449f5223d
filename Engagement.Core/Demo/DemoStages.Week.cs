using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;

namespace Engagement.Core.Demo;

/// <summary>What an office's weeks are made of beside the plan: a storm, people who ask for a seat, clashes, certificates that are wrong.</summary>
internal sealed partial class DemoStages
{
    private sealed record Planned(string Program, Guid Id, Guid Site, DateOnly Start);

    private async Task WeekAsync()
    {
        clock.GoTo(Now());
        await SpeakAsync();
        await ClashAsync();
        await AskAsync();
        await SetRightAsync();
    }

    /// <summary>The third session falls to a storm, and all after it move on by a week; told is what stands then.</summary>
    private async Task<IReadOnlyList<CohortSessionRow>> StormAsync(Guid cohort)
    {
        var session = (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow().Sessions[2];
        clock.GoTo(Earlier(session.EndsUtc.AddHours(-9)));
        var service = Get<SnowDayService>();
        var input = (await service.InputAsync(actor, session.Id)).OrThrow() with { Action = SnowDayAction.Cancel, Reason = "Storm: all city offices were closed" };
        Must(await service.ApplyAsync(actor, input, (await service.PreviewAsync(actor, input)).OrThrow()));
        return (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow().Sessions;
    }

    /// <summary>Presenters of this season's cohorts (copies come without), material for their first session, and recaps of what was held.</summary>
    private async Task SpeakAsync()
    {
        var season = planned.Where(p => p.Program != "workshops" && p.Start > today.AddDays(-70)).ToList();
        foreach (var (cohort, nth) in season.Select((c, i) => (c, i)))
        {
            foreach (var session in (await Get<CohortService>().GetAsync(actor, cohort.Id)).OrThrow().Sessions.Where(s => !s.Cancelled))
            {
                var input = (await Get<SessionService>().InputAsync(actor, session.Id)).OrThrow();
                var who = speakers.Where(s => s.Giver == (input.PartnerId ?? input.DepartmentId)).Select(s => s.Presenter).ToList();
                input.PresenterIds = [who[nth % who.Count]];
                if (session.Number == 1) input.Materials = [new() { Title = "How to reach 311", Link = "https://www.phila.gov/311/" }];
                if (session.EndsUtc <= Now()) input.Recap = "Good questions, and two requests entered together. Next time: bring what came of them.";
                Must(await Get<SessionService>().EditAsync(actor, session.Id, input));
            }
        }
    }

    /// <summary>A site that closes on a planned day, and a presenter who is expected in two places.</summary>
    private async Task ClashAsync()
    {
        var coming = planned.Last(p => p.Program == "youth");
        var second = (await Get<CohortService>().GetAsync(actor, coming.Id)).OrThrow().Sessions[1];
        (await Get<ClosureService>().CreateAsync(actor, new ClosureInput { SiteId = coming.Site, From = second.Date, Reason = "Boiler repair" })).OrThrow();

        var ahead = new List<CohortSessionRow>();
        foreach (var p in planned.Where(p => p.Program == "academy" && p.Start <= today))
            ahead.AddRange((await Get<CohortService>().GetAsync(actor, p.Id)).OrThrow().Sessions.Where(s => !s.Cancelled && s.Date > today));
        if (ahead.GroupBy(s => s.Date).FirstOrDefault(d => d.Count() > 1)?.ToList() is not [var first, var other, ..]) return;
        var input = (await Get<SessionService>().InputAsync(actor, other.Id)).OrThrow();
        input.PresenterIds.UnionWith((await Get<SessionService>().InputAsync(actor, first.Id)).OrThrow().PresenterIds);
        Must(await Get<SessionService>().EditAsync(actor, other.Id, input));
    }

    /// <summary>The public applies to everything that is open.</summary>
    private async Task AskAsync()
    {
        foreach (var cohort in await Get<ApplyService>().ListAsync())
        {
            for (var i = 0; i < 3; i++)
            {
                var (p, guardian) = (invented.Next(), invented.Next());
                (await Get<ApplyService>().ApplyAsync(cohort.Id, new ApplyInput
                {
                    GivenName = p.Given,
                    FamilyName = p.Family,
                    Zip = p.Zip,
                    Age = cohort.ForMinors ? AgeBand.From11To13 : null,
                    GuardianName = cohort.ForMinors ? $"{guardian.Given} {p.Family}" : null,
                    GuardianRelation = cohort.ForMinors ? "mother" : null,
                    Phone = invented.NextPhone(),
                    AccessNeeds = i == 0 ? "Step-free access, please." : null,
                }, p.Language)).OrThrow();
            }
        }
    }

    /// <summary>One certificate is corrected, one is revoked.</summary>
    private async Task SetRightAsync()
    {
        var certificates = Get<CertificateService>();
        var newest = (await certificates.ListAsync(actor, new PageRequest(0, 6))).OrThrow().Items;
        var wrong = (await certificates.GetAsync(actor, newest[1].Id)).OrThrow();
        (await certificates.CorrectAsync(actor, wrong.Id, new CorrectionInput
        {
            Version = wrong.Version,
            Name = $"Dr. {wrong.Content.Name}",
            Title = wrong.Content.Title,
            Text = wrong.Content.Text,
            Reason = "The name was printed without its title.",
        })).OrThrow();
        var revoked = (await certificates.GetAsync(actor, newest[4].Id)).OrThrow();
        Must(await certificates.RevokeAsync(actor, revoked.Id, revoked.Version, "Issued for somebody else of the same name."));
    }
}
