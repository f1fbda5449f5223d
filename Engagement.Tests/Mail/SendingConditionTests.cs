using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail;

/// <summary>What goes out, what does not any more, and why.</summary>
public class SendingConditionTests : SendingScene
{
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
        Postbox.Arrived.Select(m => m.To).ShouldBe(["service@example.org"]);
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
        var letter = Postbox.Arrived.Single();
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
        Postbox.Arrived.ShouldBeEmpty();
    }

    [Theory, OnSqlite]
    public async Task Send_Sandbox_GoesToOneAddressAndSaysForWhom(DatabaseProvider provider)
    {
        Settings.SandboxTo = "sandbox@example.org";
        await using var test = await StartAsync(provider);
        await QueueAsync(test, Order("ana@example.org"));
        await test.SendMailAsync();
        (Postbox.Arrived.Single().To, Postbox.Arrived.Single().Subject).ShouldBe(("sandbox@example.org", "[for ana@example.org] About Hello"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_ServiceMail_GoesBeforeTheMany(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        Settings.Parallel = 1;
        for (var i = 0; i < 5; i++) await QueueAsync(test, Order($"a{i}@example.org", MailKind.Announcement));
        await QueueAsync(test, Order("urgent@example.org"));
        await test.SendMailAsync();
        Postbox.Arrived[0].To.ShouldBe("urgent@example.org");
        Postbox.Arrived.Count.ShouldBe(6);
    }
}
