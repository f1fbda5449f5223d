using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail;

public class OutboxTests
{
    private readonly Postbox postbox = new();

    private async Task<TestDb> ArrangeAsync(DatabaseProvider provider)
    {
        var test = await TestDb.CreateAsync(provider, postbox.Add);
        (await test.Get<InvitationService>().InviteAsync(TestDb.Admin, new() { Email = "Ada@example.org" })).Ok.ShouldBeTrue();
        return test;
    }

    private static async Task<OutgoingMail> OnlyAsync(TestDb test)
    {
        await using var db = test.Open();
        return await db.Outbox.AsNoTracking().SingleAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_DueMail_GoesOnceAndForgetsItsLink(DatabaseProvider provider)
    {
        await using var test = await ArrangeAsync(provider);
        var tried = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(test.SendMailAsync)));
        tried.Sum().ShouldBe(1);
        var letter = postbox.Arrived.Single();
        letter.To.ShouldBe("ada@example.org");
        letter.Plain.ShouldContain("Choose a password: https://programs.example.org/invitation?token=");
        letter.Html.ShouldContain("href=\"https://programs.example.org/invitation?token=");
        var mail = await OnlyAsync(test);
        (mail.State, mail.Body, mail.Html, mail.Facts, mail.Answer, mail.Title).ShouldBe((MailState.Sent, null, null, null, "250 ok", "Your account at Philly311"));
        (await test.SendMailAsync()).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_NotNow_IsTriedWithGrowingPausesThenGivenUp(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider, postbox.Add);
        await using (var db = test.Open())
        {
            await db.QueueMailAsync(new MailOrder(MailKind.Trial, Guid.NewGuid(), "ada@example.org") { Facts = "{}" });
            await db.SaveChangesAsync();
        }
        postbox.Answer = _ => new(HandoverKind.Passing, "450 later");
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < OutgoingMail.MostAttempts; i++)
        {
            (await test.SendMailAsync()).ShouldBe(1);
            var mail = await OnlyAsync(test);
            mail.State.ShouldBe(i == OutgoingMail.MostAttempts - 1 ? MailState.Failed : MailState.Queued);
            pauses.Add(mail.NextTryAt - test.Clock.GetUtcNow().UtcDateTime);
            test.Clock.Advance(pauses[^1]);
        }
        pauses[..^1].ShouldBe(pauses[..^1].Order());
        pauses[0].ShouldBe(TimeSpan.FromMinutes(1));
        test.Clock.Advance(TimeSpan.FromDays(2));
        (await test.SendMailAsync()).ShouldBe(0);
    }
}
