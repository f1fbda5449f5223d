using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.People;

public class RemovalTests
{
    private static readonly string[] Traces = ["Zorblatt", "zorblatt", "Quuxington", "Merged-Twin", "215-555-0199", "2155550199", "zip-trace", "Fishtown-Trace", "wheelchair-trace", "Guardian-Trace", "secret note"];

    private static async Task<(Guid Person, Enrollment Enrollment)> EverywhereAsync(TestDb test)
    {
        var id = await test.AddPersonAsync("Zorblatt", "Quuxington", p =>
        {
            (p.Email, p.Phone, p.Zip, p.Neighborhood, p.AccessNeeds) = ("zorblatt@example.org", "215-555-0199", "zip-trace", "Fishtown-Trace", "wheelchair-trace");
            p.Guardians.Add(new GuardianInput { Name = "Guardian-Trace Quuxington", Email = "guardian-trace@example.org" });
        });
        var twin = await test.AddPersonAsync("Zorblatt", "Merged-Twin");
        var cohort = await test.AddCohortAsync("Spring");
        var enrollment = await test.EnrollAsync(cohort, id, Stage.Enrolled, 1, "Zorblatt asked for it");
        await test.AddAsync(
            new Attendance(cohort.Sessions[0].Id, enrollment.Id, AttendanceMark.Excused, "Zorblatt was ill", MarkSource.Staff, "Coordinator", test.Now()),
            PeopleData.Certificate(cohort, enrollment, "Zorblatt Quuxington"),
            new OutgoingMail(new MailOrder(MailKind.Reminder, enrollment.Id, "ZORBLATT@example.org") { Facts = "Zorblatt, come" }, test.Now()));
        var sibling = await test.AddPersonAsync("Sam", "Other", p => p.Guardians.Add(new GuardianInput { Name = "Aunt", Email = "aunt@example.org" }));
        await using (var db = test.Open())
        {
            await db.QueueMailsAsync([
                new MailOrder(MailKind.Absence, Guid.NewGuid(), "guardian-trace@example.org") { People = [id], Facts = "Zorblatt was missed" },
                new MailOrder(MailKind.Absence, Guid.NewGuid(), "aunt@example.org") { People = [id, sibling], Facts = "Zorblatt and Sam were missed" },
            ]);
            var block = await AddressBlock.OfAsync(db, "guardian-trace@example.org");
            block.Block("5.1.1 unknown", test.Now());
            db.Add(new MailPreference("zorblatt@example.org", MailKind.Reminder));
            await db.SaveChangesAsync();
        }
        (await test.Get<NoteService>().AddAsync(TestDb.Coordinator, id, "A secret note", restricted: true)).Ok.ShouldBeTrue();
        (await test.Get<ConsentService>().RecordAsync(TestDb.Coordinator, id, [ConsentPurpose.Photo], new SignatureInput { SignedBy = "Guardian-Trace", Relation = "mother", SignedOn = new(2026, 3, 1) })).Ok.ShouldBeTrue();
        (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, id, twin, [])).Ok.ShouldBeTrue();
        return (id, enrollment);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Retention_UnsentReportsAndDrafts_GoWithTheirPhotosAfterTheirTime(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var liaison = await test.AddLiaisonAsync("Ana Diaz");
        var cohort = await test.AddCohortAsync("Spring");
        var walk = new Walk(cohort.Sessions[0].Id, test.Now());
        var photos = new[] { await test.AddPhotoAsync(), await test.AddPhotoAsync(), await test.AddPhotoAsync() };
        var (waiting, sent) = (new WalkReport(walk.Id, "waiting", test.Now()) { Description = "Zorblatt saw it", PhotoId = photos[0] }, new WalkReport(walk.Id, "sent", test.Now()) { Description = "Tires", PhotoId = photos[1] });
        var draft = new RequestDraft(Guid.NewGuid(), liaison.Id, test.Now());
        draft.Write(new DraftInput { Description = "Zorblatt's lamp" }, test.Now());
        draft.AddPhoto(photos[2]);
        await test.AddAsync(walk, waiting, sent, draft);
        (await test.Get<WalkService>().SendAsync(TestDb.Coordinator, sent.Id, new DraftInput { ServiceCode = RequestData.Light, Address = "52nd & Market" }, withPhoto: true)).Ok.ShouldBeTrue();

        await AfterAsync(29, reports: 2, drafts: 1, files: 3);
        await AfterAsync(2, reports: 1, drafts: 1, files: 2);
        await AfterAsync(58, reports: 1, drafts: 1, files: 2);
        await AfterAsync(2, reports: 1, drafts: 0, files: 1);
        (await test.DumpAsync()).ShouldNotContain("Zorblatt");
        await using var db = test.Open();
        (await db.RequestPhotos.SingleAsync()).FileId.ShouldBe(photos[1], "what was sent keeps its photo");

        async Task AfterAsync(int days, int reports, int drafts, int files)
        {
            test.Clock.Advance(TimeSpan.FromDays(days));
            (await test.Get<RetentionService>().RunAsync(Core.Accounts.Actor.System)).Ok.ShouldBeTrue();
            await using var look = test.Open();
            (await look.WalkReports.CountAsync(), await look.RequestDrafts.CountAsync(), await look.Files.CountAsync()).ShouldBe((reports, drafts, files));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erase_Person_LeavesNothingPersonalAnywhere(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (id, enrollment) = await EverywhereAsync(test);
        var before = await test.DumpAsync();
        foreach (var trace in Traces) before.ShouldContain(trace);
        var erasures = test.Get<ErasureService>();
        (await erasures.EraseAsync(TestDb.Coordinator, id, "Somebody Else")).Error.ShouldBeOfType<Invalid>();
        (await erasures.EraseAsync(TestDb.Leader, id, "Zorblatt Quuxington")).Error.ShouldBeOfType<Forbidden>();
        (await erasures.EraseAsync(TestDb.Coordinator, id, "zorblatt quuxington ")).Error.ShouldBeNull();

        (await test.DumpAsync()).Split('\n').Where(l => Traces.Any(t => l.Contains(t, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        await using var db = test.Open();
        (await db.Certificates.Select(c => c.Number).SingleAsync()).ShouldBe("ACA-2026-0001");
        (await db.Attendance.CountAsync(a => a.EnrollmentId == enrollment.Id)).ShouldBe(1);
        (await db.Audit.OrderBy(a => a.Id).LastAsync(a => a.Subject == id)).Action.ShouldBe("erased on request");
        (await test.Get<PersonService>().ListAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Total.ShouldBe(1, "the sibling stays");
        (await db.Outbox.Select(m => m.Recipient).ToListAsync()).ShouldBe(["aunt@example.org"], "what is about the sibling, too, stays without its text");
        (await db.MailPeople.CountAsync()).ShouldBe(1);
        (await erasures.EraseAsync(TestDb.Coordinator, id, "Removed")).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Export_Person_HoldsEverythingAndIsDefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (id, _) = await EverywhereAsync(test);
        (await test.Get<NoteService>().AddAsync(TestDb.Coordinator, id, "=cmd|calc", restricted: false)).Ok.ShouldBeTrue();
        var exports = test.Get<ExportService>();
        var json = Encoding.UTF8.GetString((await exports.JsonAsync(TestDb.Coordinator, id)).OrThrow());
        var csv = Encoding.UTF8.GetString((await exports.CsvAsync(TestDb.Coordinator, id)).OrThrow());
        foreach (var trace in Traces.Except(["zorblatt", "2155550199"]))
        {
            json.ShouldContain(trace);
            csv.ShouldContain(trace);
        }
        csv.ShouldContain("\"'=cmd|calc\"");
        (await exports.JsonAsync(TestDb.Leader, id)).Error.ShouldBeOfType<Forbidden>();
        await using var db = test.Open();
        (await db.Audit.CountAsync(a => a.Subject == id && a.Action == "exported")).ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Retention_AfterThePublishedMonths_ErasesMinorsAndContactsOfAdults(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (old, middle, running) = (await test.AddCohortAsync("Old", sessionOn: new(2023, 3, 1)), await test.AddCohortAsync("Middle", sessionOn: new(2025, 3, 1)), await test.AddCohortAsync("Running", sessionOn: new(2026, 3, 9)));
        async Task<Guid> Add(string name, AgeBand age, params Engagement.Core.Programs.Cohort[] cohorts)
        {
            var id = await test.AddPersonAsync(name, "X", p => { p.Age = age; p.Email = $"{name}@example.org"; });
            foreach (var cohort in cohorts) await test.EnrollAsync(cohort, id, Stage.Withdrawn);
            return id;
        }
        var adultOld = await Add("adultold", AgeBand.Adult, old);
        var adultBack = await Add("adultback", AgeBand.Adult, old, running);
        var minorMiddle = await Add("minormiddle", AgeBand.From11To13, middle);
        var minorRunning = await Add("minorrunning", AgeBand.From11To13, middle, running);
        var adultMiddle = await Add("adultmiddle", AgeBand.Adult, middle);
        var retention = test.Get<RetentionService>();
        (await retention.RunAsync(TestDb.Leader)).Error.ShouldBeOfType<Forbidden>();
        (await retention.RunAsync(TestDb.Admin)).OrThrow().ShouldBe(1 + 1);
        (await retention.RunAsync(TestDb.Admin)).OrThrow().ShouldBe(0);

        await using var db = test.Open();
        var people = await db.People.ToDictionaryAsync(p => p.Id);
        (people[adultOld].GivenName, people[adultOld].Email, people[adultOld].ErasedAt).ShouldBe(("adultold", null, null));
        (people[minorMiddle].GivenName, people[minorMiddle].ErasedAt.HasValue).ShouldBe(("Removed", true));
        foreach (var id in (Guid[])[adultBack, minorRunning, adultMiddle]) people[id].Email.ShouldNotBeNull();
        (await test.DumpAsync()).Split('\n').Where(l => l.Contains("minormiddle", StringComparison.Ordinal) || l.Contains("adultold@example.org", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>When this fails, a table that refers to people is new: teach <c>Erasure</c> and <c>MergeMoves</c> about it, then add it here.</summary>
    [Theory, OnSqlite]
    public async Task Model_TablesThatReferToPeople_AreKnownToErasingAndMerging(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var referring = db.Model.GetEntityTypes().Where(t => t.ClrType != typeof(Person)
                && (t.GetForeignKeys().Any(k => k.PrincipalEntityType.ClrType == typeof(Person)) || t.FindProperty("PersonId") is not null))
            .Select(t => t.ClrType.Name).Order(StringComparer.Ordinal);
        referring.ShouldBe([nameof(Consent), nameof(DistinctPair), nameof(Enrollment), nameof(Guardian), nameof(Core.Liaisons.Liaison), nameof(MailPerson), nameof(Merge), nameof(PersonNote)]);
    }
}
