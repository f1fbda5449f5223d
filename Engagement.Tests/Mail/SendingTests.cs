using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Engagement.Tests.Mail;

/// <summary>What becomes of mails when they are sent: conditions, faults, pace, several nodes.</summary>
public class SendingTests
{
    private readonly Postbox postbox = new();
    private readonly MailSettings settings = new() { From = "office@example.org" };

    private Task<TestDb> StartAsync(DatabaseProvider provider) => TestDb.CreateAsync(provider, s =>
    {
        postbox.Add(s);
        // In place of the composers of the rooms.
        s.RemoveAll<IMailComposer>().AddScoped<IMailComposer, TestComposer>().AddScoped<IMailComposer, TrialMail>().AddSingleton(settings);
    });

    private static async Task<Guid> QueueAsync(TestDb test, MailOrder order)
    {
        await using var db = test.Open();
        await db.QueueMailAsync(order);
        await db.SaveChangesAsync();
        return await db.Outbox.OrderByDescending(m => m.Id).Select(m => m.Id).FirstAsync();
    }

    private static MailOrder Order(string to, MailKind kind = TestComposer.Service) => new(kind, Guid.CreateVersion7(), to) { Facts = "Hello" };

    private static async Task<OutgoingMail> MailAsync(TestDb test, Guid id)
    {
        await using var db = test.Open();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_WhatNoLongerApplies_IsCancelledWithTheReason(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var now = test.Clock.GetUtcNow().UtcDateTime;
        var person = await test.AddPersonAsync("Ana", "Ruiz");
        var stays = await QueueAsync(test, Order("service@example.org") with { People = [person] });
        var late = await QueueAsync(test, Order("late@example.org") with { NotAfter = now.AddMinutes(-1) });
        var gone = await QueueAsync(test, Order("gone@example.org") with { Facts = "void" });
        var unsubscribed = await QueueAsync(test, Order("off@example.org", TestComposer.Optional));
        var refused = await QueueAsync(test, Order("refused@example.org", TestComposer.Optional) with { People = [person] });
        var blocked = await QueueAsync(test, Order("blocked@example.org"));
        var early = await QueueAsync(test, Order("early@example.org") with { NotBefore = now.AddHours(1) });
        await using (var db = test.Open())
        {
            var preference = new MailPreference("off@example.org", TestComposer.Optional);
            preference.Set(wanted: false, now);
            var block = new AddressBlock("blocked@example.org");
            block.Block("5.1.1 unknown", now);
            var consent = new Consent(person, ConsentPurpose.Email, 1, "Ana", "self", new(2026, 1, 1), null);
            consent.Withdraw(now);
            db.AddRange(preference, block, consent);
            await db.SaveChangesAsync();
        }
        (await test.SendMailAsync()).ShouldBe(6);
        postbox.Arrived.Select(m => m.To).ShouldBe(["service@example.org"]);
        async Task ShouldEndAsync(Guid id, MailState state, string? why)
        {
            var mail = await MailAsync(test, id);
            (mail.State, mail.Answer).ShouldBe((state, why));
        }
        await ShouldEndAsync(stays, MailState.Sent, "250 ok");
        await ShouldEndAsync(late, MailState.Cancelled, "It was too late: what it was about is over.");
        await ShouldEndAsync(gone, MailState.Cancelled, "Not any more.");
        await ShouldEndAsync(unsubscribed, MailState.Cancelled, "The recipient has unsubscribed from mails of this kind.");
        await ShouldEndAsync(refused, MailState.Cancelled, "The consent to e-mail was withdrawn or has run out.");
        await ShouldEndAsync(blocked, MailState.Failed, "Nothing is sent to this address: 5.1.1 unknown");
        await ShouldEndAsync(early, MailState.Queued, null);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_OptionalMail_CarriesOneClickAndHeadersAgainstLoops(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var person = await test.AddPersonAsync("Ana", "Ruiz");
        var id = await QueueAsync(test, Order("ana@example.org", TestComposer.Optional) with { People = [person], Facts = "Ana <b>\r\nBcc: everybody@example.org" });
        await test.SendMailAsync();
        var letter = postbox.Arrived.Single();
        await using var db = test.Open();
        var link = $"https://programs.example.org/mail/unsubscribe/{await db.MailPreferences.Select(p => p.Id).SingleAsync()}";
        letter.Headers["List-Unsubscribe"].ShouldBe($"<{link}>");
        letter.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        letter.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        letter.Headers["Precedence"].ShouldBe("bulk");
        letter.Headers["Message-ID"].ShouldBe($"<{id:n}@example.org>");
        letter.Headers["Date"].ShouldBe("Mon, 02 Mar 2026 15:00:00 +0000");
        letter.Headers.Keys.ShouldNotContain("Bcc");
        letter.Subject.ShouldBe("About Ana <b> Bcc: everybody@example.org");
        letter.Html.ShouldContain("Ana &lt;b&gt;");
        letter.Plain.ShouldContain(link);
        letter.Html.ShouldContain(link);
        link.ShouldNotContain("ana@");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_TransportBroken_AllWaitWithoutCountingUntilItWorks(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        settings.Parallel = 1;
        for (var i = 0; i < 3; i++) await QueueAsync(test, Order($"a{i}@example.org"));
        postbox.Answer = _ => new(HandoverKind.Broken, "535 wrong password");
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
        postbox.Answer = _ => new(HandoverKind.Accepted, "250 ok");
        (await test.Get<TrialService>().SendAsync(TestDb.Coordinator, "me@example.org")).OrThrow().Kind.ShouldBe(HandoverKind.Accepted);
        (await test.SendMailAsync()).ShouldBe(3, "a trial that works opens the gate");
        (await test.Get<OutboxService>().OverviewAsync(TestDb.Coordinator, new MailFilter())).OrThrow().Trouble.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Pace_IsHeldPerMinuteOverAllNodes(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        settings.PerMinute = 4;
        for (var i = 0; i < 10; i++) await QueueAsync(test, Order($"a{i}@example.org"));
        (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(test.SendMailAsync)))).Sum().ShouldBe(4);
        (await test.SendMailAsync()).ShouldBe(0);
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await test.SendMailAsync()).ShouldBe(4);
        postbox.Arrived.Select(m => m.To).Distinct().Count().ShouldBe(8);
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
        postbox.Arrived.Select(m => m.To).ShouldBe(["taken@example.org"]);
        (await MailAsync(test, handed)).State.ShouldBe(MailState.Unclear);
        test.Clock.Advance(TimeSpan.FromDays(1));
        (await test.SendMailAsync()).ShouldBe(0, "an unclear mail goes again only when a person says so");
        (await test.Get<OutboxService>().SendAgainAsync(TestDb.Coordinator, handed, (await MailAsync(test, handed)).Version)).Ok.ShouldBeTrue();
        (await test.SendMailAsync()).ShouldBe(1);
        postbox.Arrived[^1].Headers["Message-ID"].ShouldBe($"<{handed:n}@example.org>", "so that a mailbox can drop the double");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_AnswersOfTheServer_EndEachMail(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        postbox.Answer = m => m.To.Split('@')[0] switch
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
    public async Task Send_WhatCantBeSent_FailsWithTheReason(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var wrong = await QueueAsync(test, Order("not an address"));
        var huge = await QueueAsync(test, Order("ana@example.org") with { Facts = "huge" });
        var unknown = await QueueAsync(test, Order("ana@example.org", MailKind.LiaisonRenewal));
        var broken = await QueueAsync(test, Order("ana@example.org") with { Facts = "throws" });
        (await test.SendMailAsync()).ShouldBe(4);
        (await MailAsync(test, wrong)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Failed), m => m.Answer.ShouldBe("“not an address” is not an e-mail address."));
        (await MailAsync(test, huge)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Failed), m => m.Answer.ShouldBe("The attachments have 10.5 MB; more than 10 MB is not sent."));
        (await MailAsync(test, unknown)).State.ShouldBe(MailState.Failed);
        (await MailAsync(test, broken)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Queued), m => m.Answer.ShouldBe("It could not be written; the log has the cause."));
        postbox.Arrived.ShouldBeEmpty();
    }

