using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public sealed class CardCodeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task DrawCards_CodeIsTakenOrTwiceAmongTheNew_AnotherIsDrawn(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db);
        var people = await Arrange.PeopleAsync(db, 3);
        (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, cohort.Id, people[..1])).OrThrow();
        var taken = await db.Enrollments.Select(e => e.CardCode).SingleAsync();
        Enrollment[] fresh = [New(people[1], taken), New(people[2], taken)];
        await EnrollmentService.DrawCardsAsync(db, fresh);
        fresh.Select(e => e.CardCode).Append(taken).Distinct().Count().ShouldBe(3);

        Enrollment New(Guid person, string code) => new(cohort.Id, person, DateTime.UtcNow) { CardCode = code };
    }
}
