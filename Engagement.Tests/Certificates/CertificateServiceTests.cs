using System.IO.Compression;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Tests.Graduation;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Certificates;

public class CertificateServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Correct_Name_IssuesANewOneAndTheOldPointsToIt(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (room, first) = await GraduatedAsync(test, "Ana Bryon:3");
        var service = test.Get<CertificateService>();
        var input = new CorrectionInput { Version = first.Version, Name = "Ana Byron", Title = first.Content.Title, Text = first.Content.Text, Reason = "Typing error" };
        var id = (await service.CorrectAsync(TestDb.Coordinator, first.Id, input)).OrThrow();

        var now = (await service.GetAsync(TestDb.Coordinator, id)).OrThrow();
        (now.Number, now.Status, now.Content.Name).ShouldBe(("ACA-2026-0002", CertificateStatus.Valid, "Ana Byron"));
        now.Versions.Select(v => v.Status).ShouldBe([CertificateStatus.Superseded, CertificateStatus.Valid]);
        var old = (await service.GetAsync(TestDb.Coordinator, first.Id)).OrThrow();
        (old.Content.Name, old.StatusReason).ShouldBe(("Ana Bryon", "Typing error"));

        var answer = await test.Get<VerificationService>().VerifyAsync(old.Code);
        (answer.Verdict, answer.CurrentCode).ShouldBe((Verdict.Superseded, now.Code));
        (await service.CorrectAsync(TestDb.Coordinator, first.Id, new() { Version = old.Version, Name = "X", Title = "Y", Text = "Z", Reason = "again" })).Error.ShouldBeOfType<NoLongerValid>();
        (await GraduationServiceTests.GraduateAsync(test, room)).Issued.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Correct_BadInput_IsRefusedWithReason(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (_, c) = await GraduatedAsync(test, "Ana Byron:3");
        var service = test.Get<CertificateService>();
        CorrectionInput Input(string? name, int version) => new() { Version = version, Name = name, Title = c.Content.Title, Text = c.Content.Text, Reason = "r" };
        (await service.CorrectAsync(TestDb.Coordinator, c.Id, Input("", c.Version))).Error.ShouldBeOfType<Invalid>();
        (await service.CorrectAsync(TestDb.Coordinator, c.Id, Input(new string('a', 10_000), c.Version))).Error.ShouldBeOfType<Invalid>();
        (await service.CorrectAsync(TestDb.Coordinator, c.Id, Input("Ana Byron", c.Version))).Error.ShouldBeOfType<NothingCorrected>();
        (await service.CorrectAsync(TestDb.Coordinator, c.Id, Input("محمد", c.Version))).Error.ShouldBeOfType<NotPrintable>();
        (await service.CorrectAsync(TestDb.Coordinator, c.Id, Input("Bo", c.Version + 1))).Error.ShouldBeOfType<Stale>();
        (await service.CorrectAsync(TestDb.Leader, c.Id, Input("Bo", c.Version))).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Revoke_WithReason_IsToldToEveryoneWhoAsks(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (_, c) = await GraduatedAsync(test, "Ana Byron*:3");
        var verify = test.Get<VerificationService>();
        var valid = await verify.VerifyAsync(CheckedCode.Print(c.Code).ToLowerInvariant());
        (valid.Verdict, valid.Name, valid.OnlyInitials).ShouldBe((Verdict.Valid, "A. B.", true));
        (await test.Get<CertificateService>().RevokeAsync(TestDb.Coordinator, c.Id, c.Version, " ")).Error.ShouldBeOfType<Invalid>();
        (await test.Get<CertificateService>().RevokeAsync(TestDb.Coordinator, c.Id, c.Version, "Issued by mistake")).Ok.ShouldBeTrue();
        (await verify.VerifyAsync(c.Code)).Verdict.ShouldBe(Verdict.Revoked);
        (await test.Get<CertificateService>().GetAsync(TestDb.Coordinator, c.Id)).OrThrow().History.Select(h => h.Action).ShouldBe(["changed", "added"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Reissue_RevokedByMistake_ANewOneSaysTheSameAndTheOldStaysRevoked(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (_, c) = await GraduatedAsync(test, "Ana Byron:3");
        var service = test.Get<CertificateService>();
        (await service.ReissueAsync(TestDb.Coordinator, c.Id)).Error.ShouldBeOfType<NotRevoked>();
        (await service.RevokeAsync(TestDb.Coordinator, c.Id, c.Version, "Taken for another")).Ok.ShouldBeTrue();
        (await service.ReissueAsync(TestDb.Leader, c.Id)).Error.ShouldBeOfType<Forbidden>();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => service.ReissueAsync(TestDb.Coordinator, c.Id))));
        both.Count(r => r.Ok).ShouldBe(1);
        var again = (await service.GetAsync(TestDb.Coordinator, both.Single(r => r.Ok).Value)).OrThrow();
        (again.Number, again.Status, again.Content.Name, again.Content.Text).ShouldBe(("ACA-2026-0002", CertificateStatus.Valid, "Ana Byron", c.Content.Text));
        again.Versions.Select(v => v.Status).ShouldBe([CertificateStatus.Revoked, CertificateStatus.Valid]);
        var verify = test.Get<VerificationService>();
        ((await verify.VerifyAsync(c.Code)).Verdict, (await verify.VerifyAsync(again.Code)).Verdict).ShouldBe((Verdict.Revoked, Verdict.Valid));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Verify_OtherCodes_AreMistypedOrUnknown(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (_, c) = await GraduatedAsync(test, "Ana Byron:3");
        var verify = test.Get<VerificationService>();
        var wrong = (c.Code[0] == 'A' ? 'B' : 'A') + c.Code[1..];
        (await verify.VerifyAsync(wrong)).Verdict.ShouldBe(Verdict.Mistyped);
        (await verify.VerifyAsync("<script>")).Verdict.ShouldBe(Verdict.Mistyped);
        (await verify.VerifyAsync(CheckedCode.New(12))).Verdict.ShouldBe(Verdict.Unknown);
        test.Queries.Reset();
        await verify.VerifyAsync(CheckedCode.New(12));
        var unknown = test.Queries.Count;
        test.Queries.Reset();
        await verify.VerifyAsync(c.Code);
        test.Queries.Count.ShouldBe(unknown);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Forget_ErasedPerson_LeavesNumberWithoutName(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (room, c) = await GraduatedAsync(test, "Ana Byron:3");
        (await test.Get<CertificateService>().ForgetAsync(TestDb.Coordinator, room.PersonIds[0])).OrThrow().ShouldBe(1);
        var answer = await test.Get<VerificationService>().VerifyAsync(c.Code);
        (answer.Verdict, answer.Name, answer.Number).ShouldBe((Verdict.Valid, "", c.Number));
        (await test.Get<PrintService>().OneAsync(TestDb.Coordinator, c.Id)).Error.ShouldBeOfType<NameErased>();
        await using var db = test.Open();
        var audit = await db.Audit.Where(a => a.Subject == c.Id).Select(a => a.Changes).ToListAsync();
        audit.ShouldAllBe(a => a == null || !a.Contains("Byron", StringComparison.Ordinal));
        (await test.Get<CertificateService>().ListAsync(TestDb.Coordinator, new PageRequest(Search: "Byron"))).OrThrow().Total.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_SearchAndRights_ShowWhatTheyMay(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (_, c) = await GraduatedAsync(test, "Álvaro Byron:3", "Bo Clark:3", "Cy Diaz:3");
        var service = test.Get<CertificateService>();
        async Task<Page<CertificateRow>> Found(string? search, Core.Accounts.Actor? by = null) => (await service.ListAsync(by ?? TestDb.Coordinator, new PageRequest(Search: search))).OrThrow();
        (await Found(null)).Total.ShouldBe(3);
        (await Found("alvaro")).Items.Single().Name.ShouldBe("Álvaro Byron");
        (await Found(CheckedCode.Print(c.Code))).Total.ShouldBe(1);
        (await Found("aca-2026-0002")).Total.ShouldBe(1);
        (await Found("fall class")).Total.ShouldBe(3);
        (await Found("100%")).Total.ShouldBe(0);
        (await Found("byron", TestDb.Leader)).Total.ShouldBe(0);
        (await Found(null, TestDb.Leader)).Items.Select(i => i.Name).Order(StringComparer.Ordinal).ShouldBe(["B. C.", "C. D.", "Á. B."]);
        (await service.ListAsync(Core.Accounts.Actor.Anyone, new PageRequest())).Error.ShouldBeOfType<Forbidden>();
        test.Queries.Reset();
        await Found(null);
        test.Queries.Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Print_Cohort_GivesOnePdfOrAZipOfAll(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (room, c) = await GraduatedAsync(test, "Ana Byron:3", "Bo Clark:3");
        var print = test.Get<PrintService>();
        using var zip = await ZipArchive.CreateAsync(await WrittenAsync(await print.CohortZipAsync(TestDb.Coordinator, room.CohortId)), ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null);
        zip.Entries.Select(e => e.FullName).ShouldBe(["ACA-2026-0001 Ana Byron.pdf", "ACA-2026-0002 Bo Clark.pdf"]);
        var one = await WrittenAsync(await print.OneAsync(TestDb.Coordinator, c.Id));
        var entry = new MemoryStream();
        await using (var stream = await zip.Entries[0].OpenAsync()) await stream.CopyToAsync(entry);
        entry.ToArray().ShouldBe(one.ToArray());
        (await WrittenAsync(await print.CohortPdfAsync(TestDb.Coordinator, room.CohortId))).Length.ShouldBeGreaterThan(one.Length);
        (await WrittenAsync(await print.CohortPdfAsync(TestDb.Coordinator, room.CohortId, [c.Id]))).Length.ShouldBeInRange(10_000, 100_000);
        (await print.PreviewAsync(TestDb.Coordinator, room.ProgramId)).Ok.ShouldBeTrue();
        (await print.CohortZipAsync(TestDb.Coordinator, Guid.NewGuid())).Error.ShouldBeOfType<NothingToPrint>();
        (await print.OneAsync(TestDb.Leader, c.Id)).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Print_Lists_NameEveryoneWithASeat(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var room = await GraduationServiceTests.AddAsync(test, [.. Enumerable.Range(1, 24).Select(i => $"Person {i:00}:1")]);
        var lists = test.Get<ListPrintService>();
        var sheet = Samples.Poppler((await WrittenAsync(await lists.SignInSheetAsync(TestDb.Coordinator, room.SessionIds[0]))).ToArray(), "pdftotext", "-layout");
        sheet.ShouldContain("Fall class, session 1");
        sheet.ShouldContain("Person 24");
        var cards = (await WrittenAsync(await lists.CardsAsync(TestDb.Coordinator, room.CohortId))).ToArray();
        Samples.Poppler(cards, "pdfinfo").ShouldContain("Pages:           3");
        await using var db = test.Open();
        var code = await db.Enrollments.Where(e => e.Id == room.EnrollmentIds[0]).Select(e => e.CardCode).SingleAsync();
        Samples.Poppler(cards, "pdftotext").ShouldContain(CheckedCode.Print(code));
        (await lists.CardsAsync(TestDb.Leader, room.CohortId)).Error.ShouldBeOfType<Forbidden>();
        // A name in wrong letters is worse than a line to write on.
        var person = await db.Enrollments.Where(e => e.Id == room.EnrollmentIds[0]).Select(e => e.PersonId).SingleAsync();
        await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.NameAsPrinted, "محمد العربي"));
        foreach (var list in (Download[])[(await lists.CardsAsync(TestDb.Coordinator, room.CohortId)).OrThrow(), (await lists.SignInSheetAsync(TestDb.Coordinator, room.SessionIds[0])).OrThrow()])
        {
            var text = Samples.Poppler((await WrittenAsync(list)).ToArray(), "pdftotext");
            text.ShouldContain("name by hand");
            text.Any(c => c is >= '\u0600' and <= '\u06FF').ShouldBeFalse();
        }
    }

    private static async Task<(Classroom Room, CertificateDetails First)> GraduatedAsync(TestDb test, params string[] participants)
    {
        var room = await GraduationServiceTests.AddAsync(test, participants);
        await GraduationServiceTests.GraduateAsync(test, room);
        await using var db = test.Open();
        var first = await db.Certificates.OrderBy(c => c.Number).Select(c => c.Id).FirstAsync();
        return (room, (await test.Get<CertificateService>().GetAsync(TestDb.Coordinator, first)).OrThrow());
    }

    private static async Task<MemoryStream> WrittenAsync(Result<Download> download)
    {
        var stream = new ResponseLike();
        await download.OrThrow().WriteAsync(stream, CancellationToken.None);
        stream.Done = true;
        stream.Position = 0;
        return stream;
    }

    // Like a web server's response: forward only, asynchronous writes only; readable once it is done.
    private sealed class ResponseLike : MemoryStream
    {
        public bool Done { get; set; }

        public override bool CanSeek => Done;

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous write.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous write.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
