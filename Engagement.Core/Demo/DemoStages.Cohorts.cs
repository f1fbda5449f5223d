using Engagement.Core.Common;
using Engagement.Core.Graduation;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;

namespace Engagement.Core.Demo;

internal sealed partial class DemoStages
{
    private static readonly string[] Excuses = ["sick", "work shift", "family", "awards ceremony at the school"];

    private async Task AcademiesAsync()
    {
        var pattern = default(Guid?);
        // Weeks from today to the first session; the cohorts of the past have been graduated.
        foreach (var (weeks, people) in small ? [(-12, 14), (-4, 9), (-2, 9), (4, 9)] : new[] { (-130, 21), (-104, 26), (-78, 28), (-52, 27), (-30, 29), (-13, 28), (-4, 27), (-2, 24), (4, 19), (5, 33), (9, 0) })
        {
            var start = On(weeks, DayOfWeek.Tuesday);
            var cohort = await MakeAsync("academy", $"Academy, {Season(start)}, {Neighborhood(weeks)}", start, new TimeOnly(18, 30), 60, 8, 30, Math.Abs(weeks) % sites.Count, pattern);
            pattern ??= await FillAsync(cohort, DemoPlaces.AcademyTopics, i => (departments[i % departments.Count], null), presenters);
            await LiveAsync(cohort, Take(adults, people), storm: weeks == -4);
        }
        await MakeAsync("academy", "Academy for PhillyRising block captains (draft)", On(14, DayOfWeek.Wednesday), new TimeOnly(18, 0), 60, 8, 30, 4, pattern, publish: false);
    }

    private async Task YouthAsync()
    {
        var pattern = default(Guid?);
        foreach (var (weeks, people, site) in small ? [(-8, 10, 1), (-2, 12, 1), (3, 8, 10)] : new[] { (-110, 24, 1), (-84, 28, 10), (-57, 22, 9), (-31, 28, 1), (-2, 28, 1), (-1, 25, 9), (3, 32, 10) })
        {
            var start = On(weeks, DayOfWeek.Thursday);
            var cohort = await MakeAsync("youth", $"YEP, {DemoPlaces.Sites[site].Name}, {Season(start)}", start, new TimeOnly(15, 30), 60, 5, 30, site, pattern);
            pattern ??= await FillAsync(cohort, DemoPlaces.YouthTopics, i => i == 0 ? (departments[0], null) : (null, partners[i - 1]), [presenters[0], .. presenters.Skip(departments.Count)]);
            var ids = Take(students, people);
            await LiveAsync(cohort, ids, consents: true, forgotten: weeks == -2);
        }
    }

    private async Task LiaisonsAsync()
    {
        await ShortenStandingsAsync();
        var pattern = default(Guid?);
        // Classes of eight, nearly every week of two years: 88 of them trained 700 people.
        var classes = small ? 2 : 88;
        for (var i = classes; i >= -2; i--)
        {
            var start = On(-i - 3, DayOfWeek.Monday);
            var cohort = await MakeAsync("liaison", $"Liaison class {Season(start)}, {start:MMMM d}", start, new TimeOnly(17, 30), 120, 3, 8, i % 3 == 0 ? Math.Abs(i) % sites.Count : 0, pattern);
            pattern ??= await FillAsync(cohort, DemoPlaces.LiaisonTopics, _ => (departments[0], null), [presenters[0]]);
            await LiveAsync(cohort, Take(adults, i < 0 ? 5 : 8));
        }
    }

    private async Task WorkshopsAsync()
    {
        if (small) return;
        foreach (var (weeks, people) in new[] { (-7, 58), (45, 0) })
        {
            var start = On(weeks, DayOfWeek.Monday);
            var cohort = await MakeAsync("workshops", $"Customer Service Week {start.Year}", start, new TimeOnly(9, 0), 60, 5, 60, 11, null, Weekdays.Monday | Weekdays.Tuesday | Weekdays.Wednesday | Weekdays.Thursday | Weekdays.Friday);
            await FillAsync(cohort, DemoPlaces.WorkshopTopics, _ => (departments[0], null), []);
            await LiveAsync(cohort, Take(adults, people));
        }
    }

    private async Task<Guid> MakeAsync(string program, string name, DateOnly start, TimeOnly time, int minutes, int count, int capacity, int site, Guid? pattern, Weekdays? days = null, bool publish = true)
    {
        clock.GoTo(Earlier(LocalTime.ToUtc(start.AddDays(-42), new TimeOnly(10, 0), Zone)));
        var input = new CohortInput
        {
            ProgramId = programs[program],
            Name = name,
            SiteId = sites[site],
            Capacity = capacity,
            Weekdays = days ?? (Weekdays)(1 << (int)start.DayOfWeek),
            StartDate = start,
            StartTime = time,
            Minutes = minutes,
            By = PlanBy.Sessions,
            Sessions = count,
            EnrollmentOpens = start.AddDays(-40),
            EnrollmentCloses = start.AddDays(-1),
            Host = program == "youth" ? "EducationWorks after-school program" : null,
        };
        var cohorts = Get<CohortService>();
        var id = (pattern is { } like ? await cohorts.CopyAsync(actor, like, input) : await cohorts.CreateAsync(actor, input)).OrThrow();
        planned.Add(new(program, id, sites[site], start));
        if (publish) Must(await cohorts.PublishAsync(actor, id, (await cohorts.InputAsync(actor, id)).OrThrow().Version));
        return id;
    }

