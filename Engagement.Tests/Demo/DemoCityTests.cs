using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Data;
using Engagement.Core.Demo;
using Engagement.Core.Participation;
using Engagement.Core.Reports;
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
        (await test.Get<DemoCityService>().LoadAsync(Actor.System)).Error.ShouldBeOfType<NotEmpty>();
    }

    // Progress<T> would tell later, on another thread.
    private sealed class Said(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
