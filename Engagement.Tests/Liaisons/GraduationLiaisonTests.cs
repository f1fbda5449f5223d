using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Graduation;
using Engagement.Core.Liaisons;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Graduation;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class GraduationLiaisonTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Rehearse_ProgramWithAccounts_SaysWhoGetsOne(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:1", "Cy Diaz:3", "Di Evans:3", "Ed Fox*:3", "Flo Gray:3");
        var rehearsal = await RehearseAsync(test, room);
        rehearsal.Rows.Select(r => (r.Name, r.Liaison.Step)).ShouldBe([
            ("Ana Byron", LiaisonStep.Mailed), ("Bo Clark", LiaisonStep.None), ("Cy Diaz", LiaisonStep.HandedOver), ("Di Evans", LiaisonStep.Renewed), ("Ed Fox", LiaisonStep.Youth), ("Flo Gray", LiaisonStep.HandedOver)]);
        rehearsal.Rows[0].Liaison.Text.ShouldContain("ana@example.org");
        rehearsal.Rows[2].Liaison.Text.ShouldContain("no e-mail");
        rehearsal.Rows[3].Liaison.Text.ShouldContain("no second account; the standing lasts until March 2, 2028 instead of until March 2, 2027");
        rehearsal.Rows[5].Liaison.Text.ShouldContain("in use for another one", Case.Sensitive, "Flo shares Ana's address");
        (rehearsal.Accounts, rehearsal.Youth).ShouldBe((3, 1));
        await using var db = test.Open();
        (await db.Invitations.CountAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_ProgramWithAccounts_MakesLiaisonsAndInvitesOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3", "Bo Clark:1", "Cy Diaz:3", "Di Evans:3", "Ed Fox*:3", "Flo Gray:3");
        var shown = await RehearseAsync(test, room);
        var outcome = await GraduateAsync(test, room, shown);
        (outcome.Issued, outcome.Liaisons.Mailed, outcome.Liaisons.Renewed, outcome.Liaisons.WithoutAdult).ShouldBe((5, 1, 1, 1));
        outcome.Liaisons.ToHandOver.Select(l => l.Name).ShouldBe(["Cy Diaz", "Flo Gray"], ignoreOrder: true);

        await using var db = test.Open();
        var liaisons = await db.Liaisons.Include(l => l.Areas).ToListAsync();
        var ana = liaisons.Single(l => l.PersonId == room.PersonIds[0]);
        (ana.Number[..3], ana.TrainedOn, ana.ExpiresOn, ana.EnrollmentId).ShouldBe(("NL-", LiaisonData.Today, new DateOnly(2028, 3, 2), room.EnrollmentIds[0]));
        ana.Areas.Select(a => a.Area).Order().ShouldBe(["19125", "Fishtown"]);
        liaisons.Count.ShouldBe(4);
        liaisons.Single(l => l.PersonId == room.PersonIds[3]).ExpiresOn.ShouldBe(new DateOnly(2028, 3, 2));
        (await db.Outbox.Where(m => m.Kind != MailKind.Completion).Select(m => m.Recipient).ToListAsync()).ShouldBe(["ana@example.org"]);
        (await db.Outbox.Where(m => m.Kind == MailKind.Completion).Select(m => m.Recipient).ToListAsync()).ShouldBe(["ana@example.org"]);

        var again = await GraduateAsync(test, room, shown);
        (again.Issued, again.Before, again.Liaisons).ShouldBe((0, 5, LiaisonOutcome.None));
        (await GraduateAsync(test, room, await RehearseAsync(test, room))).Liaisons.ShouldBe(LiaisonOutcome.None);
        ((await db.Liaisons.CountAsync()), await db.Invitations.CountAsync(), await db.Outbox.CountAsync()).ShouldBe((4, 3, 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_Minor_OnlyUnderAnAdultsName(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ed Fox*:3");
        var youth = room.EnrollmentIds[0];
        (await GraduateAsync(test, room, await RehearseAsync(test, room))).Liaisons.WithoutAdult.ShouldBe(1);
        await using var db = test.Open();
        (await db.Liaisons.CountAsync(l => l.PersonId == room.PersonIds[0])).ShouldBe(0);

        var service = test.Get<GraduationService>();
        var rehearsal = await RehearseAsync(test, room);
        (await service.GraduateAsync(TestDb.Coordinator, room.CohortId, rehearsal.Fingerprint, new Dictionary<Guid, string> { [youth] = "NL-9999" })).Error.ShouldBeOfType<NoSuchAdult>();
        var adult = await test.AddLiaisonAsync("An Adult");
        var done = (await service.GraduateAsync(TestDb.Coordinator, room.CohortId, rehearsal.Fingerprint, new Dictionary<Guid, string> { [youth] = $" {adult.Number.ToLowerInvariant()} " })).OrThrow();
        (done.Issued, done.Liaisons.Youth, done.Liaisons.ToHandOver.Count, done.Liaisons.Mailed).ShouldBe((0, 1, 0, 0));
        var liaison = await db.Liaisons.SingleAsync(l => l.PersonId == room.PersonIds[0]);
        (liaison.UserId, liaison.AdultId, liaison.StandingOn(LiaisonData.Today)).ShouldBe((null, adult.UserId, Standing.Active));
        (await db.Invitations.CountAsync()).ShouldBe(0);
        (await test.Get<LiaisonInvitationService>().SendAsync(TestDb.Coordinator, [liaison.Id])).OrThrow().LeftOut.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_CohortThatGraduatedBeforeThereWereAccounts_CatchesUp(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, Grants.Certificate, "Ana Byron:3");
        (await GraduateAsync(test, room, await RehearseAsync(test, room))).Liaisons.ShouldBe(LiaisonOutcome.None);
        await using var db = test.Open();
        await db.Programs.Where(p => p.Id == room.ProgramId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Grants, Grants.CertificateAndLiaisonAccount));
        var outcome = await GraduateAsync(test, room, await RehearseAsync(test, room));
        (outcome.Issued, outcome.Liaisons.Mailed).ShouldBe((0, 1));
        (await db.Certificates.CountAsync()).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_WithoutAPeriod_DoesNotEnd(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await AddAsync(test, "Ana Byron:3");
        await using var db = test.Open();
        await db.Programs.Where(p => p.Id == room.ProgramId).ExecuteUpdateAsync(s => s.SetProperty(p => p.LiaisonMonths, (int?)null));
        await GraduateAsync(test, room, await RehearseAsync(test, room));
        (await db.Liaisons.SingleAsync()).ExpiresOn.ShouldBeNull();
    }

    private static Task<Classroom> AddAsync(TestDb test, params string[] participants) => AddAsync(test, Grants.CertificateAndLiaisonAccount, participants);

    // Ana and Flo share an address; Cy has none; Di is a liaison already.
    private static async Task<Classroom> AddAsync(TestDb test, Grants grants, params string[] participants)
    {
        await test.AddAsync(new OfficeSettings { PublicAddress = "https://engagement.example.org" });
        await using var db = test.Open();
        var room = await Classroom.AddAsync(db, test.Now(), participants);
        await db.Programs.Where(p => p.Id == room.ProgramId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Grants, grants).SetProperty(p => p.LiaisonMonths, 24));
        await db.People.Where(p => p.GivenName == "Ana" || p.GivenName == "Flo")
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.Email, "ana@example.org").SetProperty(p => p.Neighborhood, "Fishtown").SetProperty(p => p.Zip, "19125"));
        foreach (var id in await db.People.Where(p => p.GivenName == "Di").Select(p => p.Id).ToListAsync())
            db.Add(new Liaison(id, "NL-0007", LiaisonData.Today.AddYears(-1), LiaisonData.Today.AddYears(1), test.Now()));
        await db.SaveChangesAsync();
        return room;
    }

    private static async Task<Rehearsal> RehearseAsync(TestDb test, Classroom room) => (await test.Get<GraduationService>().RehearseAsync(TestDb.Coordinator, room.CohortId)).OrThrow();

    private static async Task<GraduationOutcome> GraduateAsync(TestDb test, Classroom room, Rehearsal shown) =>
        (await test.Get<GraduationService>().GraduateAsync(TestDb.Coordinator, room.CohortId, shown.Fingerprint)).OrThrow();
}
