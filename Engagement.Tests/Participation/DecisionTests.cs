using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

public class DecisionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Decide_Withdraw_SeatGoesToFirstInLine(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (cohort, ids) = await FilledAsync(test, WaitlistRule.FirstInLine);
        var outcome = (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, cohort.Id, [ids[0]], Decision.Withdraw, "moved away")).OrThrow();
        outcome.ShouldBe(new DecisionOutcome(1, 0, 0, 1));
        await using var db = test.Open();
        var all = await db.Enrollments.ToDictionaryAsync(e => e.Id);
        (all[ids[0]].Stage, all[ids[0]].Seat).ShouldBe((Stage.Withdrawn, null));
        (all[ids[2]].Stage, all[ids[2]].Seat).ShouldBe((Stage.Enrolled, 1));
        all[ids[3]].Stage.ShouldBe(Stage.Waitlisted);
        all[ids[0]].History.Select(h => (h.From, h.To, h.Reason)).ShouldBe([(null, Stage.Enrolled, null), (Stage.Enrolled, Stage.Withdrawn, "moved away")]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Decide_ByHand_SeatWaitsForTheChosenOne(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (cohort, ids) = await FilledAsync(test, WaitlistRule.ByHand);
        var service = test.Get<EnrollmentService>();
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[1]], Decision.Withdraw, "ill")).OrThrow().Promoted.ShouldBe(0);
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[3]], Decision.Admit)).OrThrow().Done.ShouldBe(1);
        await using var db = test.Open();
        (await db.Enrollments.SingleAsync(e => e.Id == ids[3])).Seat.ShouldBe(2);
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[2]], Decision.Admit)).OrThrow().ShouldBe(new DecisionOutcome(0, 1, 0, 0));
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[2]], Decision.AdmitBeyond)).OrThrow().Done.ShouldBe(1);
        (await Arrange.SeatsAsync(db, cohort.Id)).ShouldBe([1, 2, 3]);
    }

    [Theory, OnSqlite]
    public async Task Decide_EnrolledMadeToWait_IsNotPromotedAgainAndGoesToTheEnd(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (cohort, ids) = await FilledAsync(test, WaitlistRule.FirstInLine);
        test.Clock.Advance(TimeSpan.FromHours(1));
        var service = test.Get<EnrollmentService>();
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[0]], Decision.Wait)).OrThrow().ShouldBe(new DecisionOutcome(1, 0, 0, 1));
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[1]], Decision.Withdraw, "x")).OrThrow().Promoted.ShouldBe(1);
        await using var db = test.Open();
        (await db.Enrollments.Where(e => e.Seat != null).Select(e => e.Id).ToListAsync()).ShouldBe([ids[2], ids[3]], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fill_CapacityRaised_LineMovesUpInOrder(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (cohort, ids) = await FilledAsync(test, WaitlistRule.ByHand);
        await using var db = test.Open();
        await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Capacity, 3));
        (await test.Get<EnrollmentService>().FillAsync(TestDb.Coordinator, cohort.Id)).OrThrow().Promoted.ShouldBe(1);
        (await db.Enrollments.SingleAsync(e => e.Id == ids[2])).Seat.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Decide_WithdrawalsAndAdmissionsAtOnce_NoSeatTwiceAndNoneBeyond(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (cohort, ids) = await FilledAsync(test, WaitlistRule.FirstInLine, people: 16, capacity: 4);
        var service = test.Get<EnrollmentService>();
        var work = ids.Select((id, i) => Task.Run(() => i < 4
            ? service.DecideAsync(TestDb.Coordinator, cohort.Id, [id], Decision.Withdraw, "left")
            : service.DecideAsync(TestDb.Coordinator, cohort.Id, [id], Decision.Admit)));
        foreach (var result in await Task.WhenAll(work)) result.OrThrow();
        await using var db = test.Open();
        (await Arrange.SeatsAsync(db, cohort.Id)).ShouldBe([1, 2, 3, 4]);
        (await db.Enrollments.CountAsync(e => e.Stage == Stage.Enrolled)).ShouldBe(4);
    }

    [Theory, OnSqlite]
    public async Task Decide_WithoutReasonOrFromAWrongStage_ChangesNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (cohort, ids) = await FilledAsync(test, WaitlistRule.ByHand);
        var service = test.Get<EnrollmentService>();
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, ids, Decision.Withdraw, "  ")).Error.ShouldBeOfType<Invalid>();
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, ids, Decision.Deny, new string('x', 201))).Error.ShouldBeOfType<Invalid>();
        (await service.DecideAsync(TestDb.Coordinator, cohort.Id, [ids[0]], Decision.Deny, "no")).OrThrow().ShouldBe(new DecisionOutcome(0, 0, 1, 0));
        (await service.DecideAsync(TestDb.Leader, cohort.Id, ids, Decision.Admit)).Error.ShouldBeOfType<Forbidden>();
        await using var db = test.Open();
        (await db.Enrollments.ToListAsync()).ShouldAllBe(e => e.History.Count == 1);
    }

    private static async Task<(Cohort Cohort, List<Guid> Enrollments)> FilledAsync(TestDb test, WaitlistRule rule, int people = 4, int capacity = 2)
    {
        await using var db = test.Open();
        var cohort = await Arrange.CohortAsync(db, capacity, rule);
        var persons = await Arrange.PeopleAsync(db, people);
        (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, cohort.Id, persons)).OrThrow();
        var enrollments = await db.Enrollments.ToDictionaryAsync(e => e.PersonId, e => e.Id);
        return (cohort, [.. persons.Select(p => enrollments[p])]);
    }
}
