using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Surveys.Reports;

/// <summary>A program whose cohorts answered before and after; everything closed before the fake clock's 2026-03-02.</summary>
public sealed class SurveyScene
{
    private readonly List<object> all = [];
    private int people;

    public SurveyScene(SurveyContent content, bool minors = true, string program = "Youth Engagement Program", SurveyContent? after = null)
    {
        Program = new(program, $"p{Guid.NewGuid():n}") { ForMinors = minors };
        Survey = new($"{program} {Guid.NewGuid():n}", minors, content);
        all.AddRange([Program, Survey]);
        Version.PublishedAt = Day(0);
        if (after is null) return;
        var revised = Survey.Revise();
        (revised.Content, revised.PublishedAt) = (after, Day(1));
    }

    public Program Program { get; }

    public Survey Survey { get; }

    public SurveyVersion Version => Survey.Versions[0];

    public ReportChoice Choice => new(Program.Id);

    public static DateTime Day(int day) => new DateTime(2025, 10, 1, 20, 0, 0, DateTimeKind.Utc).AddDays(day);

    /// <summary>A yes/no question.</summary>
    public static Question YesNo(string key, string text) => new()
    {
        Key = key,
        Kind = QuestionKind.YesNo,
        Text = Words.Both(text, $"{text} (es)"),
        Options = [new("yes", Words.Both("Yes", "Sí")), new("no", Words.Both("No", "No")), new("dk", Words.Both("Don't know", "No sé"))],
    };

    /// <summary>A question with options "a", "b" …, or points "1", "2" … of a scale; of a knowledge question "a" is right.</summary>
    public static Question Choose(string key, QuestionKind kind, int options, string? text = null) => new()
    {
        Key = key,
        Kind = kind,
        Text = Words.Both(text ?? $"Question {key}", $"Pregunta {key}"),
        Options = [.. Enumerable.Range(0, options).Select(i => new Option(Key(kind, i), Words.Both($"{key} option {i + 1}", $"{key} opción {i + 1}"), kind == QuestionKind.Knowledge && i == 0))],
    };

    public static string Key(QuestionKind kind, int option) => kind == QuestionKind.Scale ? $"{option + 1}" : $"{(char)('a' + option)}";

    /// <summary>Adds entities to be saved.</summary>
    public void Add(params IEnumerable<object> entities) => all.AddRange(entities);

    /// <summary>A cohort with five weekly sessions, a plan, and closed windows before and after.</summary>
    public SceneCohort Cohort(string name, Site? site = null, int startDay = 0, Promise promise = Promise.Confidential, bool consent = false, bool anonymous = false, SurveyVersion? after = null)
    {
        var cohort = new Cohort(Program.Id, name) { Status = CohortStatus.Published, Capacity = 500, StartDate = DateOnly.FromDateTime(Day(startDay)), SiteId = site?.Id, StartTime = new(15, 30) };
        for (var i = 0; i < 5; i++) cohort.AddSession(DateOnly.FromDateTime(Day(startDay + 7 * i)));
        var made = new SceneCohort(this, cohort, new SurveyPlan(cohort.Id, promise, consent),
            Window(WindowKind.Pre, Version, startDay), Window(WindowKind.Post, after ?? Survey.Newest!, startDay + 28));
        all.AddRange([cohort, made.Plan, made.Pre, made.Post]);
        return made;

        SurveyWindow Window(WindowKind kind, SurveyVersion version, int day) =>
            new(cohort.Id, version, kind) { OpensAt = Day(day).AddHours(-1), ClosesAt = Day(day).AddHours(2), Anonymous = anonymous, SessionId = cohort.Sessions[kind == WindowKind.Pre ? 0 : 4].Id };
    }

    /// <summary>Somebody with a seat.</summary>
    internal (Person Person, Enrollment Enrollment) Enroll(Cohort cohort, Stage stage = Stage.Enrolled)
    {
        var person = new Person($"Given{++people}", $"Family{people}") { Age = Program.ForMinors ? AgeBand.From11To13 : AgeBand.Adult };
        var enrollment = SurveyClass.Unlike(() => new Enrollment(cohort.Id, person.Id, Day(-5)) { Seat = stage == Stage.Enrolled ? people : null });
        enrollment.Move(Stage.Enrolled, Day(-5), "Test", null);
        if (stage != Stage.Enrolled) enrollment.Move(stage, Day(10), "Test", null);
        all.AddRange([person, enrollment]);
        return (person, enrollment);
    }

    public Task SaveAsync(TestDb test) => test.AddAsync([.. all]);

    public Task SaveAsync(EngagementDb db)
    {
        db.AddRange(all);
        return db.SaveChangesAsync();
    }

    public static async Task<SurveyReport> ReportAsync(TestDb test, ReportChoice choice, Actor? actor = null, Audience audience = Audience.Inside) =>
        (await test.Get<SurveyReportService>().GetAsync(actor ?? TestDb.Coordinator, choice, audience)).OrThrow();
}

/// <summary>A cohort of a scene.</summary>
public sealed record SceneCohort(SurveyScene Scene, Cohort Cohort, SurveyPlan Plan, SurveyWindow Pre, SurveyWindow Post)
{
    public Guid Id => Cohort.Id;

    /// <summary>
    /// Somebody who answered: <c>knows=yes;mood=3</c> before and after, or null for nothing. Several options are joined by +.
    /// </summary>
    public SurveyCode Answer(string? before, string? after, int attended = 5, Stage stage = Stage.Enrolled, bool listed = true)
    {
        var (_, enrollment) = Scene.Enroll(Cohort, stage);
        var code = SurveyClass.Unlike(() => SurveyCode.ForPair(Cohort.Id), c => c.Code);
        Scene.Add(code);
        if (listed) Scene.Add(new CodeHolder(code.Id, enrollment.Id));
        else code.Attended = attended;
        foreach (var session in Cohort.Sessions.Take(listed ? attended : 0))
            Scene.Add(new Attendance(session.Id, enrollment.Id, AttendanceMark.Present, null, MarkSource.Staff, "Test", SurveyScene.Day(0)));
        if (before is not null) Scene.Add(Response(Pre, code.Id, before));
        if (after is not null) Scene.Add(Response(Post, code.Id, after));
        return code;
    }

    /// <summary>An anonymous response.</summary>
    public void Ticket(WindowKind kind, string answers) => Scene.Add(Response(kind == WindowKind.Pre ? Pre : Post, null, answers));

    private static SurveyResponse Response(SurveyWindow window, Guid? code, string answers)
    {
        var pairs = answers.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('=', 2))
            .Select(a => KeyValuePair.Create(a[0], a[1] == "-" ? Core.Surveys.Answer.Declined : a[1].Contains('+', StringComparison.Ordinal) ? Core.Surveys.Answer.Of(a[1].Split('+')) : Core.Surveys.Answer.Of(a[1])));
        return new(window.Id, window.VersionId, code ?? Guid.Empty, "en", AnswerSource.Screen, SurveyScene.Day(0)) { CodeId = code, Progress = Progress.Done, TouchedAt = null, Answers = AnswerSheet.Write(pairs) };
    }
}
