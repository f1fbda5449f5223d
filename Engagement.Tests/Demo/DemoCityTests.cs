using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Data;
using Engagement.Core.Demo;
using Engagement.Core.Liaisons;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Reports;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Demo;

public class DemoCityTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Load_EmptyDatabase_MakesEveryScreenLookAlive(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var said = new List<string>();
        (await test.Get<DemoCityService>().LoadAsync(TestDb.Admin, new Said(said), small: true)).Ok.ShouldBeTrue();
        said.Count.ShouldBeGreaterThan(5);

        var today = (await test.Get<TodayService>().ShowAsync(TestDb.Coordinator)).OrThrow();
        today.FirstSteps.ShouldBeNull();
        today.Filling.ShouldNotBeEmpty();
        today.Unmarked.ShouldHaveSingleItem("one session was forgotten");
        today.Consents.ShouldNotBeEmpty();
        today.Clearances.ShouldNotBeEmpty();
        var clashes = (await test.Get<ClashService>().ListAsync(TestDb.Coordinator, new Engagement.Core.Common.PageRequest())).OrThrow().Items;
        clashes.Select(c => c.Kind).Distinct().Count().ShouldBeGreaterThan(1);

        await using var db = test.Open();
        (await db.Enrollments.AnyAsync(e => e.Stage == Stage.Applied)).ShouldBeTrue("somebody asked for a seat");
        (await db.Sessions.AnyAsync(s => s.CancelledAt != null)).ShouldBeTrue("there was a storm");
        (await db.Sessions.AnyAsync(s => s.Recap != null)).ShouldBeTrue();
        (await db.Certificates.Select(c => c.Status).Distinct().ToListAsync()).ShouldBe([CertificateStatus.Valid, CertificateStatus.Superseded, CertificateStatus.Revoked], ignoreOrder: true);
        var now = test.Clock.GetUtcNow().UtcDateTime;
        (await db.SurveyWindows.ToListAsync()).Where(w => w.StateAt(now) == WindowState.Open).Select(w => w.Kind).ShouldBe([WindowKind.Pre, WindowKind.Feedback], ignoreOrder: true, "a newcomer sees surveys at work");
        var report = (await test.Get<SurveyReportService>().GetAsync(TestDb.Coordinator, new ReportChoice(await db.Programs.Where(p => p.Slug == "youth").Select(p => p.Id).SingleAsync()))).OrThrow();
        report.Flow.Matched.ShouldBeGreaterThan(5);
        report.Items.Count.ShouldBeGreaterThan(15);

        var day = await db.OfficeTodayAsync(test.Clock);
        (await db.Liaisons.Active(day).CountAsync()).ShouldBeGreaterThan(10);
        (await db.Liaisons.CountAsync(l => l.ConductVersion == 1)).ShouldBeGreaterThan(10);
        (await db.Liaisons.CountAsync(l => l.Areas.Any())).ShouldBeGreaterThan(10);
        (await db.LiaisonThanks.CountAsync(t => t.Kind == MilestoneKind.Years)).ShouldBe(0, "nobody has served for a year yet");
        (await db.Outbox.CountAsync()).ShouldBe(0);
        (await db.ServiceRequests.CountAsync()).ShouldBeGreaterThan(20);
        (await db.ServiceRequests.CountAsync(r => r.Status == Engagement.Core.ServiceRequests.RequestStatus.Done && r.ClosedAt > r.RequestedAt)).ShouldBeGreaterThan(5);

        var account = (await test.Get<DemoAccountService>().CreateLiaisonAsync(TestDb.Admin)).OrThrow();
        var again = (await test.Get<DemoAccountService>().CreateLiaisonAsync(TestDb.Admin)).OrThrow();
        (account.Email, account.Role).ShouldBe((again.Email, Permissions.Liaison));
        (await db.Users.CountAsync(u => u.Email == account.Email)).ShouldBe(1);
        (await test.Get<DemoCityService>().LoadAsync(Actor.System)).Error.ShouldBeOfType<NotEmpty>();
    }

    // Progress<T> would tell later, on another thread.
    private sealed class Said(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
