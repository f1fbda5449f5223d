using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public class RosterTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneOrThreeRows_SameNumberOfSelects(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var counts = new List<int>();
        foreach (var people in (int[])[1, 3])
        {
            await using var db = test.Open();
            var cohort = await Arrange.CohortAsync(db, 10);
            (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, cohort.Id, await Arrange.PeopleAsync(db, people))).OrThrow();
            test.Queries.Reset();
            (await test.Get<RosterService>().HeadAsync(TestDb.Coordinator, cohort.Id)).OrThrow().Held.ShouldBe(people);
            (await test.Get<RosterService>().ListAsync(TestDb.Coordinator, cohort.Id, null, new PageRequest(0, 50))).OrThrow().Items.Count.ShouldBe(people);
            counts.Add(test.Queries.Count);
        }
        counts.ShouldBe([4, 4]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_SearchAndStages_FindsByNameCodeAndStage(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, 2);
        (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, cohort.Id, await Arrange.PeopleAsync(db, 4))).OrThrow();
        var service = test.Get<RosterService>();
        async Task<string[]> NamesAsync(Stage? stage, string? search, string? sort = null) =>
            [.. (await service.ListAsync(TestDb.Coordinator, cohort.Id, stage, new PageRequest(0, 50, search, sort))).OrThrow().Items.Select(r => r.Name)];
        (await NamesAsync(null, null)).ShouldBe(["Person 001", "Person 002", "Person 003", "Person 004"]);
        (await NamesAsync(Stage.Waitlisted, null, "applied")).ShouldBe(["Person 003", "Person 004"]);
        (await NamesAsync(null, "PÉRSON 002")).ShouldBe(["Person 002"]);
        var third = await db.Enrollments.Where(e => e.Stage == Stage.Waitlisted).OrderBy(e => e.AppliedAt).FirstAsync();
        (await NamesAsync(null, CheckedCode.Print(third.CardCode).ToLowerInvariant())).ShouldBe(["Person 003"]);
        (await NamesAsync(null, CheckedCode.Print(third.Reference))).ShouldBe(["Person 003"]);
        (await NamesAsync(null, "' OR 1=1 --")).ShouldBeEmpty();
        var hit = (await service.FindPeopleAsync(TestDb.Coordinator, cohort.Id, "person 004")).OrThrow().ShouldHaveSingleItem();
        hit.Stage.ShouldBe(Stage.Waitlisted);
        (await service.FindPeopleAsync(TestDb.Coordinator, Guid.NewGuid(), "person 004")).OrThrow().ShouldHaveSingleItem().Stage.ShouldBeNull();
        var waiting = (await service.WaitingAsync(TestDb.Coordinator)).OrThrow().ShouldHaveSingleItem();
        (waiting.Applied, waiting.Waitlisted, waiting.SeatsLeft).ShouldBe((0, 2, 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_Names_InOrderWhateverTheirCaseAndAccents(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db);
        Person[] people = [new("Eva", "de la Cruz"), new("Ana", "Zapata"), new("Luis", "Álvarez"), new("小龍", "李")];
        db.AddRange(people.AsEnumerable());
        await db.SaveChangesAsync();
        (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, cohort.Id, [.. people.Select(p => p.Id)])).OrThrow();
        string[] order = ["Luis Álvarez", "Eva de la Cruz", "Ana Zapata", "李小龍"];
        (await test.Get<RosterService>().ListAsync(TestDb.Coordinator, cohort.Id, null, new PageRequest())).OrThrow().Items.Select(r => r.Name).ShouldBe(order);
        (await test.Get<AttendanceService>().SheetAsync(TestDb.Coordinator, cohort.Sessions[0].Id)).OrThrow().Rows.Select(r => r.Name).ShouldBe(order);
        (await test.Get<CompletionService>().OfCohortAsync(TestDb.Coordinator, cohort.Id)).OrThrow().Rows.Select(r => r.Name).ShouldBe(order);
    }

    [Theory, OnSqlite]
    public async Task All_WithoutTheRightToReadPeople_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<RosterService>();
        (await service.HeadAsync(TestDb.Leader, Guid.NewGuid())).Error.ShouldBeOfType<Forbidden>();
        (await service.ListAsync(TestDb.Leader, Guid.NewGuid(), null, new PageRequest())).Error.ShouldBeOfType<Forbidden>();
        (await service.FindPeopleAsync(TestDb.Leader, Guid.NewGuid(), "ab")).Error.ShouldBeOfType<Forbidden>();
        (await service.WaitingAsync(TestDb.Leader)).Error.ShouldBeOfType<Forbidden>();
    }
}
