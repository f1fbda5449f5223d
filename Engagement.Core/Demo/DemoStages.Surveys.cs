using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Demo;

/// <summary>Surveys: youth cohorts of the past before and after, one that is answering today, feedback on a session, and a published report.</summary>
internal sealed partial class DemoStages
{
    private static readonly string[] Written =
    [
        "A cleaner park", "I want to paint a mural with my friends", "More things to do after school", "That somebody fixes the lights on my street", "Conocer gente nueva",
        "I learned whom to call", "It was fun", "Less talking, more walks", "Que vengan más artistas", "Bring snacks",
    ];

    private async Task SurveysAsync()
    {
        clock.GoTo(LocalTime.ToUtc(today.AddYears(-3).AddDays(1), new TimeOnly(9, 0), Zone));
        var (pre, post, feedback) = (await PublishedAsync("youth-pre"), await PublishedAsync("youth-post"), await PublishedAsync("session-feedback"));
        var begun = planned.Where(p => p.Program == "youth" && p.Start < today).ToList();
        foreach (var cohort in begun) await AskBothTimesAsync(cohort.Id, pre, post, stillOpen: cohort == begun[^1]);
        await AskForFeedbackAsync(planned.Last(p => p.Program == "academy" && p.Start < today).Id, feedback);
        clock.GoTo(Now());
        (await Get<SurveyUpkeepService>().RunAsync(actor)).OrThrow();
        if (small) return;
        foreach (var audience in Enum.GetValues<Audience>())
            (await Get<PublishedReportService>().PublishAsync(actor, new ReportChoice(programs["youth"]),
                new PublishInput { Title = audience == Audience.Public ? "What young people said, before and after" : "Youth Engagement Program, for leadership", Audience = audience })).OrThrow();
    }

    /// <summary>A ready-made survey, taken and published.</summary>
    private async Task<Guid> PublishedAsync(string key)
    {
        var id = (await Get<InstrumentService>().UseAsync(actor, key)).OrThrow();
        var draft = (await Get<InstrumentDraftService>().OpenAsync(actor, id)).OrThrow();
        (await Get<InstrumentDraftService>().PublishAsync(actor, id, draft.Token)).OrThrow();
        return id;
    }