    [Theory, OnSqlite]
    public async Task Send_Sandbox_GoesToOneAddressAndSaysForWhom(DatabaseProvider provider)
    {
        settings.SandboxTo = "sandbox@example.org";
        await using var test = await StartAsync(provider);
        await QueueAsync(test, Order("ana@example.org"));
        await test.SendMailAsync();
        (postbox.Arrived.Single().To, postbox.Arrived.Single().Subject).ShouldBe(("sandbox@example.org", "[for ana@example.org] About Hello"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Stopped_GivesBackWhatWasNotHandedOver(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        settings.Parallel = 1;
        for (var i = 0; i < 5; i++) await QueueAsync(test, Order($"a{i}@example.org"));
        using var stop = new CancellationTokenSource();
        postbox.Answer = _ =>
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
        await using var test = await TestDb.CreateAsync(provider, s =>
        {
            postbox.Add(s);
            s.RemoveAll<IMailComposer>().AddScoped<IMailComposer, TestComposer>().AddSingleton(settings);
            s.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(locked));
            s.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(locked));
        });
        var id = await QueueAsync(test, Order("ana@example.org"));
        postbox.Answer = _ =>
        {
            locked.Now = true;
            return new(HandoverKind.Accepted, "250 ok");
        };
        await test.SendMailAsync();
        locked.Left.ShouldBe(0);
        (await MailAsync(test, id)).State.ShouldBe(MailState.Sent);
        (await test.SendMailAsync()).ShouldBe(0);
        postbox.Arrived.Count.ShouldBe(1);
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

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_ServiceMail_GoesBeforeTheMany(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        settings.Parallel = 1;
        for (var i = 0; i < 5; i++) await QueueAsync(test, Order($"a{i}@example.org", MailKind.Announcement));
        await QueueAsync(test, Order("urgent@example.org"));
        await test.SendMailAsync();
        postbox.Arrived[0].To.ShouldBe("urgent@example.org");
        postbox.Arrived.Count.ShouldBe(6);
    }
}

/// <summary>Writes what the facts say; "void", "huge" and "throws" do what their names say.</summary>
internal sealed class TestComposer : IMailComposer
{
    public const MailKind Service = MailKind.Waitlisted;
    public const MailKind Optional = MailKind.SurveyOpen;

    public IReadOnlyCollection<MailKind> Kinds { get; } = [Service, Optional, MailKind.Announcement];

    public Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel) => Task.FromResult(mail.Facts switch
    {
        "void" => Composed.Void("Not any more."),
        "throws" => throw new JsonException("A defect."),
        "huge" => Letter(mail) with { Files = [new LetterFile("huge.pdf", "application/pdf", new byte[11_010_048])] },
        _ => (Composed)Letter(mail),
    });

    private static Letter Letter(OutgoingMail mail) => new(new Dictionary<string, string> { ["what"] = mail.Facts ?? "" }) { Own = ("About {what}", "This is about {what}.") };
}
