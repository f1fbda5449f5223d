using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Graduation;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Graduation;

public class GraduationServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Rehearse_Cohort_SaysWhoCompletesAndWhyNot(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:1", "محمد Diaz:3");
        var rehearsal = await RehearseAsync(test, room);
        rehearsal.Rows.Select(r => (r.Name, r.Outcome)).ShouldBe([("Ana Byron", Outcome.Graduates), ("Bo Clark", Outcome.DoesNotComplete), ("محمد Diaz", Outcome.NameNotPrintable)]);
        rehearsal.Rows[1].Reason.ShouldBe("1 of 2 sessions missing");
        rehearsal.Rows[0].Text.ShouldContain("3 sessions, 3 hours");
        rehearsal.Blockers.ShouldBeEmpty();
        await using var db = test.Open();
        (await db.Certificates.CountAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_Cohort_IssuesCompletesAndCloses(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:1");
        (await GraduateAsync(test, room)).ShouldBe(new GraduationOutcome(1, 0));
        await using var db = test.Open();
        var certificate = await db.Certificates.SingleAsync();
        certificate.Number.ShouldBe("ACA-2026-0001");
        CheckedCode.Read(certificate.Code).ShouldBe(certificate.Code);
        (certificate.Content.Name, certificate.Content.Sessions, certificate.Content.Minutes).ShouldBe(("Ana Byron", 3, 180));
        var ana = await db.Enrollments.SingleAsync(e => e.Id == room.EnrollmentIds[0]);
        (ana.Stage, ana.CompletedOn).ShouldBe((Stage.Completed, new DateOnly(2026, 3, 2)));
        (await db.Enrollments.SingleAsync(e => e.Id == room.EnrollmentIds[1])).Stage.ShouldBe(Stage.Enrolled);
        (await db.Cohorts.SingleAsync(c => c.Id == room.CohortId)).Status.ShouldBe(CohortStatus.Closed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_Twice_ChangesNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:2");
        var shown = await RehearseAsync(test, room);
        await GraduateAsync(test, room, shown.Fingerprint);
        (await GraduateAsync(test, room, shown.Fingerprint)).ShouldBe(new GraduationOutcome(0, 2));
        (await GraduateAsync(test, room)).ShouldBe(new GraduationOutcome(0, 2));
        await using var db = test.Open();
        (await db.Certificates.CountAsync()).ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_ManyAtTheSameTime_IssuesOnceWithUniqueNumbers(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var rooms = new[] { await AddAsync(test, "Ana Byron:3", "Bo Clark:2"), await AddAsync(test, "Cy Diaz:3", "Di Evans:3", "Ed Fox:3") };
        var shown = new[] { await RehearseAsync(test, rooms[0]), await RehearseAsync(test, rooms[1]) };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
            (await new GraduationService(test.Factory, test.Clock, test.Get<IAccountMail>()).GraduateAsync(TestDb.Coordinator, rooms[i % 2].CohortId, shown[i % 2].Fingerprint)).OrThrow())));
        outcomes.Sum(o => o.Issued).ShouldBe(5);
        await using var db = test.Open();
        (await db.Certificates.Select(c => c.Number).OrderBy(n => n).ToListAsync())
            .ShouldBe(["ACA-2026-0001", "ACA-2026-0002", "ACA-2026-0003", "ACA-2026-0004", "ACA-2026-0005"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_AfterAChange_DoesNothingAndSaysSo(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:1");
        var shown = await RehearseAsync(test, room);
        (await test.Get<CompletionService>().GrantAsync(TestDb.Coordinator, room.EnrollmentIds[1], "Was in hospital")).Ok.ShouldBeTrue();
        (await test.Get<GraduationService>().GraduateAsync(TestDb.Coordinator, room.CohortId, shown.Fingerprint)).Error.ShouldBeOfType<RehearsalChanged>();
        (await GraduateAsync(test, room)).Issued.ShouldBe(2);
        await using var db = test.Open();
        (await db.Enrollments.SingleAsync(e => e.Id == room.EnrollmentIds[1])).History[^1].Reason.ShouldBe("Was in hospital");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_BeforeTheLastSession_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3");
        test.Clock.Advance(TimeSpan.FromDays(-10));
        var shown = await RehearseAsync(test, room);
        shown.Blockers.ShouldHaveSingleItem().ShouldStartWith("1 session is still to come");
        (await test.Get<GraduationService>().GraduateAsync(TestDb.Coordinator, room.CohortId, shown.Fingerprint)).Error.ShouldBeOfType<NotReady>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_LaterOnes_GetTheirCertificateByTheSameAction(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:1");
        await GraduateAsync(test, room);
        await test.Get<CompletionService>().GrantAsync(TestDb.Coordinator, room.EnrollmentIds[1], "Made up for it in writing");
        (await GraduateAsync(test, room)).ShouldBe(new GraduationOutcome(1, 1));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rehearse_MorePeople_NeedsNoMoreQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (small, big) = (await AddAsync(test, "Ana Byron:3"), await AddAsync(test, "Bo Clark:3", "Cy Diaz:2", "Di Evans:1"));
        test.Queries.Reset();
        await RehearseAsync(test, small);
        var one = test.Queries.Count;
        test.Queries.Reset();
        await RehearseAsync(test, big);
        test.Queries.Count.ShouldBe(one);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_WithoutTheRight_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3");
        (await test.Get<GraduationService>().RehearseAsync(TestDb.Leader, room.CohortId)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<GraduationService>().GraduateAsync(TestDb.Leader, room.CohortId, "")).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<CompletionService>().GrantAsync(TestDb.Leader, room.EnrollmentIds[0], "x")).Error.ShouldBeOfType<Forbidden>();
    }

    internal static async Task<Classroom> AddAsync(TestDb test, params string[] participants)
    {
        await using var db = test.Open();
        return await Classroom.AddAsync(db, test.Clock.GetUtcNow().UtcDateTime, participants);
    }

    private static async Task<Rehearsal> RehearseAsync(TestDb test, Classroom room) =>
        (await test.Get<GraduationService>().RehearseAsync(TestDb.Coordinator, room.CohortId)).OrThrow();

    internal static async Task<GraduationOutcome> GraduateAsync(TestDb test, Classroom room, string? fingerprint = null) =>
        (await test.Get<GraduationService>().GraduateAsync(TestDb.Coordinator, room.CohortId, fingerprint ?? (await RehearseAsync(test, room)).Fingerprint)).OrThrow();
}
