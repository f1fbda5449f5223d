using System.Net.Mail;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Mail;

public class OutboxTests
{
    private sealed class Carrier : IMailTransport
    {
        public List<string> Sent { get; } = [];

        public bool Refuses { get; set; }

        public Task<string> SendAsync(MailMessage message, CancellationToken cancel)
        {
            if (Refuses) throw new SmtpException("451 try later");
            Sent.Add(message.Body);
            return Task.FromResult("250 ok");
        }
    }

    private static async Task<(TestDb Test, Carrier Carrier)> ArrangeAsync(DatabaseProvider provider)
    {
        var carrier = new Carrier();
        var test = await TestDb.CreateAsync(provider, s => s.AddSingleton<IMailTransport>(carrier)
            .AddSingleton(new LinkSettings { PublicAddress = "https://engagement.example.org" }));
        (await test.Get<InvitationService>().InviteAsync(TestDb.Admin, new() { Email = "ada@example.org" })).Ok.ShouldBeTrue();
        return (test, carrier);
    }

    private static async Task<OutgoingMail> OnlyAsync(TestDb test)
    {
        await using var db = test.Open();
        return await db.Outbox.AsNoTracking().SingleAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_DueMail_GoesOnceAndForgetsItsLink(DatabaseProvider provider)
    {
        var (test, carrier) = await ArrangeAsync(provider);
        await using var _ = test;
        var tried = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => test.Get<MailService>().SendDueAsync(Actor.System))));
        tried.Sum(t => t.OrThrow()).ShouldBe(1);
        carrier.Sent.Single().ShouldContain("https://engagement.example.org/invitation?token=");
        var mail = await OnlyAsync(test);
        (mail.State, mail.Body, mail.Answer).ShouldBe((MailState.Sent, "", "250 ok"));
        (await test.Get<MailService>().SendDueAsync(Actor.System)).OrThrow().ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Refused_IsTriedWithGrowingPausesThenGivenUp(DatabaseProvider provider)
    {
        var (test, carrier) = await ArrangeAsync(provider);
        await using var _ = test;
        carrier.Refuses = true;
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < OutgoingMail.MostAttempts; i++)
        {
            (await test.Get<MailService>().SendDueAsync(Actor.System)).OrThrow().ShouldBe(1);
            var mail = await OnlyAsync(test);
            mail.State.ShouldBe(i == OutgoingMail.MostAttempts - 1 ? MailState.Failed : MailState.Queued);
            pauses.Add(mail.NextTryAt - test.Clock.GetUtcNow().UtcDateTime);
            test.Clock.Advance(pauses[^1]);
        }
        pauses.ShouldBe(pauses.Order());
        pauses[0].ShouldBe(TimeSpan.FromMinutes(1));
        (await OnlyAsync(test)).Body.ShouldBe("");
        test.Clock.Advance(TimeSpan.FromDays(2));
        (await test.Get<MailService>().SendDueAsync(Actor.System)).OrThrow().ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_TakenAndNeverFinished_ReturnsAfterTenMinutes(DatabaseProvider provider)
    {
        var (test, carrier) = await ArrangeAsync(provider);
        await using var _ = test;
        await using (var db = test.Open())
        {
            var until = test.Clock.GetUtcNow().UtcDateTime.AddMinutes(10);
            await db.Outbox.ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.NextTryAt, until));
        }
        (await test.Get<MailService>().SendDueAsync(Actor.System)).OrThrow().ShouldBe(0);
        test.Clock.Advance(TimeSpan.FromMinutes(10));
        (await test.Get<MailService>().SendDueAsync(Actor.System)).OrThrow().ShouldBe(1);
        carrier.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pickup_Mail_BecomesAFile()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"engagement-mail-{Guid.NewGuid():n}");
        try
        {
            using var message = new MailMessage("office@example.org", "ada@example.org", "Grüße", "Hello");
            await new PickupTransport(new() { PickupFolder = folder }).SendAsync(message, CancellationToken.None);
            (await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.eml").Single())).ShouldContain("To: ada@example.org");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("smtp.example.org", 465, "office@example.org", "465")]
    [InlineData("smtp.example.org", 0, "office@example.org", "Port")]
    [InlineData("smtp.example.org", 587, "office", "From")]
    [InlineData("smtp.example.org", 587, "office@example.org", null)]
    [InlineData("", 465, "office@example.org", null)]
    public void Settings_Unusable_SayWhy(string host, int port, string from, string? problem)
    {
        var said = new MailSettings { Host = host, Port = port, From = from }.Problem();
        if (problem is null) said.ShouldBeNull();
        else said.ShouldNotBeNull().ShouldContain(problem);
    }
}
