using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using NetVips;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class EntryTests
{
    private static DraftInput Draft(string address = "52nd & Market") => new() { ServiceCode = Light, Address = address, Description = "Dark since Monday" };

    internal static byte[] Photo()
    {
        using var image = Image.Black(40, 30) + 90;
        return image.JpegsaveBuffer();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Draft_KeptSentAndSentAgain_IsOneRequestWithItsPhotos(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Diaz"), await test.AddLiaisonAsync("Bo Chen"));
        var (drafts, entry, id) = (test.Get<DraftService>(), test.Get<EntryService>(), Guid.CreateVersion7());
        (await drafts.SaveAsync(ana.Actor(), id, Draft())).Ok.ShouldBeTrue();
        (await drafts.AddPhotosAsync(ana.Actor(), id, Draft(), [Photo(), "<svg/>"u8.ToArray()])).Error!.Message.ShouldStartWith("This is not a photo.");
        var view = (await drafts.GetAsync(ana.Actor(), id)).OrThrow();
        var photo = view.Photos.ShouldHaveSingleItem();
        view.Input.Description.ShouldBe("Dark since Monday");
        (await drafts.AddPhotosAsync(ana.Actor(), id, Draft(), [.. Enumerable.Range(0, 6).Select(_ => Photo())])).Error!.Message.ShouldBe("At most five photos can be added.");
        (await drafts.GetAsync(ana.Actor(), id)).OrThrow().Photos.Count.ShouldBe(5);
        foreach (var extra in (await drafts.GetAsync(ana.Actor(), id)).OrThrow().Photos.Skip(1)) (await drafts.RemovePhotoAsync(ana.Actor(), id, extra)).Ok.ShouldBeTrue();

        // Nobody else sees, changes or sends it.
        (await drafts.GetAsync(bo.Actor(), id)).Error.ShouldBeOfType<NotFound>();
        (await drafts.PhotoAsync(bo.Actor(), id, photo)).Error.ShouldBeOfType<NotFound>();
        (await drafts.DeleteAsync(bo.Actor(), id)).Error.ShouldBeOfType<NotFound>();
        (await drafts.PhotoAsync(ana.Actor(), id, photo)).OrThrow().ContentType.ShouldBe("image/jpeg");
        (await drafts.ListAsync(ana.Actor())).OrThrow().Single().ShouldSatisfyAllConditions(d => d.Service.ShouldBe("Street Light Outage"), d => d.Photos.ShouldBe(1));

        var twice = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => entry.SendAsync(ana.Actor(), id, Draft()))));
        var number = twice.Select(t => t.OrThrow()).Distinct().ShouldHaveSingleItem("two tabs send it at once");
        (await entry.SendAsync(ana.Actor(), id, Draft())).OrThrow().ShouldBe(number);
        (await drafts.SaveAsync(ana.Actor(), id, Draft())).Error.ShouldBe(new SentAlready(number));
        (await entry.SendAsync(bo.Actor(), id, Draft())).OrThrow().ShouldNotBe(number, "the same id of another liaison is another draft");
        await using var db = test.Open();
        (await db.RequestDrafts.CountAsync()).ShouldBe(0);
        (await db.RequestPhotos.SingleAsync()).FileId.ShouldBe(photo);
        (await db.Files.CountAsync()).ShouldBe(1, "photos that were taken out are gone");
        (await test.Get<PublicRequestService>().PhotoAsync(number, 0)).OrThrow().Id.ShouldBe(photo);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_WrongOrSuspendedMeanwhile_KeepsTheDraft(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var ana = await test.AddLiaisonAsync("Ana Diaz");
        var (drafts, entry, id) = (test.Get<DraftService>(), test.Get<EntryService>(), Guid.CreateVersion7());
        (await drafts.SaveAsync(ana.Actor(), id, Draft(""))).Ok.ShouldBeTrue();
        (await entry.SendAsync(ana.Actor(), id, Draft(""))).Error.ShouldBeOfType<Invalid>().Problems.Single().Field.ShouldBe("Address");
        (await drafts.SaveAsync(ana.Actor(), id, Draft() with { Description = new string('x', 30_001) })).Error.ShouldBeOfType<Invalid>();
        await using (var db = test.Open())
        {
            var liaison = await db.Liaisons.SingleAsync();
            liaison.Suspend("A reason", test.Now());
            await db.SaveChangesAsync();
        }
        // The right was checked a moment ago and still stands in the session.
        (await entry.SendAsync(ana.Actor(), id, Draft())).Error.ShouldBeOfType<NotActiveNow>();
        (await drafts.GetAsync(ana.Actor(), id)).OrThrow().Input.Description.ShouldBe("Dark since Monday");
        (await entry.SendAsync(TestDb.Leader, id, Draft())).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Similar_NearOrSameAddress_AreFoundAndJoined(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Diaz"), await test.AddLiaisonAsync("Bo Chen"));
        var entry = test.Get<EntryService>();
        async Task<string> Add(double? latitude, string? address, string service = Light, RequestStatus status = RequestStatus.Received)
        {
            var made = (await test.EnterAsync(Entry(service) with { Address = address, Latitude = latitude, Longitude = latitude is null ? null : -75.22, LiaisonId = ana.Id, Attributes = service == Dumping ? Answers(("WHAT", ["tires"])) : Answers() })).OrThrow();
            await using var open = test.Open();
            await open.ServiceRequests.Where(r => r.Id == made.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Status, status));
            return made.Number;
        }
        test.Clock.Advance(TimeSpan.FromDays(-50));
        await Add(39.96, "old");
        test.Clock.Advance(TimeSpan.FromDays(50));
        var near = await Add(39.9605, "near");
        await Add(39.9620, "two hundred meters away");
        await Add(39.9601, "another service", Dumping);
        await Add(39.9601, "done", Light, RequestStatus.Done);
        var same = await Add(null, "Market Street and 52nd St, Philadelphia, PA 19139");

        var found = (await entry.SimilarAsync(bo.Actor(), Light, "52nd & MARKET", 39.96, -75.22)).OrThrow();
        found.Select(f => (f.Request.Number, f.Meters)).ShouldBe([(near, 56), (same, null)]);
        (await entry.SimilarAsync(bo.Actor(), Light, "53rd & Market", null, null)).OrThrow().ShouldBeEmpty();

        var draft = Guid.CreateVersion7();
        (await test.Get<DraftService>().AddPhotosAsync(bo.Actor(), draft, Draft(), [Photo()])).Ok.ShouldBeTrue();
        (await entry.JoinAsync(bo.Actor(), draft, same, "I fell there")).OrThrow().ShouldBe(same);
        (await entry.JoinAsync(bo.Actor(), draft, same, "I fell there")).Ok.ShouldBeTrue("twice is once");
        (await entry.JoinAsync(ana.Actor(), draft, same, "My own")).Ok.ShouldBeTrue("joining an own one changes nothing");
        await using var db = test.Open();
        (await db.RequestEvents.Where(e => e.Kind == RequestEventKind.FollowUp).Select(e => new { e.Text, e.By, e.Public }).ToListAsync()).ShouldBe([new { Text = (string?)"I fell there", By = "A neighborhood liaison", Public = true }]);
        (await db.RequestDrafts.AnyAsync() || await db.Files.AnyAsync()).ShouldBeFalse("the draft is gone with its photo");
        (await test.Get<MyRequestService>().ListAsync(bo.Actor(), open: true, new PageRequest())).OrThrow().Items.Select(r => (r.Number, r.Joined)).ShouldBe([(same, true)]);
        (await test.Get<MyRequestService>().GetAsync(bo.Actor(), same)).Error.ShouldBeOfType<NotFound>("followed is not own: contact and answers stay private");
    }

    [Theory]
    [InlineData("52nd & Market", "Market Street and 52nd St, Philadelphia, PA 19139")]
    [InlineData("52nd & Market", "52ND AND MARKET")]
    [InlineData("5200 Market St", "5200 market street 19139")]
    [InlineData("19125 Main", "19125 Main St.")]
    public void PlaceWords_TheSamePlace_AreEqual(string one, string other) => PlaceWords.Of(one).ShouldBe(PlaceWords.Of(other));

    [Theory]
    [InlineData("52nd & Market", "53rd & Market")]
    [InlineData("5200 Market", "5202 Market")]
    [InlineData("N Broad & Erie", "S Broad & Erie")]
    public void PlaceWords_TwoPlaces_Differ(string one, string other) => PlaceWords.Of(one).ShouldNotBe(PlaceWords.Of(other));

    [Theory, OnSqlite, OnPostgres]
    public async Task Services_SearchedAndRanked_AsPeopleSay(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var entry = test.Get<EntryService>();
        (await entry.ServicesAsync("LAMP")).Select(s => s.Code).ShouldBe([Light]);
        (await entry.ServicesAsync("ill tir")).Select(s => s.Code).ShouldBe([Dumping]);
        (await entry.ServicesAsync("amp")).ShouldBeEmpty("words are found from their beginning");
        (await test.EnterAsync(Entry())).Ok.ShouldBeTrue();
        (await entry.ServicesAsync(null)).Select(s => (s.Code, s.Rank)).ShouldBe([(Dumping, 0), (Light, 1)]);
    }
}
