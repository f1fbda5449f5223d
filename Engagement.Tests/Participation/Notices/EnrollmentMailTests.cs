using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation.Notices;

public class EnrollmentMailTests : NoticeScene
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Enroll_SiblingsOfOneHousehold_GetOneMailThatNamesBoth(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider, forMinors: true);
        await EnrollAsync(test, Somebody("Ana", "Mother@Example.org", minor: true), Somebody("Luis", "mother@example.org", minor: true, language: "es"), Somebody("Kim", null, minor: true));
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        letter.To.ShouldBe("mother@example.org");
        letter.Subject.ShouldNotContain("Ana");
        letter.Plain.ShouldContain("There is a seat for Ana and Luis in Spring class.");
        letter.Plain.ShouldContain("Tuesday, March 3, 2026, 6:00 PM – 7:00 PM: Academy");
        var calendar = Calendar(letter);
        (calendar.Method, calendar.Events.Select(e => e.Uid).Distinct().Count()).ShouldBe(("REQUEST", 1), "an invitation holds one UID");
        Times(calendar).ShouldBe(["2026-03-03 18:00", "2026-03-10 18:00", "2026-03-17 18:00"]);
        letter.Calendar!.ShouldNotContain("Ana");
        letter.Files.ShouldBe(["sessions.ics"]);
        (await SentAsync(test)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Withdraw_SeatPassesOn_BothAreTold(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await using (var db = test.Open()) await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.Capacity, 1));
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"), Somebody("Luis", "luis@example.org", language: "es"));
        (await SentAsync(test)).Select(l => (l.To, l.Subject)).ShouldBe([("ana@example.org", "Academy: there is a seat"), ("luis@example.org", "Academy: en la lista de espera")], ignoreOrder: true);
        await using var look = test.Open();
        var first = await look.Enrollments.SingleAsync(e => e.Seat != null);
        (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [first.Id], Decision.Withdraw, "moved away")).OrThrow().Promoted.ShouldBe(1);
        var sent = await SentAsync(test);
        var left = sent.Single(l => l.To == "ana@example.org");
        left.Files.ShouldBe(["sessions.ics"]);
        (Calendar(left).Method, Calendar(left).Events.Single().Status, Calendar(left).Events.Single().RecurrenceIdentifier).ShouldBe(("CANCEL", null, null), "the whole series leaves this one calendar");
        sent.Single(l => l.To == "luis@example.org").Plain.ShouldContain("Hay un lugar para Luis");
    }

    [Theory, OnSqlite]
    public async Task Send_StepTakenBackMeanwhile_IsNotSent(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await EnrollAsync(test, Somebody("Ana", "ana@example.org"));
        await using var db = test.Open();
        var one = await db.Enrollments.SingleAsync();
        (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [one.Id], Decision.Withdraw, "by mistake")).Ok.ShouldBeTrue();
        (await SentAsync(test)).Select(l => l.Subject).ShouldBe(["Academy: no longer on the list"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Apply_ByThePublic_IsAnsweredInTheLanguageOfTheForm(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await using (var db = test.Open()) await db.Cohorts.ExecuteUpdateAsync(s => s.SetProperty(c => c.EnrollmentOpens, new DateOnly(2026, 1, 1)));
        var input = new ApplyInput { GivenName = "Ana", FamilyName = "Byron", Email = "ana@example.org" };
        var reference = (await test.Get<ApplyService>().ApplyAsync(Cohort.Id, input, "es")).OrThrow();
        (await test.Get<ApplyService>().ApplyAsync(Cohort.Id, input, "es")).OrThrow().ShouldBe(reference);
        var letter = (await SentAsync(test)).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Academy: su solicitud ha llegado");
        letter.Plain.ShouldContain(Engagement.Core.Common.CheckedCode.Print(reference));
    }
}
