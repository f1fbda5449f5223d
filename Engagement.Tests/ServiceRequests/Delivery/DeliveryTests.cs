using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Reports;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using DeliveryEntity = Engagement.Core.ServiceRequests.Delivery;

namespace Engagement.Tests.ServiceRequests;

public class DeliveryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Well_IsTakenOnceAndSaysNothingPrivate(DatabaseProvider provider)
    {
        await using var scene = await DeliveryScene.CreateAsync(provider);
        var request = await scene.EnterAsync(RequestData.Entry() with { Latitude = 39.96, Longitude = -75.2251, ContactName = "Zorblatt Contact", ContactEmail = "zorblatt@example.org" });
        // Three nodes at once.
        var tried = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => scene.Test.Get<DeliveryService>().SendDueAsync(Actor.System, scene.DestinationId))));
        tried.Sum(t => t.OrThrow()).ShouldBe(1);
        var delivery = await scene.OnlyAsync();
        (delivery.State, delivery.ExternalId, delivery.Attempts).ShouldBe((DeliveryState.Taken, "501", 1));
        var there = scene.Stub.Taken.ShouldHaveSingleItem().Value;
        (there["api_key"], there["jurisdiction_id"], there["service_code"], there["lat"], there["long"], there["address_string"]).ShouldBe(("secret key", "city.gov", "L-1", "39.96", "-75.2251", "52nd & Market"));
        there["description"].ShouldBe($"Dark since Monday\n[{request.Number}]");
        there.Values.ShouldAllBe(v => !v.Contains("orblatt", StringComparison.Ordinal));
        await using var db = scene.Test.Open();
        (await db.RequestEvents.SingleAsync(e => e.Kind == RequestEventKind.HandedOn)).Text.ShouldBe("City works: 501");
        (await db.Destinations.SingleAsync()).SealedKey!.ShouldNotContain("secret");
        await scene.SendAsync(expected: 0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_FailsTwice_IsTriedAfterFiveAndThirtyMinutes(DatabaseProvider provider)
    {
        await using var scene = await DeliveryScene.CreateAsync(provider);
        await scene.EnterAsync();
        foreach (var mood in (Mood[])[Mood.Down503, Mood.KeyRevoked]) scene.Stub.Moods.Enqueue(mood);
        TimeSpan Pause(DeliveryEntity d) => d.NextTryAt - scene.Test.Now();
        var first = await scene.SendAsync();
        (first.State, first.HandedAt, Math.Round(Pause(first).TotalMinutes)).ShouldBe((DeliveryState.Waiting, null, 5));
        await scene.SendAsync(expected: 0);
        var second = await scene.LaterAsync();
        (second.State, second.Problem, Math.Round(Pause(second).TotalMinutes)).ShouldBe((DeliveryState.Waiting, "403: Invalid api_key received", 30));
        (await scene.Test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow().StuckDeliveries.ShouldBe(0);
        (await scene.LaterAsync()).State.ShouldBe(DeliveryState.Taken);
        scene.Stub.Taken.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Mood.Error500AfterTaking)]
    [InlineData(Mood.Html200)]
    [InlineData(Mood.Truncated)]
    [InlineData(Mood.SilentAfterTaking)]
    public async Task Send_AnswerLost_IsFoundThereAndNotSentAgain(object mood)
    {
        foreach (var keepsDescriptions in (bool[])[true, false])
        {
            await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
            scene.Stub.KeepsDescriptions = keepsDescriptions;
            await scene.EnterAsync();
            scene.Stub.Moods.Enqueue((Mood)mood);
            var doubt = await scene.SendAsync();
            (doubt.State, doubt.HandedAt is null).ShouldBe((DeliveryState.Waiting, false));
            var found = await scene.LaterAsync();
            (found.State, found.ExternalId).ShouldBe((DeliveryState.Taken, "501"));
            scene.Stub.Taken.Count.ShouldBe(1, "nothing is sent twice");
        }
    }

    [Fact]
    public async Task Send_AnswerLostAndNotThere_IsSentAgain()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.EnterAsync();
        scene.Stub.Moods.Enqueue(Mood.SilentBeforeTaking);
        (await scene.SendAsync()).State.ShouldBe(DeliveryState.Waiting);
        (await scene.LaterAsync()).State.ShouldBe(DeliveryState.Taken);
        scene.Stub.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_ProcessEndedBetween_IsLookedForFirst()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.EnterAsync();
        // As a server that was killed leaves it: written down, handed over, no answer.
        scene.Stub.Moods.Enqueue(Mood.SilentAfterTaking);
        await scene.SendAsync();
        await using (var db = scene.Test.Open())
            await db.Deliveries.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Sending).SetProperty(d => d.NextTryAt, scene.Test.Now() + DeliveryEntity.StuckAfter));
        await scene.SendAsync(expected: 0);
        (await scene.LaterAsync()).ExternalId.ShouldBe("501");
        scene.Stub.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_LostAndCannotBeAsked_IsNamedAndAPersonDecides()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.EnterAsync();
        scene.Stub.Moods.Enqueue(Mood.SilentAfterTaking);
        await scene.SendAsync();
        scene.Stub.Says = (500, "<html>");
        (await scene.LaterAsync()).State.ShouldBe(DeliveryState.Waiting, "it may be asked later");
        scene.Stub.Says = (403, "<errors><error><code>403</code><description>closed for you</description></error></errors>");
        DeliveryEntity last;
        do last = await scene.LaterAsync(); while (last.State == DeliveryState.Waiting);
        last.State.ShouldBe(DeliveryState.Unclear);
        (last.NextTryAt - last.QueuedAt).ShouldBeLessThan(TimeSpan.FromHours(6));
        scene.Stub.Taken.Count.ShouldBe(1);
        (await scene.Test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow().StuckDeliveries.ShouldBe(1);
        var queue = scene.Test.Get<DeliveryQueueService>();
        var row = (await queue.ListAsync(TestDb.Coordinator, new(), DeliveryShow.Stuck)).OrThrow().Items.ShouldHaveSingleItem();
        row.Problem!.ShouldContain("can't be asked");
        (await queue.FoundAsync(TestDb.Coordinator, row.Id, row.Version, "")).Ok.ShouldBeFalse();
        (await queue.FoundAsync(TestDb.Coordinator, row.Id, row.Version, "501")).Ok.ShouldBeTrue();
        (await queue.SendAgainAsync(TestDb.Coordinator, row.Id, row.Version)).Error.ShouldBeOfType<NotNow>();
        (await scene.OnlyAsync()).State.ShouldBe(DeliveryState.Taken);
    }

    [Fact]
    public async Task Send_TwoAlikeThere_AreBothNamed()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        scene.Stub.KeepsDescriptions = false;
        await scene.EnterAsync();
        scene.Stub.Moods.Enqueue(Mood.SilentAfterTaking);
        await scene.SendAsync();
        scene.Stub.Taken["900"] = scene.Stub.Taken["501"];
        var unclear = await scene.LaterAsync();
        (unclear.State, unclear.Problem).ShouldBe((DeliveryState.Unclear, "An answer was lost. At City works it may be one of: 501, 900."));
    }

    [Theory]
    [InlineData(Mood.Refuses, "lat is outside of the city")]
    [InlineData(Mood.ErrorIn200, "description is missing")]
    public async Task Send_Refused_WaitsForAPerson(object mood, string why)
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.EnterAsync();
        scene.Stub.Moods.Enqueue((Mood)mood);
        var refused = await scene.SendAsync();
        refused.State.ShouldBe(DeliveryState.Refused);
        refused.Problem!.ShouldContain(why);
        (await scene.Test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow().StuckDeliveries.ShouldBe(1);
        (await scene.Test.Get<DeliveryQueueService>().SendAgainAsync(TestDb.Coordinator, refused.Id, refused.Version)).Ok.ShouldBeTrue();
        (await scene.SendAsync()).State.ShouldBe(DeliveryState.Taken);
    }

    [Fact]
    public async Task Send_BatchService_GivesATokenAndLaterTheId()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite, "batch");
        await scene.EnterAsync();
        var token = await scene.SendAsync();
        (token.State, token.Token, token.ExternalId).ShouldBe((DeliveryState.Token, "t-501", null));
        (await scene.LaterAsync()).State.ShouldBe(DeliveryState.Token, "not ready yet");
        scene.Stub.TokenReady = true;
        var taken = await scene.LaterAsync();
        (taken.State, taken.ExternalId).ShouldBe((DeliveryState.Taken, "501"));
        scene.Stub.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_BlackBox_IsTakenWithoutAnIdAndNeverTwice()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite, "blackbox");
        await scene.EnterAsync();
        var taken = await scene.SendAsync();
        (taken.State, taken.ExternalId).ShouldBe((DeliveryState.Taken, null));
        await using (var db = scene.Test.Open()) await db.Deliveries.ExecuteDeleteAsync();
        await scene.EnterAsync(RequestData.Entry() with { Address = "Broad & Locust" });
        scene.Stub.Moods.Enqueue(Mood.SilentAfterTaking);
        await scene.SendAsync();
        (await scene.LaterAsync()).State.ShouldBe(DeliveryState.Unclear);
        scene.Stub.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_IdOfAnother_IsNotBelieved()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        var requests = new[] { await scene.EnterAsync(), await scene.EnterAsync() };
        scene.Stub.Moods.Enqueue(Mood.SameId);
        scene.Stub.Moods.Enqueue(Mood.SameId);
        // One after the other, so that the second sees the first.
        for (var i = 0; i < 2; i++)
        {
            await using (var wait = scene.Test.Open())
                await wait.Deliveries.Where(d => d.RequestId == requests[1].Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.NextTryAt, scene.Test.Now().AddMinutes(i == 0 ? 1 : -1)));
            (await scene.Test.Get<DeliveryService>().SendDueAsync(Actor.System, scene.DestinationId)).OrThrow().ShouldBe(1);
        }
        await using var db = scene.Test.Open();
        (await db.Deliveries.Where(d => d.RequestId == requests[0].Id).Select(d => d.State).SingleAsync()).ShouldBe(DeliveryState.Taken);
        var second = await db.Deliveries.SingleAsync(d => d.RequestId == requests[1].Id);
        second.State.ShouldBe(DeliveryState.Unclear);
        second.Problem!.ShouldContain("belongs to another of our requests");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_ManyToASlowOne_FourAtATimeEachOnce(DatabaseProvider provider)
    {
        await using var scene = await DeliveryScene.CreateAsync(provider);
        for (var i = 0; i < 20; i++) await scene.EnterAsync();
        scene.Stub.Slow = TimeSpan.FromMilliseconds(50);
        (await scene.Test.Get<DeliveryService>().DueAsync(Actor.System)).OrThrow().ShouldBe([scene.DestinationId]);
        (await scene.Test.Get<DeliveryService>().SendDueAsync(Actor.System, scene.DestinationId)).OrThrow().ShouldBe(20);
        scene.Stub.Taken.Count.ShouldBe(20);
        scene.Stub.MostAtOnce.ShouldBe(DeliveryService.AtOnce);
        (await scene.Test.Get<DeliveryService>().DueAsync(Actor.System)).OrThrow().ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_ClosedMeanwhile_IsNotHandedOver()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.EnterAsync();
        await using (var db = scene.Test.Open())
        {
            (await db.ServiceRequests.SingleAsync()).MoveTo(RequestStatus.NotForCity, "Ask the electricity company", "The city", scene.Test.Now()).Ok.ShouldBeTrue();
            await db.SaveChangesAsync();
        }
        (await scene.SendAsync()).State.ShouldBe(DeliveryState.GivenUp);
        scene.Stub.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_NobodyThere_WaitsAndRaisesTheAlarmAfterAnHour()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.EnterAsync();
        await scene.Stub.DisposeAsync();
        var waiting = await scene.SendAsync();
        (waiting.State, waiting.HandedAt).ShouldBe((DeliveryState.Waiting, null), "nothing can have arrived");
        waiting.Problem!.ShouldContain("could not be reached");
        scene.Test.Clock.Advance(TimeSpan.FromMinutes(61));
        (await scene.Test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow().StuckDeliveries.ShouldBe(1);
    }
}
