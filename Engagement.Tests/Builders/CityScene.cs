using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Builders;

/// <summary>A program with cohorts, sessions and participants around the fake clock's Monday, 2026-03-02.</summary>
public sealed class CityScene(bool forMinors = false, string name = "Academy")
{
    public Program Program { get; } = new(name, ProgramInput.Slugged(name)) { ForMinors = forMinors };

    public Site Site { get; } = new($"{name} site");

    public List<object> More { get; } = [];

    /// <summary>A published cohort with a session on each date, at 18:00 Philadelphia time.</summary>
    public Cohort Cohort(string called, params DateOnly[] dates)
    {
        var cohort = new Cohort(Program.Id, called) { SiteId = Site.Id, Status = CohortStatus.Published, Capacity = 10, StartDate = dates.Length > 0 ? dates[0] : new(2026, 3, 2) };
        foreach (var date in dates) cohort.AddSession(date);
        More.Add(cohort);
        return cohort;
    }

    /// <summary>An enrolled participant.</summary>
    public Enrollment Enroll(Cohort cohort, int seat, Stage stage = Stage.Enrolled)
    {
        var person = new Person($"Given{seat}", $"Family {cohort.Name}");
        var enrollment = new Enrollment(cohort.Id, person.Id, new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc)) { Seat = stage == Stage.Enrolled ? seat : null };
        enrollment.Move(stage, new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc), "Test", null);
        More.AddRange([person, enrollment]);
        return enrollment;
    }

    public object[] All => [Program, Site, .. More];

    public Task SaveAsync(TestDb test) => test.AddAsync(All);
}
