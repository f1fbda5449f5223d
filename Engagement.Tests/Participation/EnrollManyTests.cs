using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public class EnrollManyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task EnrollMany_MoreThanSeats_RestWaitsInOrder(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, capacity: 3);
        var people = await Arrange.PeopleAsync(db, 5);
        var service = test.Get<EnrollmentService>();
        (await service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, people[..2])).OrThrow().ShouldBe(new EnrollOutcome(2, 0, 0));
        (await service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, people)).OrThrow().ShouldBe(new EnrollOutcome(1, 2, 2));
        (await Arrange.SeatsAsync(db, cohort.Id)).ShouldBe([1, 2, 3]);
        var last = await db.Enrollments.SingleAsync(e => e.PersonId == people[4]);
        last.Stage.ShouldBe(Stage.Waitlisted);
        var step = last.History.ShouldHaveSingleItem();
        (step.From, step.To, step.By).ShouldBe((null, Stage.Waitlisted, TestDb.Coordinator.Name));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task EnrollMany_TwentyAtOnceForFiveSeats_ExactlyFive(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, capacity: 5);
        var people = await Arrange.PeopleAsync(db, 20);
        var service = test.Get<EnrollmentService>();
        var results = await Task.WhenAll(people.Select(p => Task.Run(() => service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, [p]))));
        results.Sum(r => r.OrThrow().Enrolled).ShouldBe(5);
        results.Sum(r => r.OrThrow().Waitlisted).ShouldBe(15);
        (await Arrange.SeatsAsync(db, cohort.Id)).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task EnrollMany_SamePersonAtOnce_IsInOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db);
        var people = await Arrange.PeopleAsync(db, 1);
        var service = test.Get<EnrollmentService>();
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, people))));
        results.Sum(r => r.OrThrow().Enrolled).ShouldBe(1);
        results.Sum(r => r.OrThrow().Already).ShouldBe(5);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task EnrollMany_OneOrThree_SameNumberOfQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, capacity: 50);
        var people = await Arrange.PeopleAsync(db, 4);
        var service = test.Get<EnrollmentService>();
        test.Queries.Reset();
        await service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, people[..1]);
        var one = test.Queries.Count;
        test.Queries.Reset();
        await service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, people[1..]);
        // SQLite has no batches: each inserted row is a command of its own, with its line of the audit trail.
        var inserts = provider == DatabaseProvider.Sqlite ? 2 * 2 : 0;
        test.Queries.Count.ShouldBeLessThanOrEqualTo(one + inserts);
    }

    [Theory, OnSqlite]
    public async Task EnrollMany_WrongHands_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db);
        var people = await Arrange.PeopleAsync(db, 1);
        var service = test.Get<EnrollmentService>();
        (await service.EnrollManyAsync(Actor.Anyone, cohort.Id, people)).Error.ShouldBeOfType<Forbidden>();
        (await service.EnrollManyAsync(TestDb.Leader, cohort.Id, people)).Error.ShouldBeOfType<Forbidden>();
        (await service.EnrollManyAsync(TestDb.Coordinator, Guid.NewGuid(), people)).Error.ShouldBeOfType<NotFound>();
        (await service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, [Guid.NewGuid()])).Error.ShouldBeOfType<NotFound>();
        await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, CohortStatus.Closed));
        (await service.EnrollManyAsync(TestDb.Coordinator, cohort.Id, people)).Error.ShouldBeOfType<CohortEnded>();
        (await db.Enrollments.CountAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task EnrollNew_SameFormTwiceAtOnce_OnePerson(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db);
        var service = test.Get<EnrollmentService>();
        var form = new NewParticipant { FormId = Guid.NewGuid(), GivenName = "Ada" };
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => service.EnrollNewAsync(TestDb.Coordinator, cohort.Id, form))));
        both.Select(r => r.OrThrow().Id).Distinct().ShouldHaveSingleItem();
        form.FormId = Guid.NewGuid();
        (await service.EnrollNewAsync(TestDb.Coordinator, cohort.Id, form)).OrThrow().Id.ShouldNotBe(both[0].OrThrow().Id);
        (await db.People.CountAsync()).ShouldBe(2);
    }
}
