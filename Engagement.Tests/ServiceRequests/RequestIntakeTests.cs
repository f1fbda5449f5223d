using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class RequestIntakeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Add_Complete_IsStoredWithAllThatFollows(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        await test.AddAreasAsync();
        var liaison = await test.AddLiaisonAsync("Ana Diaz");
        await test.AddAsync(
            new Destination("City CRM", "https://crm.example.org/open311/v2") { Mapping = $$"""{"{{Light}}":"100"}""" },
            new Destination("Another", "https://other.example.org") { Mapping = """{"X":"1"}""" },
            new Destination("Off", "https://off.example.org") { Mapping = $$"""{"{{Light}}":"1"}""", Active = false });
        var photo = await test.AddPhotoAsync();

        var made = (await test.EnterAsync(Entry() with
        {
            LiaisonId = liaison.Id,
            Address = "5200 Market St, Philadelphia, PA 19139-3401",
            Latitude = 40,
            Longitude = -75.15,
            ContactName = "Ana",
            ContactEmail = "ana@example.org",
            ContactPhone = "215 555 0100",
            Photos = [photo],
        })).OrThrow();
        var second = (await test.EnterAsync(Entry())).OrThrow();

        await using var db = test.Open();
        var stored = await db.ServiceRequests.Include(r => r.Events).SingleAsync(r => r.Id == made.Id);
        (stored.Number, second.Number).ShouldBe(("26-000001", "26-000002"));
        (stored.Neighborhood, stored.Zip, stored.Status, stored.LiaisonId).ShouldBe(("West", "19139", RequestStatus.Received, liaison.Id));
        stored.ExpectedAt.ShouldBe(stored.RequestedAt.AddDays(10));
        var entered = stored.Events.ShouldHaveSingleItem();
        (entered.Kind, entered.Public, entered.By).ShouldBe((RequestEventKind.Entered, true, "A neighborhood liaison"));
        (await db.Deliveries.Where(d => d.RequestId == made.Id).Join(db.Destinations, d => d.DestinationId, t => t.Id, (d, t) => new { t.Name, d.State, d.NextTryAt }).ToListAsync())
            .ShouldHaveSingleItem().ShouldBe(new { Name = "City CRM", State = DeliveryState.Waiting, NextTryAt = stored.RequestedAt });
        (await db.RequestPhotos.SingleAsync()).ShouldSatisfyAllConditions(p => p.FileId.ShouldBe(photo), p => p.RequestId.ShouldBe(made.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Add_ManyAtOnceAndTheSameTwice_NumbersAreUniqueAndNothingIsTwice(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var writer = test.Get<GroupCommit>();
        // Half of them through the queue that the endpoints use, half with transactions of their own; each key twice.
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => i % 4 < 2
            ? test.EnterAsync(Entry(key: $"draft {i / 2}"))
            : writer.WriteAsync(Actor.Anyone, db => test.Get<RequestIntake>().AddAsync(db, Entry(key: $"draft {i / 2}"))))));

        all.Select(r => r.OrThrow().Number).Distinct().Count().ShouldBe(20);
        for (var i = 0; i < 40; i += 2) all[i].OrThrow().Id.ShouldBe(all[i + 1].OrThrow().Id, "the same key answers the same request");
        await using var db = test.Open();
        (await db.ServiceRequests.CountAsync()).ShouldBe(20);
        (await db.RequestEvents.CountAsync()).ShouldBe(20);
        (await test.EnterAsync(Entry(key: "draft 0"))).OrThrow().Id.ShouldBe(all[0].OrThrow().Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Add_WhatIsWrong_IsToldAndNothingIsStored(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        await test.AddAreasAsync();
        var suspended = await test.AddLiaisonAsync("Sus Pended", more: l => l.Suspend("A reason", test.Now()));
        var (picture, five) = (await test.AddPhotoAsync("image/svg+xml"), await test.AddPhotoAsync());

        (await test.EnterAsync(Entry("NONE"))).Error.ShouldBeOfType<UnknownService>();
        (await test.EnterAsync(Entry(Closed))).Error.ShouldBeOfType<UnknownService>();
        (await test.EnterAsync(Entry() with { LiaisonId = suspended.Id })).Error.ShouldBeOfType<NotActiveNow>();
        await Refused(Entry() with { Address = " " }, "Address");
        await Refused(Entry() with { Address = new string('x', 201) }, "Address");
        await Refused(Entry() with { Latitude = 40 }, "Latitude");
        await Refused(Entry() with { Latitude = 40, Longitude = -74.9 }, "Latitude");
        await Refused(Entry() with { Latitude = double.NaN, Longitude = -75.1 }, "Latitude");
        await Refused(Entry() with { Latitude = 91, Longitude = -75.1 }, "Latitude");
        await Refused(Entry() with { Description = new string('x', 4001) }, "Description");
        await Refused(Entry() with { Zip = "1913" }, "Zip");
        await Refused(Entry() with { ContactEmail = "nobody", ContactPhone = "call me", ContactName = new string('n', 101) }, "ContactName", "ContactEmail", "ContactPhone");
        await Refused(Entry() with { Photos = [picture] }, "Photos");
        await Refused(Entry() with { Photos = [five, five] }, "Photos");
        await Refused(Entry() with { Photos = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())] }, "Photos");
        await Refused(Entry(Dumping), "Attributes.WHAT");
        await Refused(Entry(Dumping) with { Attributes = Answers(("WHAT", ["sofa"]), ("BAGS", ["many"])) }, "Attributes.WHAT", "Attributes.BAGS");
        await Refused(Entry(Dumping) with { Attributes = Answers(("WHAT", ["tires"]), ("BAGS", ["1", "2"]), ("INFO", ["x"])) }, "Attributes.BAGS", "Attributes.INFO");
        await Refused(Entry() with { Attributes = Answers(("WHAT", ["tires"])) }, "Attributes.WHAT");

        await using var db = test.Open();
        (await db.ServiceRequests.AnyAsync()).ShouldBeFalse();
        (await test.EnterAsync(Entry(Dumping) with { Description = new string('x', 4000), Attributes = Answers(("WHAT", ["tires", "rubbish"]), ("BAGS", ["2.5"])) })).OrThrow()
            .ShouldSatisfyAllConditions(r => r.Attributes.ShouldBe("""{"WHAT":["tires","rubbish"],"BAGS":["2.5"]}"""), r => r.Number.ShouldBe("26-000001", "refused ones take no number"));

        async Task Refused(RequestEntry entry, params string[] fields) =>
            (await test.EnterAsync(entry)).Error.ShouldBeOfType<Core.Common.Invalid>().Problems.Select(p => p.Field).ShouldBe(fields);
    }
}
