using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail;

public class MailQueueTests
{
    private static readonly Guid Session = Guid.CreateVersion7();

    private static MailOrder Reminder(params Guid[] people) => new(MailKind.Reminder, Session, "Mother@Example.org ") { People = people };

    private static async Task<MailOutcome> QueueAsync(TestDb test, MailOrder order)
    {
        await using var db = test.Open();
        var outcome = await db.QueueMailAsync(order);
        await db.SaveChangesAsync();
        return outcome;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Queue_Siblings_ShareTheMailThatWaitsAndNobodyIsToldTwice(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (ana, ben, cleo) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Ben", "Ruiz"), await test.AddPersonAsync("Cleo", "Ruiz"));
        (await QueueAsync(test, Reminder(ana))).ShouldBe(MailOutcome.Queued);
        (await QueueAsync(test, Reminder(ana))).ShouldBe(MailOutcome.Known);
        (await QueueAsync(test, Reminder(ben))).ShouldBe(MailOutcome.Joined);
        (await QueueAsync(test, Reminder(ana) with { Edition = 1 })).ShouldBe(MailOutcome.Queued);

        await using var db = test.Open();
        await db.Outbox.Where(m => m.Edition == 0).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Sent));
        (await QueueAsync(test, Reminder(ana, ben))).ShouldBe(MailOutcome.Known);
        (await QueueAsync(test, Reminder(ben, cleo))).ShouldBe(MailOutcome.Queued);
        var mails = await db.Outbox.OrderBy(m => m.Id).Select(m => new { m.Recipient, m.Edition, m.Part, People = db.MailPeople.Where(p => p.MailId == m.Id).Select(p => p.PersonId).ToList() }).ToListAsync();
        mails.Select(m => (m.Recipient, m.Edition, m.Part)).ShouldBe([("mother@example.org", 0, 0), ("mother@example.org", 1, 0), ("mother@example.org", 0, 1)]);
        mails[0].People.ShouldBe([ana, ben], ignoreOrder: true);
        mails[2].People.ShouldBe([cleo]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Queue_BeforeSaving_JoinsToo_AndAsksAFewTimesHoweverMany(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (ana, ben) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Ben", "Ruiz"));
        async Task<int> SelectsAsync(int orders)
        {
            await using var asked = test.Open();
            test.Queries.Reset();
            await asked.QueueMailsAsync([.. Enumerable.Range(0, orders).Select(i => new MailOrder(MailKind.Announcement, Session, $"a{i}@example.org"))]);
            return test.Queries.Count;
        }
        (await SelectsAsync(3)).ShouldBe(await SelectsAsync(1));
        await using var db = test.Open();
        (await db.QueueMailsAsync([Reminder(ana), Reminder(ben), Reminder(ana)])).ShouldBe([MailOutcome.Queued, MailOutcome.Joined, MailOutcome.Known]);
        (await db.QueueMailAsync(Reminder(ben))).ShouldBe(MailOutcome.Known);
        await db.SaveChangesAsync();
        (await db.Outbox.CountAsync(), await db.MailPeople.CountAsync()).ShouldBe((1, 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Queue_JoiningWhileItIsTaken_FailsRatherThanLeavesSomebodyOut(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (ana, ben) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Ben", "Ruiz"));
        await QueueAsync(test, Reminder(ana));
        await using var db = test.Open();
        (await db.QueueMailAsync(Reminder(ben))).ShouldBe(MailOutcome.Joined);
        await using (var node = test.Open())
            await node.Outbox.ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Version, m => m.Version + 1));
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task HoldLetGoAndTakeBack_WhatWaits_Only(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider, new Postbox().Add);
        for (var i = 0; i < 3; i++) await QueueAsync(test, new MailOrder(MailKind.Announcement, Session, $"a{i}@example.org"));
        await using var db = test.Open();
        (await db.HoldMailsAsync(MailKind.Announcement, Session)).ShouldBe(3);
        (await test.SendMailAsync()).ShouldBe(0);
        (await db.LetGoMailsAsync(MailKind.Announcement, Session)).ShouldBe(3);
        (await db.TakeBackMailsAsync(MailKind.Announcement, Session, "Not any more.")).ShouldBe(3);
        await db.SaveChangesAsync();
        (await db.Outbox.Select(m => new { m.State, m.Answer }).Distinct().SingleAsync()).ShouldBe(new { State = MailState.Cancelled, Answer = (string?)"Not any more." });
        (await db.TakeBackMailsAsync(MailKind.Announcement, Session, "Again.")).ShouldBe(0);
    }
}
