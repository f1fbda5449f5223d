using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class IntakeCatalogTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Enter_AfterAChangeOfWhatIsKept_GoesByTheChangeAtOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var outside = Entry() with { Latitude = 40, Longitude = -74.9 };
        (await test.EnterAsync(outside)).Ok.ShouldBeTrue("without boundaries nothing lies outside");
        await test.AddAreasAsync();
        (await test.EnterAsync(outside)).Ok.ShouldBeFalse();
        (await test.EnterAsync(outside with { Longitude = -75.15 })).OrThrow().Neighborhood.ShouldBe("West");

        await test.AddAsync(new Destination("Works", "https://works.example.org") { Mapping = $$"""{"{{Light}}":"1"}""" });
        var handed = (await test.EnterAsync(Entry())).OrThrow();
        await using var db = test.Open();
        (await db.Deliveries.SingleAsync()).RequestId.ShouldBe(handed.Id);
        (await db.Destinations.SingleAsync()).Active = false;
        (await db.ServiceTypes.SingleAsync(s => s.Code == Dumping)).Active = false;
        await db.SaveChangesAsync();
        (await test.EnterAsync(Entry())).Ok.ShouldBeTrue();
        (await db.Deliveries.CountAsync()).ShouldBe(1);
        (await test.EnterAsync(Entry(Dumping) with { Attributes = Answers(("WHAT", ["tires"])) })).Error.ShouldBeOfType<UnknownService>();
        db.Remove(await db.ServiceTypes.SingleAsync(s => s.Code == Closed));
        db.Add(new ServiceType("SR-NEW", "New service", (await db.Departments.FirstAsync()).Id));
        await db.SaveChangesAsync();
        (await test.EnterAsync(Entry("SR-NEW"))).Ok.ShouldBeTrue("as many services as before, and another one among them");
    }
}
