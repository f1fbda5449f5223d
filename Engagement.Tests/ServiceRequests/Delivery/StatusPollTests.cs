using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.ServiceRequests;

public class StatusPollTests
{
    private static async Task<DeliveryScene> SentAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var scene = await DeliveryScene.CreateAsync(provider);
        await scene.EnterAsync();
        (await scene.SendAsync()).ExternalId.ShouldBe("501");
        return scene;
    }

    private static async Task<int> PollAsync(DeliveryScene scene, double hours = 2)
    {
        scene.Test.Clock.Advance(TimeSpan.FromHours(hours));
        return (await scene.Test.Get<StatusPollService>().PollAsync(Actor.System)).OrThrow();
    }

    private static async Task<ServiceRequest> RequestAsync(DeliveryScene scene)
    {
        await using var db = scene.Test.Open();
        return await db.ServiceRequests.AsNoTracking().Include(r => r.Events).SingleAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Poll_StatusAndNotes_ReachTheRequestOnce(DatabaseProvider provider)
    {
        await using var scene = await SentAsync(provider);
        (await PollAsync(scene)).ShouldBe(1);
        (await RequestAsync(scene)).Status.ShouldBe(RequestStatus.Received, "open there, open here");
        (await scene.OnlyAsync()).External!.ShouldContain("\"crew\":\"Blue\"", Case.Sensitive, "unknown fields are kept");
        scene.Stub.Status["501"] = ("open", "A crew comes on Tuesday");
        (await PollAsync(scene)).ShouldBe(1);
        (await PollAsync(scene)).ShouldBe(0, "nothing new");
        var noted = await RequestAsync(scene);
        (noted.Status, noted.StatusNotes).ShouldBe((RequestStatus.Received, "A crew comes on Tuesday"));
        noted.Events.Count(e => e is { Kind: RequestEventKind.Comment, Public: true, By: "City works" }).ShouldBe(1);
        scene.Stub.Status["501"] = ("CLOSED", "Lamp replaced");
        await PollAsync(scene);
        var done = await RequestAsync(scene);
        (done.Status, done.StatusNotes, done.ClosedAt is null).ShouldBe((RequestStatus.Done, "Lamp replaced", false));
        // The city itself opens it again.
        scene.Stub.Status["501"] = ("open", "Dark again");
        await PollAsync(scene);
        (await RequestAsync(scene)).Status.ShouldBe(RequestStatus.InProgress);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Poll_ClosedThere_TellsTheLiaisonThoughTheSameMailIsQueuedAtThatMoment(DatabaseProvider provider)
    {
        var race = new QueuedMeanwhile();
        await using var scene = await DeliveryScene.CreateAsync(provider, more: s =>
        {
            s.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(race));
            s.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(race));
        });
        var liaison = await scene.Test.AddLiaisonAsync("Ana Diaz");
        await scene.Test.AddAsync(new OfficeSettings { PublicAddress = "https://programs.example.org" });
        await scene.EnterAsync(RequestData.Entry() with { LiaisonId = liaison.Id });
        await scene.SendAsync();
        await PollAsync(scene);
        scene.Stub.Status["501"] = ("closed", "Lamp replaced");
        race.Insert = async mail =>
        {
            await using var other = scene.Test.Open();
            other.Add(new OutgoingMail(new MailOrder(mail.Kind, mail.About, mail.Recipient) { Edition = mail.Edition, NotBefore = mail.NextTryAt }, scene.Test.Now()));
            await other.SaveChangesAsync();
        };
        (await PollAsync(scene)).ShouldBe(1);

        race.Happened.ShouldBeTrue();
        (await RequestAsync(scene)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(RequestStatus.Done), r => r.StatusNotes.ShouldBe("Lamp replaced"));
        (await scene.OnlyAsync()).Closed.ShouldBeTrue();
        await using var db = scene.Test.Open();
        var mail = await db.Outbox.SingleAsync();
        (mail.Kind, mail.About, mail.Recipient).ShouldBe((MailKind.RequestDigest, liaison.Id, "ana.diaz@example.org"));
        (await db.MailPeople.SingleAsync()).PersonId.ShouldBe(liaison.PersonId, "the mail that was there takes her in");
    }

    /// <summary>Another node queues the same mail just before ours is saved, once.</summary>
    private sealed class QueuedMeanwhile : SaveChangesInterceptor
    {
        public Func<OutgoingMail, Task>? Insert { get; set; }

        public bool Happened { get; private set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Insert is { } insert && eventData.Context!.ChangeTracker.Entries<OutgoingMail>().FirstOrDefault(e => e.State == EntityState.Added) is { } added)
            {
                (Insert, Happened) = (null, true);
                await insert(added.Entity);
            }
            return result;
        }
    }

    [Fact]
    public async Task Poll_ClosedHere_StaysClosedWhileTheOtherSideSaysNothingNew()
    {
        await using var scene = await SentAsync();
        await PollAsync(scene);
        await using (var db = scene.Test.Open())
        {
            (await db.ServiceRequests.SingleAsync()).MoveTo(RequestStatus.NotForCity, "Ask the electricity company", "The city", scene.Test.Now()).Ok.ShouldBeTrue();
            await db.SaveChangesAsync();
        }
        scene.Stub.Status["501"] = ("open", "On our list");
        await PollAsync(scene);
        (await RequestAsync(scene)).Status.ShouldBe(RequestStatus.NotForCity);
    }

    [Fact]
    public async Task Poll_StatusOutsideTheList_IsNamedAndMovesNothing()
    {
        await using var scene = await SentAsync();
        scene.Stub.Status["501"] = ("acknowledged", "");
        await PollAsync(scene);
        (await scene.OnlyAsync()).Problem!.ShouldContain("\"acknowledged\"");
        (await RequestAsync(scene)).Status.ShouldBe(RequestStatus.Received);
    }

    [Fact]
    public async Task Poll_OtherIdsAndBrokenAnswers_ChangeNothing()
    {
        await using var scene = await SentAsync();
        await PollAsync(scene);
        var before = await RequestAsync(scene);
        foreach (var (code, body) in ((int, string)[])[(200, "<service_requests><request><service_request_id>999</service_request_id><status>closed</status></request></service_requests>"),
            (200, "<html><body>Maintenance</body></html>"), (200, "<service_requests><request><service_request_id>501</ser"), (500, "oh"), (200, new string(' ', 200_000) + "<service_requests/>")])
        {
            scene.Stub.Says = (code, body);
            (await PollAsync(scene)).ShouldBe(0);
            (await RequestAsync(scene)).UpdatedAt.ShouldBe(before.UpdatedAt);
        }
        await using var db = scene.Test.Open();
        (await db.Destinations.SingleAsync()).StatusProblem.ShouldNotBeNull();
        scene.Stub.Says = null;
        await PollAsync(scene);
        (await db.Destinations.AsNoTracking().SingleAsync()).StatusProblem.ShouldBeNull();
    }

    [Fact]
    public async Task Poll_ManyRequests_AsksInBatchesAndNotBeforeAnHourHasPassed()
    {
        await using var scene = await DeliveryScene.CreateAsync(DatabaseProvider.Sqlite);
        for (var i = 0; i < StatusPollService.Batch + 5; i++) await scene.EnterAsync();
        (await scene.Test.Get<DeliveryService>().SendDueAsync(Actor.System, scene.DestinationId)).OrThrow().ShouldBe(StatusPollService.Batch + 5);
        int Asked() => scene.Stub.Asked.Count(a => a.Contains("service_request_id=", StringComparison.Ordinal));
        (await PollAsync(scene)).ShouldBe(StatusPollService.Batch + 5);
        Asked().ShouldBe(2);
        await PollAsync(scene, hours: 0.1);
        Asked().ShouldBe(2, "five minutes later only what was updated is asked for");
        scene.Stub.Asked.Count(a => a.Contains("updated_after=", StringComparison.Ordinal)).ShouldBe(1);
    }
}
