using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Demo;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Demo;

public class DemoCityTests
{
    [Theory, OnSqlite]
    public async Task Load_SmallCity_HasLiaisonsOnBoardAndWritesToNobody(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        (await test.Get<DemoCityService>().LoadAsync(TestDb.Admin, small: true)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        var today = await db.OfficeTodayAsync(test.Clock);
        (await db.Liaisons.Active(today).CountAsync()).ShouldBeGreaterThan(10);
        (await db.Liaisons.CountAsync(l => l.ConductVersion == 1)).ShouldBeGreaterThan(10);
        (await db.Liaisons.CountAsync(l => l.Areas.Any())).ShouldBeGreaterThan(10);
        (await db.LiaisonThanks.CountAsync()).ShouldBe(0, "nobody has served for a year yet");
        (await db.Outbox.CountAsync()).ShouldBe(0);
        (await db.ServiceRequests.CountAsync()).ShouldBeGreaterThan(20);
        (await db.ServiceRequests.CountAsync(r => r.Status == Engagement.Core.ServiceRequests.RequestStatus.Done && r.ClosedAt > r.RequestedAt)).ShouldBeGreaterThan(5);

        var account = (await test.Get<DemoAccountService>().CreateLiaisonAsync(TestDb.Admin)).OrThrow();
        var again = (await test.Get<DemoAccountService>().CreateLiaisonAsync(TestDb.Admin)).OrThrow();
        (account.Email, account.Role).ShouldBe((again.Email, Permissions.Liaison));
        (await db.Users.CountAsync(u => u.Email == account.Email)).ShouldBe(1);
        (await test.Get<DemoCityService>().LoadAsync(TestDb.Admin, small: true)).Error.ShouldBeOfType<NotEmpty>();
    }
}
