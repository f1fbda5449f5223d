using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Mail;

/// <summary>What becomes of mails when servers, nodes and the database fail, and how fast they go.</summary>
public class SendingFaultTests : SendingScene
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Send_TransportBroken_AllWaitWithoutCountingUntilItWorks(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        Settings.Parallel = 1;
        for (var i = 0; i < 3; i++) await QueueAsync(test, Order($"a{i}@example.org"));
        Postbox.Answer = _ => new(HandoverKind.Broken, "535 wrong password");
        (await test.SendMailAsync()).ShouldBe(1, "the first tells that none would go");
        await using var db = test.Open();
        (await db.Outbox.Select(m => new { m.State, m.Attempts }).Distinct().ToListAsync()).ShouldBe([new { State = MailState.Queued, Attempts = 0 }]);
        var overview = (await test.Get<OutboxService>().OverviewAsync(TestDb.Coordinator, new MailFilter())).OrThrow();
        (overview.Trouble, overview.RestsUntil, overview.Counts[MailState.Queued]).ShouldBe(("535 wrong password", test.Clock.GetUtcNow().UtcDateTime.AddMinutes(1), 3));
        (await test.SendMailAsync()).ShouldBe(0, "nobody tries while it rests");
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await test.SendMailAsync()).ShouldBe(1);
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await test.SendMailAsync()).ShouldBe(0, "the second rest is longer");
        Postbox.Answer = _ => new(HandoverKind.Accepted, "250 ok");
        (await test.Get<TrialService>().SendAsync(TestDb.Coordinator, "me@example.org")).OrThrow().Kind.ShouldBe(HandoverKind.Accepted);
        (await test.SendMailAsync()).ShouldBe(3, "a trial that works opens the gate");
        (await test.Get<OutboxService>().OverviewAsync(TestDb.Coordinator, new MailFilter())).OrThrow().Trouble.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Pace_IsHeldPerMinuteOverAllNodes(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        Settings.PerMinute = 4;
        for (var i = 0; i < 10; i++) await QueueAsync(test, Order($"a{i}@example.org"));
        (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(test.SendMailAsync)))).Sum().ShouldBe(4);
        (await test.SendMailAsync()).ShouldBe(0);
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await test.SendMailAsync()).ShouldBe(4);
        Postbox.Arrived.Select(m => m.To).Distinct().Count().ShouldBe(8);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_NodeThatEnds_ReturnsWhatItHadNotHandedOverAndNamesTheRest(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var (taken, handed) = (await QueueAsync(test, Order("taken@example.org")), await QueueAsync(test, Order("handed@example.org")));
        await using (var db = test.Open())
        {
            var now = test.Clock.GetUtcNow().UtcDateTime;
            var (until, node) = (now.AddMinutes(10), Guid.NewGuid());
            await db.Outbox.ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.NextTryAt, until).SetProperty(m => m.TakenBy, node).SetProperty(m => m.Attempts, 1));
            await db.Outbox.Where(m => m.Id == handed).ExecuteUpdateAsync(s => s.SetProperty(m => m.HandedAt, now));
        }
        (await test.SendMailAsync()).ShouldBe(0);
        test.Clock.Advance(TimeSpan.FromMinutes(10));
        (await test.SendMailAsync()).ShouldBe(1);
        Postbox.Arrived.Select(m => m.To).ShouldBe(["taken@example.org"]);
        (await MailAsync(test, handed)).State.ShouldBe(MailState.Unclear);
        test.Clock.Advance(TimeSpan.FromDays(1));
        (await test.SendMailAsync()).ShouldBe(0, "an unclear mail goes again only when a person says so");
        (await test.Get<OutboxService>().SendAgainAsync(TestDb.Coordinator, handed, (await MailAsync(test, handed)).Version)).Ok.ShouldBeTrue();
        (await test.SendMailAsync()).ShouldBe(1);
        Postbox.Arrived[^1].Headers["Message-ID"].ShouldBe($"<{handed:n}@example.org>", "so that a mailbox can drop the double");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_AnswersOfTheServer_EndEachMail(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        Postbox.Answer = m => m.To.LocalPart switch
        {
            "never" => new(HandoverKind.Final, "550 5.1.1 nobody"),
            "refused" => new(HandoverKind.Final, "554 5.7.1 no"),
            "lost" => new(HandoverKind.Unclear, "no answer"),
            _ => new(HandoverKind.Accepted, "250 ok"),
        };
        var ids = new Dictionary<string, Guid>();
        foreach (var name in (string[])["never", "refused", "lost", "ana"]) ids[name] = await QueueAsync(test, Order($"{name}@example.org"));
        (await test.SendMailAsync()).ShouldBe(4);
        (await MailAsync(test, ids["never"])).State.ShouldBe(MailState.Failed);
        (await MailAsync(test, ids["refused"])).State.ShouldBe(MailState.Failed);
        (await MailAsync(test, ids["lost"])).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Unclear), m => m.Body.ShouldNotBeNull());
        (await MailAsync(test, ids["ana"])).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Sent), m => m.Html.ShouldNotBeNull().ShouldContain("Hello"));
        await using var db = test.Open();
        (await db.AddressBlocks.Select(b => b.Address).ToListAsync()).ShouldBe(["never@example.org"], "only 5.1.x is about the address");
        test.Clock.Advance(TimeSpan.FromDays(3));
        (await test.SendMailAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Stopped_GivesBackWhatWasNotHandedOver(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        Settings.Parallel = 1;
        for (var i = 0; i < 5; i++) await QueueAsync(test, Order($"a{i}@example.org"));
        using var stop = new CancellationTokenSource();
        Postbox.Answer = _ =>
        {
            stop.Cancel();
            return new(HandoverKind.Accepted, "250 ok");
        };
        (await test.Get<MailService>().SendDueAsync(TestDb.Admin, stop.Token)).OrThrow().ShouldBe(1);
        await using var db = test.Open();
        (await db.Outbox.GroupBy(m => new { m.State, m.Attempts }).Select(g => new { g.Key.State, g.Key.Attempts, Count = g.Count() }).OrderBy(g => g.Count).ToListAsync())
            .ShouldBe([new { State = MailState.Sent, Attempts = 1, Count = 1 }, new { State = MailState.Queued, Attempts = 0, Count = 4 }]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_DatabaseLockedWhileMarkingAsSent_IsWrittenDownLaterAndNotSentTwice(DatabaseProvider provider)
    {
        var locked = new LockedFor(times: 2);
        await using var test = await StartAsync(provider, s =>
        {
            s.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(locked));
            s.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(locked));
        });
        var id = await QueueAsync(test, Order("ana@example.org"));
        Postbox.Answer = _ =>
        {
            locked.Now = true;
            return new(HandoverKind.Accepted, "250 ok");
        };
        await test.SendMailAsync();
        locked.Left.ShouldBe(0);
        (await MailAsync(test, id)).State.ShouldBe(MailState.Sent);
        (await test.SendMailAsync()).ShouldBe(0);
        Postbox.Arrived.Count.ShouldBe(1);
    }

    /// <summary>Refuses commands as a database does that is busy, so often.</summary>
    private sealed class LockedFor(int times) : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
    {
        public bool Now { get; set; }

        public int Left { get; private set; } = times;

        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData eventData, Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Now && Left > 0 && Left-- > 0) throw new Microsoft.Data.Sqlite.SqliteException("database is locked", 5);
            return ValueTask.FromResult(result);
        }
    }
}
