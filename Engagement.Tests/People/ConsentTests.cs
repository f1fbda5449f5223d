using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.People;

public class ConsentTests
{
    private static SignatureInput Signature(string relation, DateOnly? expires = null) => new() { SignedBy = "Rosa Ruiz", Relation = relation, SignedOn = new(2026, 3, 1), ExpiresOn = expires };

    [Theory, OnSqlite, OnPostgres]
    public async Task Record_ThenWithdraw_EndsAtOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var consents = test.Get<ConsentService>();
        var id = await test.AddPersonAsync("Ana", "Ruiz");
        (await consents.RecordAsync(TestDb.Coordinator, id, [ConsentPurpose.Photo, ConsentPurpose.Walk], Signature("self", new(2026, 3, 2)))).Ok.ShouldBeTrue();
        var ledger = (await consents.OfPersonAsync(TestDb.Coordinator, id)).OrThrow();
        ledger.Held.ShouldBe([ConsentPurpose.Photo, ConsentPurpose.Walk], ignoreOrder: true);
        ledger.Lines.ShouldAllBe(l => l.TextVersion == 1 && l.SignedBy == "Rosa Ruiz");
        (await consents.WithdrawAsync(TestDb.Coordinator, ledger.Lines.Single(l => l.Purpose == ConsentPurpose.Photo).Id)).Ok.ShouldBeTrue();
        (await consents.OfPersonAsync(TestDb.Coordinator, id)).OrThrow().Held.ShouldBe([ConsentPurpose.Walk]);
        await using (var db = test.Open()) (await db.Consents.Holding(new(2026, 3, 2)).Select(c => c.Purpose).ToListAsync()).ShouldBe([ConsentPurpose.Walk]);
        test.Clock.Advance(TimeSpan.FromDays(1));
        (await consents.OfPersonAsync(TestDb.Coordinator, id)).OrThrow().Held.ShouldBeEmpty();
    }

    [Theory, OnSqlite]
    public async Task Record_ByAMinorOrInTheFutureOrForNothing_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var consents = test.Get<ConsentService>();
        var id = await test.AddPersonAsync("Ana", "Ruiz", p => p.Age = AgeBand.From11To13);
        (await consents.RecordAsync(TestDb.Coordinator, id, [ConsentPurpose.Photo], Signature(" Self "))).Error.ShouldBeOfType<Invalid>().Message.ShouldContain("minor");
        (await consents.RecordAsync(TestDb.Coordinator, id, [], Signature("mother"))).Error.ShouldBeOfType<Invalid>();
        var late = Signature("mother");
        late.SignedOn = new(2026, 3, 3);
        (await consents.RecordAsync(TestDb.Coordinator, id, [ConsentPurpose.Photo], late)).Error.ShouldBeOfType<Invalid>();
        (await consents.RecordAsync(TestDb.Leader, id, [ConsentPurpose.Photo], Signature("mother"))).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task RecordList_SignedClassList_IsWrittenOnceAndCountsWhatIsMissing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var consents = test.Get<ConsentService>();
        var cohort = await test.AddCohortAsync("YEP", forMinors: true);
        var ana = await test.AddPersonAsync("Ana", "Ruiz", p => { p.Age = AgeBand.From11To13; p.Guardians.Add(new GuardianInput { Name = "Rosa Ruiz" }); });
        var luis = await test.AddPersonAsync("Luis", "Abreu", p => p.Age = AgeBand.From14To15);
        var gone = await test.AddPersonAsync("Gone", "Away");
        await test.EnrollAsync(cohort, ana, Stage.Enrolled, 1);
        await test.EnrollAsync(cohort, luis, Stage.Enrolled, 2);
        await test.EnrollAsync(cohort, gone, Stage.Withdrawn);
        var ticked = new[] { (ana, ConsentPurpose.Participation), (luis, ConsentPurpose.Participation), (ana, ConsentPurpose.Walk) };

        (await consents.RecordListAsync(TestDb.Coordinator, cohort.Id, ticked, Signature("self"))).Error.ShouldBeOfType<Invalid>().Message.ShouldContain("minor");
        (await consents.RecordListAsync(TestDb.Coordinator, cohort.Id, [(gone, ConsentPurpose.Walk)], Signature("mother"))).Error.ShouldBeOfType<NotFound>();
        (await consents.RecordListAsync(TestDb.Coordinator, cohort.Id, ticked, Signature("parent"))).OrThrow().ShouldBe(3);
        (await consents.RecordListAsync(TestDb.Coordinator, cohort.Id, ticked, Signature("parent"))).OrThrow().ShouldBe(0);

        test.Queries.Reset();
        var state = (await consents.ForCohortAsync(TestDb.Coordinator, cohort.Id)).OrThrow();
        test.Queries.Count.ShouldBe(4);
        state.People.Select(p => p.Name).ShouldBe(["Luis Abreu", "Ana Ruiz"]);
        (state.Missing(ConsentPurpose.Participation), state.Missing(ConsentPurpose.Walk), state.Missing(ConsentPurpose.Photo)).ShouldBe((0, 1, 2));
        await using var db = test.Open();
        (await db.Consents.OrderBy(c => c.SignedBy).Select(c => c.SignedBy).ToListAsync()).ShouldBe(["Rosa Ruiz", "Rosa Ruiz", "as on the signed list"], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Texts_NewVersion_CountsFromItsFirstDay(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var texts = test.Get<ConsentTextService>();
        (await texts.ListAsync(TestDb.Coordinator)).OrThrow().Count.ShouldBe(12);
        (await texts.AddAsync(TestDb.Coordinator, ConsentPurpose.Photo, "New", "Nuevo", new(2026, 3, 1))).Ok.ShouldBeTrue();
        (await texts.AddAsync(TestDb.Coordinator, ConsentPurpose.Photo, "Later", "Luego", new(2026, 4, 1))).Ok.ShouldBeTrue();
        (await texts.AddAsync(TestDb.Coordinator, ConsentPurpose.Photo, "No Spanish", "", new(2026, 4, 1))).Error.ShouldBeOfType<Invalid>();
        var id = await test.AddPersonAsync("Ana", "Ruiz");
        (await test.Get<ConsentService>().RecordAsync(TestDb.Coordinator, id, [ConsentPurpose.Photo, ConsentPurpose.Walk], Signature("self"))).Ok.ShouldBeTrue();
        var lines = (await test.Get<ConsentService>().OfPersonAsync(TestDb.Coordinator, id)).OrThrow().Lines;
        lines.Select(l => (l.Purpose, l.TextVersion)).ShouldBe([(ConsentPurpose.Photo, 2), (ConsentPurpose.Walk, 1)], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Missing_BeforeTheFirstSession_CountsWhatWillNotHold(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var consents = test.Get<ConsentService>();
        var cohort = await test.AddCohortAsync("YEP", forMinors: true, sessionOn: new(2026, 3, 9));
        var (ana, luis) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Luis", "Abreu"));
        await test.EnrollAsync(cohort, ana, Stage.Enrolled, seat: 1);
        await test.EnrollAsync(cohort, luis, Stage.Enrolled, seat: 2);
        await test.EnrollAsync(cohort, await test.AddPersonAsync("Waits", "X"), Stage.Waitlisted);
        (await consents.RecordAsync(TestDb.Coordinator, ana, Enum.GetValues<ConsentPurpose>(), Signature("mother"))).Ok.ShouldBeTrue();
        (await consents.RecordAsync(TestDb.Coordinator, luis, [ConsentPurpose.Photo], Signature("father"))).Ok.ShouldBeTrue();
        (await consents.RecordAsync(TestDb.Coordinator, luis, [ConsentPurpose.Walk], Signature("father", expires: new(2026, 3, 8)))).Ok.ShouldBeTrue();
        var missing = (await consents.MissingAsync(TestDb.Coordinator, cohort.Id)).Value.ShouldNotBeNull();
        (missing.First, missing.People, missing.ForMinors).ShouldBe((new DateOnly(2026, 3, 9), 2, true));
        missing.Purposes.ShouldBe([(ConsentPurpose.Participation, 1), (ConsentPurpose.Survey, 1), (ConsentPurpose.PhotoWithName, 1), (ConsentPurpose.Walk, 1), (ConsentPurpose.Email, 1)]);
        (await consents.MissingAsync(TestDb.Leader, cohort.Id)).Error.ShouldBeOfType<Forbidden>();
        test.Clock.Set(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
        (await consents.MissingAsync(TestDb.Coordinator, cohort.Id)).ShouldBe(default, "the first session has begun");
    }
}
