using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class MyRequestTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Request_AskedAnsweredDoneReopenedFixed_TellsEachWhatIsTheirs(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Diaz"), await test.AddLiaisonAsync("Bo Chen"));
        var (mine, everyone) = (test.Get<MyRequestService>(), test.Get<PublicRequestService>());
        var number = (await test.EnterAsync(Entry(Dumping) with
        {
            LiaisonId = ana.Id,
            ContactName = "Zorblatt Contact",
            ContactPhone = "215 555 0199",
            Attributes = Answers(("WHAT", ["tires", "rubbish"])),
        })).OrThrow().Number;
        await ChangeAsync(r => r.Ask("Which side of the street?", "Zorblatt Staff", test.Now()).Ok.ShouldBeTrue());

        var own = (await mine.GetAsync(ana.Actor(), number)).OrThrow();
        own.Asked.ShouldBe("Which side of the street?");
        own.Answers.ShouldBe([("What lies there?", "Tires, Rubbish")]);
        own.Contact.ShouldBe("Zorblatt Contact, 215 555 0199");
        own.View.History.Select(h => h.By).ShouldBe(["A neighborhood liaison", "The city"]);
        (await mine.ListAsync(ana.Actor(), true, new PageRequest())).OrThrow().Items.Single().Asked.ShouldBeTrue();
        (await mine.GetAsync(bo.Actor(), number)).Error.ShouldBeOfType<NotFound>();
        (await mine.ReplyAsync(bo.Actor(), number, "Not mine")).Error.ShouldBeOfType<NotFound>();
        (await mine.ReplyAsync(ana.Actor(), number, " ")).Error.ShouldBeOfType<Invalid>();
        test.Clock.Advance(TimeSpan.FromMinutes(5));
        (await mine.ReplyAsync(ana.Actor(), number, "The north side. Zorblatt secret")).Ok.ShouldBeTrue();
        (await mine.GetAsync(ana.Actor(), number)).OrThrow().Asked.ShouldBeNull();
        (await mine.ReopenAsync(ana.Actor(), number, "why")).Error.ShouldBeOfType<RequestForbids>("it is open");

        await ChangeAsync(r => r.MoveTo(RequestStatus.Done, "Picked up", "Zorblatt Staff", test.Now()).Ok.ShouldBeTrue());
        (await mine.GetAsync(ana.Actor(), number)).OrThrow().MayReopen.ShouldBeTrue();
        (await mine.ReopenAsync(ana.Actor(), number, "Half is still there")).Ok.ShouldBeTrue();
        await ChangeAsync(r => r.MoveTo(RequestStatus.Done, null, "Zorblatt Staff", test.Now()).Ok.ShouldBeTrue());
        (await mine.FixedAsync(ana.Actor(), number, "All gone", EntryTests.Photo())).Ok.ShouldBeTrue();
        (await mine.FixedAsync(ana.Actor(), number, null, "<?php"u8.ToArray())).Error.ShouldBeOfType<Invalid>();
        test.Clock.Advance(TimeSpan.FromDays(31));
        (await mine.ReopenAsync(ana.Actor(), number, "too late")).Error.ShouldBeOfType<RequestForbids>();

        var seen = (await everyone.GetAsync(number)).OrThrow();
        System.Text.Json.JsonSerializer.Serialize(seen).ShouldNotContain("Zorblatt", Case.Sensitive, "neither contact, nor staff, nor what only the city reads");
        seen.History.Select(h => (h.Kind, h.Text, h.Photo)).ShouldBe([
            (RequestEventKind.Entered, null, null), (RequestEventKind.Status, "Done: Picked up", null), (RequestEventKind.Reopened, "Half is still there", null),
            (RequestEventKind.Status, "Done", null), (RequestEventKind.Fixed, "All gone", 0)]);
        seen.Photos.ShouldBeEmpty("the photo belongs to the line");
        (await everyone.GetAsync("26-999999")).Error.ShouldBeOfType<NotFound>();

        async Task ChangeAsync(Action<ServiceRequest> change)
        {
            test.Clock.Advance(TimeSpan.FromMinutes(5));
            await using var db = test.Open();
            change(await db.ServiceRequests.Include(r => r.Events).SingleAsync());
            await db.SaveChangesAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneOrThree_AsksTheDatabaseAsOften(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var ana = await test.AddLiaisonAsync("Ana Diaz");
        (await test.EnterAsync(Entry() with { LiaisonId = ana.Id })).Ok.ShouldBeTrue();
        var one = await CountAsync(1);
        for (var i = 0; i < 2; i++) (await test.EnterAsync(Entry() with { LiaisonId = ana.Id })).Ok.ShouldBeTrue();
        (await CountAsync(3)).ShouldBe(one);

        async Task<int> CountAsync(int rows)
        {
            test.Queries.Reset();
            (await test.Get<MyRequestService>().ListAsync(ana.Actor(), true, new PageRequest())).OrThrow().Items.Count.ShouldBe(rows);
            return test.Queries.Count;
        }
    }
}
