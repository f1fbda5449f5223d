using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Reports;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class DeskTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Work_FromQuestionToMerge_LeavesItsHistory(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        await test.AddAreasAsync();
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Diaz"), await test.AddLiaisonAsync("Bo Chen"));
        var (desk, work) = (test.Get<RequestDeskService>(), test.Get<RequestWorkService>());
        var first = (await test.EnterAsync(Entry() with { LiaisonId = ana.Id, ContactName = "Zoe Contact" })).OrThrow();
        var second = (await test.EnterAsync(Entry() with { LiaisonId = bo.Id })).OrThrow();
        var called = (await test.EnterAsync(Entry() with { Source = RequestSource.Staff, Address = "Elsewhere" })).OrThrow();

        (await work.AskAsync(TestDb.Coordinator, called.Id, "Who?")).Error.ShouldBeOfType<NobodyToAsk>();
        (await work.CommentAsync(TestDb.Coordinator, first.Id, " ", true)).Error.ShouldBeOfType<Invalid>();
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.AskAsync(TestDb.Coordinator, first.Id, "Which pole?")).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.CommentAsync(TestDb.Coordinator, first.Id, "Crew on Tuesday", true)).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.MoveAsync(TestDb.Coordinator, first.Id, RequestStatus.NotForCity, null)).Error.ShouldBeOfType<Invalid>("a reason is needed");
        (await work.MoveAsync(TestDb.Coordinator, first.Id, RequestStatus.InProgress, null)).Ok.ShouldBeTrue();
        (await work.MoveAsync(TestDb.Coordinator, first.Id, RequestStatus.InProgress, null)).Error.ShouldBeOfType<AlreadyThere>();
        (await work.MoveAsync(TestDb.Coordinator, first.Id, RequestStatus.Done, null, seen: RequestStatus.Received)).Error.ShouldBeOfType<Stale>("somebody else has moved it since");

        var form = (await work.EditAsync(TestDb.Coordinator, first.Id)).OrThrow();
        (form.Service, form.Expected).ShouldBe((Light, DateOnly.FromDateTime(test.Now().AddDays(10))));
        (await work.CorrectAsync(TestDb.Coordinator, first.Id, form)).Ok.ShouldBeTrue("nothing to correct");
        (form.Service, form.Address, form.Latitude, form.Longitude) = (Dumping, "53rd & Market", 50, -75.15);
        (await work.CorrectAsync(TestDb.Coordinator, first.Id, form)).Error!.Message.ShouldContain("outside the city");
        form.Latitude = 40;
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.CorrectAsync(TestDb.Coordinator, first.Id, form)).Ok.ShouldBeTrue();
        (await work.CorrectAsync(TestDb.Coordinator, first.Id, form)).Error.ShouldBeOfType<Stale>();

        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.MergeAsync(TestDb.Coordinator, second.Id, "26-000777")).Error.ShouldBeOfType<Invalid>();
        (await work.MergeAsync(TestDb.Coordinator, second.Id, second.Number)).Error.ShouldBeOfType<RequestForbids>();
        (await work.MergeAsync(TestDb.Coordinator, second.Id, first.Number)).Ok.ShouldBeTrue();
        (await work.MoveAsync(TestDb.Coordinator, second.Id, RequestStatus.Done, null)).Error.ShouldBeOfType<RequestForbids>();
        (await work.MoveAsync(TestDb.Coordinator, called.Id, RequestStatus.NotForCity, "This is the gas company's: 215 555 0100")).Ok.ShouldBeTrue();

        var view = (await desk.GetAsync(TestDb.Coordinator, first.Number)).OrThrow();
        (view.View.Request.ServiceCode, view.View.Request.Neighborhood, view.Followers, view.Liaison!.Value.Name).ShouldBe((Dumping, "West", 1, "Ana Diaz"));
        view.Contact.ShouldBe(["Zoe Contact"]);
        view.View.History.Select(h => (h.Kind, h.Text, h.Public)).ShouldBe([
            (RequestEventKind.Entered, null, true), (RequestEventKind.Question, "Which pole?", false), (RequestEventKind.Comment, "Crew on Tuesday", true),
            (RequestEventKind.Status, "InProgress", true), (RequestEventKind.Corrected, "service, place", true), (RequestEventKind.Merged, second.Number, true)]);
        var merged = (await test.Get<PublicRequestService>().GetAsync(second.Number)).OrThrow();
        (merged.Status, merged.MergedInto, merged.Request.Open).ShouldBe((RequestStatus.Merged, first.Number, false));
        (await test.Get<MyRequestService>().ListAsync(bo.Actor(), true, new PageRequest())).OrThrow().Items.Select(r => r.Number).ShouldBe([first.Number], "who entered the merged one follows the other");
        (await desk.GetAsync(TestDb.Leader, first.Number)).Error.ShouldBeOfType<Forbidden>();
        (await desk.GetAsync(ana.Actor(), first.Number)).Error.ShouldBeOfType<Forbidden>();
        await using var db = test.Open();
        (await db.Outbox.AnyAsync()).ShouldBeFalse("without a public address there is no link, so no mail");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_EachFilter_ShowsItsPart(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var ana = await test.AddLiaisonAsync("Ana Diaz");
        var (desk, work) = (test.Get<RequestDeskService>(), test.Get<RequestWorkService>());
        var old = (await test.EnterAsync(Entry() with { LiaisonId = ana.Id })).OrThrow();
        test.Clock.Advance(TimeSpan.FromDays(11));
        var fresh = (await test.EnterAsync(Entry(Dumping) with { Source = RequestSource.Staff, Address = "Elsewhere", Attributes = Answers(("WHAT", ["tires"])) })).OrThrow();
        var done = (await test.EnterAsync(Entry() with { LiaisonId = ana.Id, Address = "5300 Market" })).OrThrow();
        (await work.MoveAsync(TestDb.Coordinator, done.Id, RequestStatus.Done, null)).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await test.Get<MyRequestService>().FixedAsync(ana.Actor(), done.Number, null, null)).Ok.ShouldBeTrue();
        await test.AddAsync(new Destination("CRM", "https://crm.example.org"));
        await using (var db = test.Open())
        {
            db.Add(new Delivery(old.Id, await db.Destinations.Select(d => d.Id).SingleAsync(), test.Now()) { State = DeliveryState.Unclear });
            await db.SaveChangesAsync();
        }

        (await ShownAsync(new())).ShouldBe([fresh.Number, old.Number]);
        (await ShownAsync(new(DeskShow.Overdue))).ShouldBe([old.Number]);
        (await ShownAsync(new(DeskShow.Answered))).ShouldBe([done.Number]);
        (await ShownAsync(new(DeskShow.Closed))).ShouldBe([done.Number]);
        (await ShownAsync(new(DeskShow.All, Service: Dumping))).ShouldBe([fresh.Number]);
        (await ShownAsync(new(DeskShow.All, Source: RequestSource.Liaison), search: "MARKET 53")).ShouldBe([done.Number]);
        (await ShownAsync(new(), sort: "expected")).ShouldBe([old.Number, fresh.Number]);
        var rows = (await desk.ListAsync(TestDb.Coordinator, new(), new PageRequest())).OrThrow().Items;
        rows.Select(r => (r.Stuck, r.Liaison is null)).ShouldBe([(false, true), (true, false)]);
        test.Queries.Reset();
        (await desk.ListAsync(TestDb.Coordinator, new(DeskShow.All), new PageRequest(Take: 1))).Ok.ShouldBeTrue();
        var one = test.Queries.Count;
        test.Queries.Reset();
        (await desk.ListAsync(TestDb.Coordinator, new(DeskShow.All), new PageRequest())).OrThrow().Items.Count.ShouldBe(3);
        test.Queries.Count.ShouldBe(one);

        async Task<IEnumerable<string>> ShownAsync(DeskFilter filter, string? search = null, string? sort = null) =>
            (await desk.ListAsync(TestDb.Coordinator, filter, new PageRequest(Search: search, Sort: sort))).OrThrow().Items.Select(r => r.Number);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Meeting_SomeItemsWrong_GoodOnesAreEnteredOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var meetings = test.Get<MeetingService>();
        (Guid, DraftInput)[] items =
        [
            (Guid.NewGuid(), new() { ServiceCode = Light, Address = "52nd & Market", ContactName = "Zoe", ContactPhone = "215 555 0100" }),
            (Guid.NewGuid(), new() { ServiceCode = Dumping, Address = "52nd & Market" }),
            (Guid.NewGuid(), new() { Address = "52nd & Market" }),
        ];
        var outcome = (await meetings.EnterAsync(TestDb.Coordinator, items)).OrThrow();
        outcome.Select(o => o.Problem?.GetType()).ShouldBe([null, typeof(Invalid), typeof(UnknownService)]);
        (await meetings.EnterAsync(TestDb.Coordinator, items)).OrThrow()[0].Number.ShouldBe(outcome[0].Number);
        await using var db = test.Open();
        (await db.ServiceRequests.SingleAsync()).ShouldSatisfyAllConditions(r => r.Source.ShouldBe(RequestSource.Staff), r => r.ContactName.ShouldBe("Zoe"));
        (await meetings.EnterAsync(TestDb.Leader, items)).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ResponseTimes_OfServices_AreMiddleAndShareOnTime(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var work = test.Get<RequestWorkService>();
        // Done after 2, 4 and 12 days, the last one late; one more is open and overdue, one is not for the city.
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Add((await test.EnterAsync(Entry())).OrThrow().Id);
        (await work.MoveAsync(TestDb.Coordinator, ids[4], RequestStatus.NotForCity, "Private land")).Ok.ShouldBeTrue();
        foreach (var (id, days) in new[] { (ids[0], 2), (ids[1], 2), (ids[2], 8) })
        {
            test.Clock.Advance(TimeSpan.FromDays(days));
            (await work.MoveAsync(TestDb.Coordinator, id, RequestStatus.Done, null)).Ok.ShouldBeTrue();
        }
        var times = (await test.Get<ResponseTimeService>().ShowAsync(TestDb.Leader)).OrThrow().ShouldHaveSingleItem();
        times.Department.ShouldBe(new ResponseRow("Streets Department", null, 4, 3, 4, 2, 4, 1));
        times.Services.ShouldBe([new ResponseRow("Street Light Outage", 10, 4, 3, 4, 2, 4, 1)]);
        (await test.Get<ResponseTimeService>().ShowAsync(TestDb.Leader, days: 1)).OrThrow().ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Search_WordsOfAnyField_FindsWhatIsThereNowAndStopsAtAThousand(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var cafe = (await test.EnterAsync(Entry() with { Address = "12 Rue du Café, 19139", Description = "50% of the lamps_are dark" })).OrThrow();
        var service = cafe.ServiceId;
        await test.AddAsync([.. Enumerable.Range(0, 1005).Select(i => new ServiceRequest(service, RequestSource.Staff, test.Now().AddMinutes(-i)) { Number = $"25-{i:000000}", Description = "Tires in the yard" })]);
        var (desk, work) = (test.Get<RequestDeskService>(), test.Get<RequestWorkService>());
        async Task<(int Total, string? First, int Rows)> FindAsync(string search, int skip = 0)
        {
            var page = (await desk.ListAsync(TestDb.Coordinator, new DeskFilter(), new PageRequest(skip, Search: search))).OrThrow();
            return (page.Total, page.Items.Count == 0 ? null : page.Items[0].Number, page.Items.Count);
        }

        foreach (var words in (string[])["cafe", "CAFÉ rue", "19139", cafe.Number, "lamps 50"]) (await FindAsync(words)).ShouldBe((1, cafe.Number, 1), words);
        (await FindAsync("%")).ShouldBe((0, null, 0), "a sign is no word, and no pattern");
        (await FindAsync("tires yard")).ShouldBe((1001, "25-000000", 25));
        (await FindAsync("tires", 1000)).ShouldBe((1001, "25-001000", 1));
        (await desk.ListAsync(TestDb.Coordinator, new DeskFilter(), new PageRequest())).OrThrow().Total.ShouldBe(1006, "without words all are counted");

        var form = (await work.EditAsync(TestDb.Coordinator, cafe.Id)).OrThrow();
        form.Address = "14 Plaza";
        (await work.CorrectAsync(TestDb.Coordinator, cafe.Id, form)).Ok.ShouldBeTrue();
        (await FindAsync("plaza")).ShouldBe((1, cafe.Number, 1), "what was corrected is found as it is now");
        (await FindAsync("cafe")).ShouldBe((0, null, 0));
    }
}