    private async Task AskBothTimesAsync(Guid cohort, Guid pre, Guid post, bool stillOpen)
    {
        var sessions = (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow().Sessions.Where(s => !s.Cancelled).ToList();
        clock.GoTo(sessions[0].EndsUtc.AddDays(-2));
        Must(await Get<SurveyPlanService>().SaveAsync(actor, cohort, new PlanInput { ConsentNeeded = true, ListUntil = sessions[^1].Date.AddDays(SurveyPlanService.ListDays) }));
        var first = (await Get<SurveyWindowService>().AddAsync(actor, cohort,
            new WindowInput { SurveyId = pre, Kind = WindowKind.Pre, SessionId = sessions[0].Id, Timing = stillOpen ? WindowTiming.ByHand : WindowTiming.WithSession })).OrThrow();
        (await Get<SurveyWindowService>().AddAsync(actor, cohort, new WindowInput { SurveyId = post, Kind = WindowKind.Post, SessionId = sessions[^1].Id, Timing = WindowTiming.WithSession })).OrThrow();
        (await Get<SurveyCodeService>().ListAsync(actor, cohort, new PageRequest())).OrThrow();
        await using var db = await Get<IDbContextFactory<EngagementDb>>().OpenAsync(actor);
        var codes = await (from h in db.CodeHolders join e in db.Enrollments on h.EnrollmentId equals e.Id join c in db.SurveyCodes on h.CodeId equals c.Id where e.CohortId == cohort select c.Code).ToListAsync();
        clock.GoTo(sessions[0].EndsUtc.AddMinutes(-20));
        if (stillOpen) Must(await Get<SurveyWindowService>().OpenAsync(actor, first));
        await AnswerAsync(codes.SkipLast(stillOpen ? 7 : codes.Count / 20), after: false);
        if (stillOpen)
        {
            // Two are answering on this day.
            foreach (var (minutes, code) in new[] { (25, codes[^1]), (2, codes[^2]) })
            {
                clock.GoTo(Now().AddMinutes(-minutes));
                await AnswerAsync([code], after: false, Turn.Keep);
            }
        }
        if (sessions[^1].EndsUtc > Now()) return;
        clock.GoTo(sessions[^1].EndsUtc.AddMinutes(-20));
        await AnswerAsync(codes.Skip(codes.Count / 12), after: true);
    }

    /// <summary>Anonymous feedback on the session before, with tickets; still open.</summary>
    private async Task AskForFeedbackAsync(Guid cohort, Guid survey)
    {
        var held = (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow().Sessions.Last(s => !s.Cancelled && s.EndsUtc <= Now());
        clock.GoTo(held.EndsUtc.AddMinutes(-10));
        var window = (await Get<SurveyWindowService>().AddAsync(actor, cohort, new WindowInput { SurveyId = survey, Kind = WindowKind.Feedback, Anonymous = true, SessionId = held.Id })).OrThrow();
        (await Get<SurveyCodeService>().AddTicketsAsync(actor, window, 30)).OrThrow();
        Must(await Get<SurveyWindowService>().OpenAsync(actor, window));
        await using var db = await Get<IDbContextFactory<EngagementDb>>().OpenAsync(actor);
        await AnswerAsync(await db.SurveyCodes.Where(c => c.WindowId == window).OrderBy(c => c.Code).Select(c => c.Code).Take(14).ToListAsync(), after: true);
    }

    // Each with a code of their own, on a phone; who may not be asked is not.
    private async Task AnswerAsync(IEnumerable<string> codes, bool after, Turn turn = Turn.Next)
    {
        foreach (var code in codes)
        {
            var joined = (await Get<JoinService>().JoinAsync(null, code, [random.Next(7) == 0 ? "es" : "en"])).OrThrow();
            if (joined.Pass is not { } pass) continue;
            for (int? page = 0; page is { } at;)
            {
                var answers = (await Get<TakingService>().OpenAsync(pass, at)).OrThrow().Questions.SelectMany(q => q.Items.Select(item => (Name: Choices.Field(item), Value: Drawn(q, after)))).ToDictionary(a => a.Name, a => a.Value);
                var turned = (await Get<TakingService>().SendAsync(pass, new SentAnswers(at, turn, name => answers.GetValueOrDefault(name) is { } value ? [value] : [], []))).OrThrow();
                page = turn == Turn.Keep ? null : turned.Page;
            }
        }
    }

    // Most heard of everything in the program, few wanted more than before, and some skip a question.
    private string? Drawn(Question q, bool after)
    {
        if (random.Next(25) == 0) return null;
        var options = Choices.Of(q);
        return q.Kind switch
        {
            QuestionKind.YesNo => random.NextDouble() < (q.Key.StartsWith("knows", StringComparison.Ordinal) ? after ? .9 : .25 : after ? .45 : .35) ? options[0].Key : options[random.Next(1, options.Count)].Key,
            QuestionKind.Knowledge => random.NextDouble() < (after ? .75 : .4) ? options.First(o => o.Right).Key : options.Where(o => !o.Right).ElementAt(random.Next(options.Count - 1)).Key,
            QuestionKind.Scale or QuestionKind.Matrix => options[Math.Clamp((random.Next(options.Count) + random.Next(options.Count) + (after ? 2 : 0)) / 2, 0, options.Count - 1)].Key,
            QuestionKind.ShortText or QuestionKind.LongText => random.Next(2) == 0 ? Written[random.Next(Written.Length / 2) + (after ? Written.Length / 2 : 0)] : null,
            _ when options.Count > 0 => options[random.Next(options.Count)].Key,
            _ => null,
        };
    }
}
