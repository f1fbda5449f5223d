using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Common;

public class DatabaseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Save_StaleVersion_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var person = new Person("Ada", "Byron");
        await test.AddAsync(person);
        await using var first = test.Open();
        await using var second = test.Open();
        var a = await first.People.SingleAsync(p => p.Id == person.Id);
        var b = await second.People.SingleAsync(p => p.Id == person.Id);
        first.Entry(a).Property(p => p.Zip).CurrentValue = "19107";
        await first.SaveChangesAsync();
        second.Entry(b).Property(p => p.Zip).CurrentValue = "19104";
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_AuditedEntity_LeavesALine(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var person = new Person("Ada", "Byron");
        await test.AddAsync(person);
        await using var db = test.Open();
        var line = await db.Audit.SingleAsync(a => a.Subject == person.Id);
        (line.Kind, line.Action, line.ActorName).ShouldBe(("Person", "added", "System"));
        line.At.ShouldBe(test.Clock.GetUtcNow().UtcDateTime);
        line.Changes.ShouldNotBeNull().ShouldContain("Byron");
    }
}
