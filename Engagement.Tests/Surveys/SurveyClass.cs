using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys;

/// <summary>A cohort with an instrument, a plan, an open window, and a code for each student.</summary>
internal sealed class SurveyClass
{
    private static readonly HashSet<string> Given = [];

    public required Cohort Cohort { get; init; }

    public required Survey Survey { get; init; }

    public required SurveyWindow Window { get; init; }

    public required SurveyPlan Plan { get; init; }

    public List<Guid> PersonIds { get; } = [];

    public List<Guid> EnrollmentIds { get; } = [];

    /// <summary>Pairing codes in the order of the students.</summary>
    public List<SurveyCode> Codes { get; } = [];

    public SurveyVersion Version => Survey.Versions[0];

    /// <summary>A class whose pre window opened an hour ago. Change the window or the plan before it is saved through <paramref name="change"/>; with <paramref name="of"/> it has the same instrument.</summary>
    public static async Task<SurveyClass> AddAsync(EngagementDb db, DateTime now, SurveyContent content, int students = 3, AgeBand age = AgeBand.From11To13,
        Promise promise = Promise.Confidential, bool consentNeeded = false, WindowKind kind = WindowKind.Pre, Action<SurveyClass>? change = null, SurveyClass? of = null)
    {
        var program = new Program("Youth Engagement Program", $"yep-{Guid.NewGuid():n}"[..20]) { ForMinors = age != AgeBand.Adult };
        var today = DateOnly.FromDateTime(now);
        var cohort = new Cohort(program.Id, "Penn Treaty, fall") { Status = CohortStatus.Published, StartDate = today, Capacity = 100 };
        cohort.AddSession(today);
        var survey = of?.Survey ?? new Survey($"Survey {Guid.NewGuid():n}"[..20], forMinors: true, content);
        survey.Versions[0].PublishedAt = now.AddDays(-1);
        var made = new SurveyClass
        {
            Cohort = cohort,
            Survey = survey,
            Plan = new SurveyPlan(cohort.Id, promise, consentNeeded),
            Window = new SurveyWindow(cohort.Id, survey.Versions[0], kind) { OpensAt = now.AddHours(-1) },
        };
        change?.Invoke(made);
        db.AddRange(program, cohort, made.Plan, made.Window);
        if (of is null) db.Add(survey);
        for (var i = 1; i <= students; i++)
        {
            var person = new Person("Student", $"{i:000}") { Age = age };
            var enrollment = Unlike(() => new Enrollment(cohort.Id, person.Id, now));
            enrollment.Move(Stage.Enrolled, now, "Test", null);
            enrollment.Seat = i;
            var code = Unlike(() => SurveyCode.ForPair(cohort.Id), c => c.Code);
            db.AddRange(person, enrollment, code, new CodeHolder(code.Id, enrollment.Id));
            made.PersonIds.Add(person.Id);
            made.EnrollmentIds.Add(enrollment.Id);
            made.Codes.Add(code);
        }
        await db.SaveChangesAsync();
        return made;
    }

    /// <summary>Something with a random code that nothing else of this run has: among ten thousands, two of 594 million may be the same.</summary>
    public static T Unlike<T>(Func<T> make, Func<T, string> code)
    {
        lock (Given)
            while (true)
                if (make() is var made && Given.Add(code(made)[..7])) return made;
    }

    /// <summary>An enrollment of which neither the card's code nor the reference is another one's.</summary>
    public static Enrollment Unlike(Func<Enrollment> make) => Unlike(() => Unlike(make, e => e.CardCode), e => e.Reference);

    /// <summary>Another window of the same class, open since an hour.</summary>
    public async Task<SurveyWindow> AddWindowAsync(EngagementDb db, DateTime now, WindowKind kind, Action<SurveyWindow>? change = null)
    {
        var window = new SurveyWindow(Cohort.Id, Version, kind) { OpensAt = now.AddHours(-1) };
        change?.Invoke(window);
        db.Add(window);
        await db.SaveChangesAsync();
        return window;
    }

    /// <summary>Tickets of an anonymous window.</summary>
    public static async Task<List<SurveyCode>> AddTicketsAsync(EngagementDb db, SurveyWindow window, int count)
    {
        var tickets = Enumerable.Range(0, count).Select(_ => SurveyCode.Ticket(window)).ToList();
        db.AddRange(tickets);
        await db.SaveChangesAsync();
        return tickets;
    }

    /// <summary>A guardian's consent to surveys for a student.</summary>
    public async Task ConsentAsync(EngagementDb db, int student, DateTime now)
    {
        db.Add(new Consent(PersonIds[student], ConsentPurpose.Survey, 1, "A guardian", "mother", DateOnly.FromDateTime(now).AddDays(-3), null));
        await db.SaveChangesAsync();
    }

    /// <summary>The response of a student in the window; null when there is none.</summary>
    public Task<SurveyResponse?> ResponseAsync(EngagementDb db, int student, SurveyWindow? window = null)
    {
        var (windowId, codeId) = ((window ?? Window).Id, Codes[student].Id);
        return db.SurveyResponses.AsNoTracking().FirstOrDefaultAsync(r => r.WindowId == windowId && r.CodeId == codeId);
    }
}
