using System.Diagnostics;
using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Mail;

public sealed class BounceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engagement-bounces").FullName;
    private readonly MailSettings settings = new() { BounceKey = "a key of twenty letters" };

    public BounceTests() => settings.BounceFolder = folder;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // As Postfix writes them (RFC 3464).
    private static byte[] Report(Guid mail, string status = "5.1.1", string action = "failed", string recipient = "ana@example.org", string original = "message/rfc822") => Encoding.Latin1.GetBytes($"""
        Return-Path: <>
        From: MAILER-DAEMON@relay.example.org (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="8D7E91F.1447/relay.example.org"

        This is a MIME-encapsulated message.

        --8D7E91F.1447/relay.example.org
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --8D7E91F.1447/relay.example.org
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example.org
        Arrival-Date: Mon,  2 Mar 2026 10:00:00 -0500 (EST)

        Final-Recipient: rfc822; {recipient}
        Original-Recipient: rfc822;{recipient}
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mx.example.org
        Diagnostic-Code: smtp; 550 {status} <{recipient}>: Recipient address rejected:
            User unknown

        --8D7E91F.1447/relay.example.org
        Content-Description: Undelivered Message
        Content-Type: {original}

        Subject: Reminder
        Message-ID: <{mail:n}@example.org>

        Hello
        --8D7E91F.1447/relay.example.org--
        """.ReplaceLineEndings("\r\n"));

    private Task<TestDb> StartAsync(DatabaseProvider provider) => TestDb.CreateAsync(provider, s => s.AddSingleton(settings));

    private static async Task<Guid> SentAsync(TestDb test, string to = "ana@example.org")
    {
        await using var db = test.Open();
        await db.QueueMailAsync(new MailOrder(MailKind.Trial, Guid.NewGuid(), to));
        await db.SaveChangesAsync();
        await db.Outbox.Where(m => m.State == MailState.Queued).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Sent));
        return db.Outbox.Local.Single().Id;
    }

    private async Task<BounceOutcome> TakeAsync(TestDb test, byte[] raw) => (await test.Get<BounceService>().TakeAsync(settings.BounceKey, new MemoryStream(raw))).OrThrow();

    [Fact]
    public void Read_Report_TellsMailRecipientStatusAndWords()
    {
        var mail = Guid.CreateVersion7();
        foreach (var original in (string[])["message/rfc822", "text/rfc822-headers"])
        {
            var report = DeliveryReport.Read(Report(mail, original: original)).ShouldNotBeNull();
            report.MailId.ShouldBe(mail);
            report.Recipients.ShouldBe([new RecipientReport("ana@example.org", "failed", "5.1.1", "550 5.1.1 <ana@example.org>: Recipient address rejected: User unknown")]);
        }
    }

    [Theory]
    [InlineData("Content-Type: text/plain\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <0199a000000070008000000000000001@example.org>\r\n\r\nI am on vacation.")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status\r\n\r\nno boundary")]
    [InlineData("Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x--")]
    [InlineData("")]
    [InlineData("\r\n\r\n\r\n")]
    public void Read_AnythingElse_IsIgnored(string raw) => DeliveryReport.Read(Encoding.Latin1.GetBytes(raw)).ShouldBeNull();

    [Fact]
    public void Read_HostileInput_EndsQuicklyAndNeverThrows()
    {
        var watch = Stopwatch.StartNew();
        var head = "Content-Type: multipart/report; boundary=x\r\n\r\n";
        foreach (var raw in (string[])[head + string.Concat(Enumerable.Repeat("--x\r\n", 100_000)), head + "--x\r\nContent-Type: message/delivery-status\r\n\r\n" + string.Concat(Enumerable.Repeat("Final-Recipient: r; a\r\n\r\n", 20_000)),
            "Content-Type: multipart/report;" + new string(' ', 900_000) + "boundary", new string('\n', 1_000_000), head + new string('\0', 900_000)])
            DeliveryReport.Read(Encoding.Latin1.GetBytes(raw)).ShouldBeNull();
        DeliveryReport.Read(new byte[DeliveryReport.MostBytes + 1]).ShouldBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        var whole = Report(Guid.CreateVersion7());
        // Any report with some bytes replaced is read or not, but never throws.
        Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value)[]>(), changes =>
        {
            var raw = (byte[])whole.Clone();
            foreach (var (at, value) in changes) raw[Math.Abs((long)at) % raw.Length] = value;
            DeliveryReport.Read(raw);
        }).QuickCheckThrowOnFailure();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Take_FinalFailure_BlocksTheAddressUntilLifted(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var mail = await SentAsync(test);
        (await TakeAsync(test, Report(mail))).ShouldBe(BounceOutcome.Blocked);
        (await TakeAsync(test, Report(mail))).ShouldBe(BounceOutcome.Ignored, "a report that comes twice counts once");
        (await TakeAsync(test, Report(Guid.CreateVersion7()))).ShouldBe(BounceOutcome.Ignored, "about no mail of ours");
        await using (var db = test.Open())
        {
            var row = await db.Outbox.AsNoTracking().SingleAsync();
            (row.State, row.Answer).ShouldBe((MailState.Failed, "Came back: 5.1.1 550 5.1.1 <ana@example.org>: Recipient address rejected: User unknown"));
        }
        var addresses = test.Get<AddressService>();
        (await addresses.BlockedAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Items.Single().Address.ShouldBe("ana@example.org");
        (await addresses.LiftAsync(TestDb.Coordinator, "Ana@example.org")).Ok.ShouldBeTrue();
        (await addresses.LiftAsync(TestDb.Coordinator, "ana@example.org")).Error.ShouldBeOfType<WrongMailState>();
        (await addresses.BlockedAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Total.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Take_ForgedReport_CannotBlockAnAddressOfItsChoice(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        var mail = await SentAsync(test);
        (await TakeAsync(test, Report(mail, recipient: "victim@example.org"))).ShouldBe(BounceOutcome.Blocked, "mail to our recipient was forwarded and came back");
        await using var db = test.Open();
        (await db.AddressBlocks.Select(b => b.Address).ToListAsync()).ShouldBe(["ana@example.org"]);
        (await test.Get<BounceService>().TakeAsync("another key", new MemoryStream(Report(mail)))).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<BounceService>().TakeAsync(null, new MemoryStream(Report(mail)))).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Take_PassingFailures_AreCountedAndTheFifthBlocks(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        (await TakeAsync(test, Report(await SentAsync(test), "4.4.1", "delayed"))).ShouldBe(BounceOutcome.Noted);
        for (var i = 1; i <= AddressBlock.MostPassing; i++)
            (await TakeAsync(test, Report(await SentAsync(test), "4.2.2"))).ShouldBe(i < AddressBlock.MostPassing ? BounceOutcome.Noted : BounceOutcome.Blocked, $"time {i}");
        await using var db = test.Open();
        (await db.Outbox.CountAsync(m => m.State == MailState.Sent)).ShouldBe(1, "the delayed one is still under way");
    }

    [Theory, OnSqlite]
    public async Task ReadFolder_Files_AreMovedByWhatTheyAre(DatabaseProvider provider)
    {
        await using var test = await StartAsync(provider);
        await File.WriteAllBytesAsync(Path.Combine(folder, "1.eml"), Report(await SentAsync(test)));
        await File.WriteAllTextAsync(Path.Combine(folder, "2.eml"), "Subject: I am on vacation\r\n\r\nBack in May");
        await File.WriteAllBytesAsync(Path.Combine(folder, "3.eml"), new byte[DeliveryReport.MostBytes + 1]);
        await File.WriteAllTextAsync(Path.Combine(folder, ".half"), "still being written");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "/etc/hostname");
        (await test.Get<BounceService>().ReadFolderAsync(TestDb.Admin)).OrThrow().ShouldBe(1);
        (await test.Get<BounceService>().ReadFolderAsync(TestDb.Admin)).OrThrow().ShouldBe(0);
        Directory.GetFiles(folder).Select(Path.GetFileName).Order().ShouldBe([".half", "link"]);
        Directory.GetFiles(Path.Combine(folder, "done")).Select(Path.GetFileName).ShouldBe(["1.eml"]);
        Directory.GetFiles(Path.Combine(folder, "ignored")).Select(Path.GetFileName).Order().ShouldBe(["2.eml", "3.eml"]);
    }

    [Theory, OnSqlite]
    public async Task Take_InSandbox_BlocksNobody(DatabaseProvider provider)
    {
        settings.SandboxTo = "sandbox@example.org";
        await using var test = await StartAsync(provider);
        (await TakeAsync(test, Report(await SentAsync(test)))).ShouldBe(BounceOutcome.Ignored);
    }
}
