using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Jobs;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Jobs;

public class JobTests
{
    private static async Task<JobRow> RowAsync(TestDb test, string name) => (await test.Get<JobService>().ListAsync(TestDb.Admin)).OrThrow().Single(j => j.Name == name);

    [Theory, OnSqlite, OnPostgres]
    public async Task RunIfDue_EveryJob_RunsOnAnEmptyOfficeAndIsDueAgainAfterItsInterval(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var jobs = OfficeJob.All(test.Get<MailSettings>());
        jobs.Select(j => j.Name).ShouldBeUnique();
        foreach (var job in jobs)
        {
            var first = await RowAsync(test, job.Name);
            (first.Last, first.Next).ShouldBe((null, test.Clock.GetUtcNow().UtcDateTime), job.Name);
            (await test.Get<JobService>().RunIfDueAsync(Actor.System, job.Name)).OrThrow().ShouldBeTrue(job.Name);
            var row = await RowAsync(test, job.Name);
            (row.Failed, row.Running, row.Result, row.Worked).ShouldBe((false, false, null, null), job.Name);
            if (!job.OnEachNode) (await test.Get<JobService>().RunIfDueAsync(Actor.System, job.Name)).OrThrow().ShouldBeFalse($"{job.Name} ran a moment ago, perhaps on another node");
        }
        test.Clock.Advance(TimeSpan.FromDays(3));
        foreach (var job in jobs) (await test.Get<JobService>().RunIfDueAsync(Actor.System, job.Name)).OrThrow().ShouldBeTrue($"{job.Name} makes up for the missed run");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task RunIfDue_TwoNodesAtOnce_OneRuns(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        for (var round = 0; round < 5; round++)
        {
            var ran = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => (await test.Get<JobService>().RunIfDueAsync(Actor.System, "reminders")).OrThrow())));
            ran.Count(r => r).ShouldBe(1);
            test.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Theory, OnSqlite]
    public async Task RunNow_WhatBreaksOff_IsShownAndTheNextRunClearsIt(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider, s => s.AddSingleton(new MailSettings { BounceFolder = "/dev/null/no-such-folder" }).AddSingleton<IMailTransport>(new Mail.Postbox()));
        (await test.Get<JobService>().RunNowAsync(TestDb.Coordinator, "sending")).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<JobService>().RunNowAsync(TestDb.Admin, "no-such-job")).Error.ShouldBeOfType<NotFound>();
        await using (var db = test.Open())
        {
            await db.QueueMailAsync(new MailOrder(MailKind.Trial, Guid.NewGuid(), "ana@example.org"));
            await db.SaveChangesAsync();
        }
        (await test.Get<JobService>().RunNowAsync(TestDb.Admin, "sending")).Ok.ShouldBeTrue();
        (await RowAsync(test, "sending")).Result.ShouldBe("1 mail tried");
        (await test.Get<JobService>().RunNowAsync(TestDb.Admin, "sending")).Ok.ShouldBeTrue();
        var quiet = await RowAsync(test, "sending");
        (quiet.Result, quiet.Worked is not null).ShouldBe((null, true));
    }
}
