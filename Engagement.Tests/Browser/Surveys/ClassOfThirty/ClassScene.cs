using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>A cohort of the Youth program with thirty-one students; all but the last have a guardian's consent.</summary>
internal sealed class ClassScene
{
    private readonly List<Guid> enrollments = [];

    public Guid CohortId { get; private init; }

    /// <summary>The code on each student's card.</summary>
    public List<string> Codes { get; } = [];

    public static string Name(int i) => $"Given{i:00} Family{i:00}";

    public static async Task<ClassScene> AddAsync(EngagementDb db)
    {
        var (now, today) = (DateTime.UtcNow, DateOnly.FromDateTime(DateTime.UtcNow));
        var program = new Program("Youth Engagement Program", $"yep-{Guid.NewGuid():n}"[..20]) { ForMinors = true };
        var cohort = new Cohort(program.Id, "YEP, Penn Treaty") { Status = CohortStatus.Published, StartDate = today, Capacity = 40 };
        for (var week = 0; week < 5; week++) cohort.AddSession(today.AddDays(7 * week));
        var scene = new ClassScene { CohortId = cohort.Id };
        db.AddRange(program, cohort);
        for (var i = 0; i <= ClassAnswers.Students; i++)
        {
            var person = new Person($"Given{i:00}", $"Family{i:00}") { Age = AgeBand.From11To13 };
            person.Refold();
            var enrollment = new Enrollment(cohort.Id, person.Id, now.AddDays(-9));
            enrollment.Admit(i + 1, now.AddDays(-9), "Test");
            db.AddRange(person, enrollment);
            if (i < ClassAnswers.Students) db.Add(new Consent(person.Id, ConsentPurpose.Survey, 1, "A guardian", "mother", today.AddDays(-5), null));
            scene.enrollments.Add(enrollment.Id);
        }
        await db.SaveChangesAsync();
        return scene;
    }

    /// <summary>Reads what stands on the cards.</summary>
    public async Task ReadCodesAsync(EngagementDb db)
    {
        var codes = await db.CodeHolders.Join(db.SurveyCodes, h => h.CodeId, c => c.Id, (h, c) => new { h.EnrollmentId, c.Code }).ToDictionaryAsync(c => c.EnrollmentId, c => c.Code);
        Codes.AddRange(enrollments.Select(e => codes[e]));
    }

    /// <summary>Every student's answers are stored once, handed in, and are what this student gave; nothing else is stored.</summary>
    public async Task ShouldBeStoredAsync(EngagementDb db, WindowKind kind)
    {
        var after = kind == WindowKind.Post;
        var stored = await (from r in db.SurveyResponses.AsNoTracking()
                            join w in db.SurveyWindows on r.WindowId equals w.Id
                            join h in db.CodeHolders on r.CodeId equals h.CodeId
                            where w.Kind == kind
                            select new { h.EnrollmentId, r.Progress, r.Source, r.Answers }).ToListAsync();
        var expected = Enumerable.Range(0, ClassAnswers.Students).Where(i => i != (after ? 29 : 28))
            .Select(i => $"{i:00} {(i < 25 ? AnswerSource.Screen : AnswerSource.Paper)}: {ClassAnswers.Written(ClassAnswers.Of(i, after))}");
        stored.ShouldAllBe(r => r.Progress == Progress.Done);
        stored.Select(r => $"{enrollments.IndexOf(r.EnrollmentId):00} {r.Source}: {ClassAnswers.Stored(r.Answers)}").Order(StringComparer.Ordinal).ShouldBe(expected);
        (await db.SurveyResponses.CountAsync(r => db.SurveyWindows.Any(w => w.Id == r.WindowId && w.Kind == kind))).ShouldBe(stored.Count);
    }
}