    /// <summary>Topics, who gives them, presenters and a plan for the first cohort of a kind; the others are copies of it.</summary>
    private async Task<Guid> FillAsync(Guid cohort, string[] topics, Func<int, (Guid? Department, Guid? Partner)> from, IReadOnlyList<Guid> who)
    {
        var view = (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow();
        foreach (var (session, i) in view.Sessions.Select((s, i) => (s, i)))
        {
            var input = (await Get<SessionService>().InputAsync(actor, session.Id)).OrThrow();
            (input.DepartmentId, input.PartnerId) = from(i);
            input.Topic = topics[i % topics.Length];
            if (who.Count > 0) input.PresenterIds = [who[i % who.Count]];
            input.Plan =
            [
                new() { Title = "Welcome, and what we heard last time", Minutes = 10 },
                new() { Title = "How the service works", Minutes = input.Minutes / 2 - 10 },
                new() { Title = "Your questions and concerns", Minutes = input.Minutes / 2 - 5 },
                new() { Title = "Preview of next time", Minutes = 5 },
            ];
            Must(await Get<SessionService>().EditAsync(actor, session.Id, input));
        }
        return cohort;
    }

    /// <summary>Enrolls people, lives through the sessions that are over, and graduates the cohort if all are.</summary>
    private async Task LiveAsync(Guid cohort, IReadOnlyList<Guid> people, bool consents = false, bool storm = false, bool forgotten = false)
    {
        if (people.Count == 0) return;
        var sessions = (await Get<CohortService>().GetAsync(actor, cohort)).OrThrow().Sessions;
        clock.GoTo(Earlier(sessions[0].EndsUtc.AddDays(-20)));
        (await Get<EnrollmentService>().EnrollManyAsync(actor, cohort, people)).OrThrow();
        // A few families have not signed yet: a gap that the coordinator should see.
        if (consents)
            (await Get<ConsentService>().RecordListAsync(actor, cohort,
                [.. people.Skip(2).SelectMany(p => new[] { (p, ConsentPurpose.Participation), (p, ConsentPurpose.Survey), (p, ConsentPurpose.Walk) }), .. people.Skip(6).Select(p => (p, ConsentPurpose.Photo))],
                new SignatureInput { Relation = "parent", SignedOn = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(-1)) })).OrThrow();
        if (storm) sessions = await StormAsync(cohort);
        var missing = people.ToDictionary(p => p, _ => random.Next(10) switch { 0 => .5, < 4 => .2, _ => .04 });
        var held = sessions.Where(s => !s.Cancelled && s.EndsUtc <= Now()).ToList();
        foreach (var session in forgotten ? held.SkipLast(1) : held)
        {
            clock.GoTo(session.EndsUtc);
            await MarkAsync(session.Id, missing);
        }
        // Graduation comes a few days after the last session, if that day has been.
        if (sessions[^1].EndsUtc.AddDays(3) is var day && day > Now()) return;
        clock.GoTo(day);
        var rehearsal = (await Get<GraduationService>().RehearseAsync(actor, cohort)).OrThrow();
        (await Get<GraduationService>().GraduateAsync(actor, cohort, rehearsal.Fingerprint)).OrThrow();
        if (rehearsal.Accounts > 0) await JoinAsync(cohort);
    }

    private async Task MarkAsync(Guid session, Dictionary<Guid, double> missing)
    {
        var attendance = Get<AttendanceService>();
        var sheet = (await attendance.SheetAsync(actor, session)).OrThrow();
        var chances = missing.Values.ToList();
        var marks = sheet.Rows.Select((row, i) => (row.EnrollmentId, Input: random.NextDouble() < chances[i % chances.Count] ? Absence() : random.Next(15) == 0 ? new MarkInput(AttendanceMark.Late) : null));
        await Task.WhenAll(marks.Where(m => m.Input is not null).ToList().Select(m => attendance.MarkAsync(actor, session, m.EnrollmentId, m.Input!)));
        (await attendance.MarkRestPresentAsync(actor, session)).OrThrow();
    }

    private MarkInput Absence() => random.Next(3) == 0 ? new(AttendanceMark.Excused, Excuses[random.Next(Excuses.Length)]) : new(AttendanceMark.Absent);

    private DateTime Now() => LocalTime.ToUtc(today, new TimeOnly(12, 0), Zone);

    private DateTime Earlier(DateTime utc) => utc < Now() ? utc : Now();

    private DateOnly On(int weeks, DayOfWeek day)
    {
        var date = today.AddDays(7 * weeks);
        return date.AddDays(day - date.DayOfWeek);
    }

    private static string Season(DateOnly date) => $"{date.Month switch { <= 2 or 12 => "winter", <= 5 => "spring", <= 8 => "summer", _ => "fall" }} {date.Year}";

    private string Neighborhood(int weeks) => DemoPlaces.Sites[Math.Abs(weeks) % sites.Count].Neighborhood;

    private static List<Guid> Take(Queue<Guid> from, int count) => [.. Enumerable.Range(0, Math.Min(count, from.Count)).Select(_ => from.Dequeue())];
}
