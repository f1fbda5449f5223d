using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class WalkTests
{
    private static WalkInput Seen(string what) => new() { Id = Guid.NewGuid(), Description = what, Address = "52nd & Market" };

    [Theory, OnSqlite, OnPostgres]
    public async Task Walk_ReportedReviewedSent_TellsNothingOfTheClass(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        Guid session;
        await using (var db = test.Open())
        {
            var cohort = await Arrange.CohortAsync(db);
            session = await db.Sessions.Where(s => s.CohortId == cohort.Id).Select(s => s.Id).FirstAsync();
        }
        var (walks, reports) = (test.Get<WalkService>(), test.Get<WalkReportService>());
        (await walks.GetAsync(TestDb.Coordinator, session)).OrThrow().Code.ShouldBeNull();
        (await walks.OpenAsync(TestDb.Leader, session)).Error.ShouldBeOfType<Forbidden>();
        (await walks.OpenAsync(TestDb.Coordinator, session)).Ok.ShouldBeTrue();
        var code = (await walks.GetAsync(TestDb.Coordinator, session)).OrThrow().Code!;
        (await reports.IsOpenAsync(CheckedCode.Print(code).ToLowerInvariant())).ShouldBeTrue();
        (await reports.IsOpenAsync(CheckedCode.New(Walk.CodeLength))).ShouldBeFalse();

        var tires = Seen("Zorblatt says: tires");
        (await reports.AddAsync(code, tires, EntryTests.Photo())).Ok.ShouldBeTrue();
        (await reports.AddAsync(code, tires, null)).Ok.ShouldBeTrue("sent twice is once");
        (await reports.AddAsync(code, Seen("more tires"), null)).Ok.ShouldBeTrue();
        (await reports.AddAsync(code, Seen("a dog"), null)).Ok.ShouldBeTrue();
        (await reports.AddAsync(code, new WalkInput(), null)).Error.ShouldBeOfType<Invalid>().Problems.Select(p => p.Field).ShouldBe(["Description", "Address"]);
        (await reports.AddAsync(code, Seen("x"), "<svg/>"u8.ToArray())).Error!.Message.ShouldStartWith("This is not a photo.");
        (await reports.AddAsync(CheckedCode.New(Walk.CodeLength), Seen("x"), null)).Error.ShouldBeOfType<WalkOver>();

        var waiting = (await walks.GetAsync(TestDb.Coordinator, session)).OrThrow().Waiting;
        waiting.Select(r => r.Description).ShouldBe(["Zorblatt says: tires", "more tires", "a dog"]);
        (await walks.PhotoAsync(TestDb.Coordinator, waiting[0].Id)).Ok.ShouldBeTrue();
        (await walks.PhotoAsync(TestDb.Leader, waiting[0].Id)).Error.ShouldBeOfType<Forbidden>();
        var corrected = new DraftInput { ServiceCode = Dumping, Description = "Tires", Address = "52nd & Market" };
        (await walks.SendAsync(TestDb.Coordinator, waiting[0].Id, corrected, withPhoto: true)).Error.ShouldBeOfType<Invalid>("the service asks something");
        corrected = corrected with { Attributes = new() { ["WHAT"] = ["tires"] } };
        var number = (await walks.SendAsync(TestDb.Coordinator, waiting[0].Id, corrected, withPhoto: true)).OrThrow();
        (await walks.SendAsync(TestDb.Coordinator, waiting[0].Id, corrected, withPhoto: true)).OrThrow().ShouldBe(number, "two tabs");
        (await walks.MergeAsync(TestDb.Coordinator, waiting[1].Id, number)).Ok.ShouldBeTrue();
        (await walks.MergeAsync(TestDb.Coordinator, waiting[1].Id, number)).Error.ShouldBeOfType<DecidedAlready>();
        (await walks.DropAsync(TestDb.Coordinator, waiting[2].Id)).Ok.ShouldBeTrue();
        var after = (await walks.GetAsync(TestDb.Coordinator, session)).OrThrow();
        (after.Waiting.Count, string.Join(' ', after.Sent), after.Dropped).ShouldBe((0, number, 1));

        await using var look = test.Open();
        var request = await look.ServiceRequests.Include(r => r.Events).SingleAsync();
        (request.Source, request.LiaisonId, request.ContactName, request.ContactPhone).ShouldBe((RequestSource.Walk, null, null, null));
        var told = System.Text.Json.JsonSerializer.Serialize((await test.Get<PublicRequestService>().GetAsync(number)).OrThrow());
        told.ShouldNotContain("Zorblatt");
        told.ShouldNotContain(code);
        (await look.WalkReports.AnyAsync(r => r.Description != null || r.Address != null || r.PhotoId != null)).ShouldBeFalse("what was typed is gone once it is decided");
        (await look.RequestPhotos.CountAsync(), await look.Files.CountAsync()).ShouldBe((1, 1));

        (await walks.CloseAsync(TestDb.Coordinator, session)).Ok.ShouldBeTrue();
        (await reports.AddAsync(code, Seen("late"), null)).Error.ShouldBeOfType<WalkOver>();
        (await walks.OpenAsync(TestDb.Coordinator, session)).Ok.ShouldBeTrue();
        (await reports.IsOpenAsync(code)).ShouldBeTrue("the code stays the same");
        test.Clock.Advance(TimeSpan.FromHours(Walk.Hours));
        (await reports.IsOpenAsync(code)).ShouldBeFalse("it closes by itself");
    }
}
