using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys.Windows;

/// <summary>A cohort with people, four weekly sessions (the first on the fake clock's Monday at 6 pm), and a survey with every kind of question.</summary>
internal sealed class WindowScene
{
    public required Program Program { get; init; }

    public required Cohort Cohort { get; init; }

    public required Survey Survey { get; init; }

    public required List<Enrollment> Enrollments { get; init; }

    public SurveyVersion Version => Survey.Versions[0];

    /// <summary>People are called "Given001 Family001" and so on.</summary>
    public static async Task<WindowScene> AddAsync(EngagementDb db, int people = 3, bool minors = false, int sessions = 4, DateOnly? first = null, bool surveyRequired = false, string name = "City survey")
    {
        var program = new Program(minors ? "Youth Program" : "Academy", $"p{Guid.NewGuid():n}"[..20]) { ForMinors = minors, Rule = new CompletionRule { SurveyRequired = surveyRequired } };
        var start = first ?? new DateOnly(2026, 3, 2);
        var cohort = new Cohort(program.Id, "YEP, Penn Treaty") { Status = CohortStatus.Published, StartDate = start, Capacity = Math.Max(1, people) };
        for (var i = 0; i < sessions; i++) cohort.AddSession(start.AddDays(7 * i));
        var survey = Ask(name, Sample);
        db.AddRange(program, cohort, survey);
        var enrollments = new List<Enrollment>();
        for (var i = 1; i <= people; i++) enrollments.Add(AddPerson(db, cohort.Id, i, minors));
        await db.SaveChangesAsync();
        return new() { Program = program, Cohort = cohort, Survey = survey, Enrollments = enrollments };
    }

    /// <summary>One more participant.</summary>
    public static Enrollment AddPerson(EngagementDb db, Guid cohortId, int number, bool minor = false)
    {
        var person = new Person($"Given{number:000}", $"Family{number:000}") { Age = minor ? AgeBand.From11To13 : AgeBand.Adult };
        person.Refold();
        var enrollment = new Enrollment(cohortId, person.Id, new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc));
        enrollment.Admit(number, new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc), "Test");
        db.AddRange(person, enrollment);
        return enrollment;
    }

    /// <summary>A survey with one published version.</summary>
    public static Survey Ask(string name, SurveyContent content)
    {
        var survey = new Survey(name, forMinors: false, content);
        survey.Versions[0].PublishedAt = new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc);
        return survey;
    }

    /// <summary>A plan and an open window; everyone has a code.</summary>
    public async Task<SurveyWindow> OpenAsync(EngagementDb db, Promise promise = Promise.Confidential, WindowKind kind = WindowKind.Pre, bool consent = false, DateTime? opened = null)
    {
        if (promise != Promise.Anonymous && !db.SurveyPlans.Any(p => p.CohortId == Cohort.Id))
            db.Add(new SurveyPlan(Cohort.Id, promise, consent) { ListUntil = promise == Promise.Confidential ? Cohort.StartDate.AddDays(90) : null });
        var window = new SurveyWindow(Cohort.Id, Version, kind) { Anonymous = promise == Promise.Anonymous, OpensAt = opened ?? new(2026, 3, 2, 14, 0, 0, DateTimeKind.Utc) };
        db.Add(window);
        await db.SaveChangesAsync();
        await Codes.EnsureAsync(db, Cohort.Id);
        db.ChangeTracker.Clear();
        return window;
    }

    /// <summary>The code of the n-th participant, from 0.</summary>
    public string CodeOf(EngagementDb db, int index)
    {
        var id = Enrollments[index].Id;
        return db.SurveyCodes.Where(c => db.CodeHolders.Any(h => h.CodeId == c.Id && h.EnrollmentId == id)).Select(c => c.Code).Single();
    }

    private static Words Says(string text) => Words.Of("en", text);

    private static Option[] Agreement { get; } =
        [.. new[] { "Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree" }.Select((text, i) => new Option($"{i + 1}", Says(text)))];

    /// <summary>Fifteen questions: choices, scales, numbers, texts, a matrix and a section.</summary>
    public static SurveyContent Sample { get; } = new()
    {
        Title = Words.Both("What do you know about your city?", "¿Qué sabes de tu ciudad?"),
        Intro = Words.Both("There are no grades. Answer as you think.", "No hay notas. Responde lo que pienses."),
        Thanks = Words.Both("Thank you. Please give this sheet back.", "Gracias. Devuelve esta hoja, por favor."),
        Languages = ["en", "es"],
        Questions =
        [
            new() { Key = "about", Kind = QuestionKind.Section, Text = Words.Both("About Philly311", "Sobre Philly311"), Help = Says("Think of your neighborhood, not of your school.") },
            new() { Key = "knows", Kind = QuestionKind.YesNo, Text = Words.Both("Had you heard of Philly311 before today?", "¿Habías oído hablar de Philly311 antes de hoy?"), Options = Choices.YesNo },
            new()
            {
                Key = "how", Kind = QuestionKind.SeveralChoices, Text = Says("How did you hear of it?"), ShowIf = new("knows", ["yes"]), Shuffled = true,
                Options = [new("a", Says("At school")), new("b", Says("From family or friends")), new("c", Says("On the street: signs, trucks, posters")), new("d", Says("Online")), new("e", Says("Another way"))],
            },
            new()
            {
                Key = "call", Kind = QuestionKind.Knowledge, Text = Says("Whom do you call when a street light is out?"), Required = true,
                Options = [new("a", Says("911")), new("b", Says("311"), Right: true), new("c", Says("The mayor")), new("d", Says("Nobody: it repairs itself"))],
            },
            new() { Key = "trust", Kind = QuestionKind.Scale, Text = Says("The city listens to people of my age."), Options = Agreement, MayDecline = true },
            new()
            {
                Key = "feel", Kind = QuestionKind.Matrix, Text = Says("How much do you agree?"), Options = Agreement,
                Statements = [new("s1", Says("I know who is responsible for the park near my home.")), new("s2", Says("I can change something where I live.")), new("s3", Says("My neighbors and I look after our block together."))],
            },
            new() { Key = "age", Kind = QuestionKind.Number, Text = Says("How old are you?"), Least = 8, Most = 20, MayDecline = true },
            new() { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Both("What do you hope for from this program?", "¿Qué esperas de este programa?") },
            new() { Key = "word", Kind = QuestionKind.ShortText, Text = Says("One word for your neighborhood:") },
            .. Enumerable.Range(1, 4).Select(i => new Question { Key = $"more{i}", Kind = QuestionKind.OneChoice, Text = Says($"Which of these would you join, number {i}?"), Options = [new("x", Says("Clean-up")), new("y", Says("Mural")), new("z", Says("Neither"))] }),
        ],
    };
}
