using Engagement.Core.Certificates;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.People;

/// <summary>People with all that can belong to them.</summary>
internal static class PeopleData
{
    public static DateTime Now(this TestDb test) => test.Clock.GetUtcNow().UtcDateTime;

    public static async Task<Cohort> AddCohortAsync(this TestDb test, string name, bool forMinors = false, DateOnly? sessionOn = null)
    {
        var program = new Program($"Program of {name}", name.ToLowerInvariant().Replace(' ', '-')) { ForMinors = forMinors };
        var cohort = new Cohort(program.Id, name) { StartDate = sessionOn ?? new DateOnly(2026, 2, 1), Capacity = 30 };
        cohort.AddSession(sessionOn ?? new DateOnly(2026, 2, 1));
        await test.AddAsync(program, cohort);
        return cohort;
    }

    public static async Task<Guid> AddPersonAsync(this TestDb test, string given, string family, Action<PersonInput>? more = null)
    {
        var input = new PersonInput { GivenName = given, FamilyName = family };
        more?.Invoke(input);
        return (await test.Get<PersonService>().CreateAsync(TestDb.Coordinator, input)).OrThrow();
    }

    public static async Task<Enrollment> EnrollAsync(this TestDb test, Cohort cohort, Guid personId, Stage stage, int? seat = null, string? reason = null)
    {
        var enrollment = new Enrollment(cohort.Id, personId, test.Now()) { Seat = seat };
        enrollment.Move(Stage.Applied, test.Now(), "Public", null);
        if (stage != Stage.Applied) enrollment.Move(stage, test.Now(), "Coordinator", reason);
        await test.AddAsync(enrollment);
        return enrollment;
    }

    public static Certificate Certificate(Cohort cohort, Enrollment enrollment, string name) =>
        new($"{enrollment.Id}/completion/1", "ACA-2026-0001", enrollment.Id, cohort.Id, new CertificateContent { Name = name, Text = $"{name} has completed it.", ProgramName = "Academy" }, new DateOnly(2026, 2, 2))
        {
            StatusReason = $"The name was not {name}",
        };
}
