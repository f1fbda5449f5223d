using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Core.Reports;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Reports;

public class PublicSiteTests
{
    // The fake clock stands at 2026-03-02, 10:00 in Philadelphia.
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory, OnSqlite, OnPostgres]
    public async Task Get_CohortsInEveryState_OnlyOpenAndSoonAreShown(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using (var db = test.Open())
        {
            var site = new Site("Lovett Library");
            db.Add(site);
            var program = new Program("Test Academy", "test-academy");
            db.Add(program);
            Add(db, program, "open", CohortStatus.Published, Today.AddDays(-5), Today.AddDays(5), site.Id);
            Add(db, program, "last day", CohortStatus.Published, Today.AddDays(-5), Today);
            Add(db, program, "first day", CohortStatus.Published, Today, Today.AddDays(5));
            Add(db, program, "soon", CohortStatus.Published, Today.AddDays(1), Today.AddDays(9));
            Add(db, program, "much later", CohortStatus.Published, Today.AddDays(61), Today.AddDays(90));
            Add(db, program, "over", CohortStatus.Published, Today.AddDays(-9), Today.AddDays(-1));
            Add(db, program, "not public", CohortStatus.Published, null, Today.AddDays(9));
            Add(db, program, "draft", CohortStatus.Draft, Today.AddDays(-5), Today.AddDays(5));
            Add(db, program, "cancelled", CohortStatus.Cancelled, Today.AddDays(-5), Today.AddDays(5));
            var full = Add(db, program, "full", CohortStatus.Published, Today.AddDays(-5), Today.AddDays(5), capacity: 1);
            var person = new Person("Ada", "Byron");
            var enrollment = new Enrollment(full.Id, person.Id, test.Clock.GetUtcNow().UtcDateTime);
            enrollment.Admit(1, test.Clock.GetUtcNow().UtcDateTime, "test").Ok.ShouldBeTrue();
            db.AddRange(person, enrollment);
            await db.SaveChangesAsync();
        }

        var shown = await test.Get<PublicSiteService>().GetAsync();
        shown.Open.Select(c => c.Name).ShouldBe(["first day", "full", "last day", "open"], ignoreOrder: true);
        shown.Open.Where(c => c.Full).Select(c => c.Name).ShouldBe(["full"]);
        shown.Open.Single(c => c.Name == "open").Site.ShouldBe("Lovett Library");
        shown.Soon.Select(c => c.Name).ShouldBe(["soon"]);
        shown.Programs.ShouldContain(p => p.Name == "Test Academy");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Get_AnyNumberOfCohorts_ThreeQueriesThenNone(int cohorts)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        await using (var db = test.Open())
        {
            var program = new Program("Test Academy", "test-academy");
            db.Add(program);
            for (var i = 0; i < cohorts; i++) Add(db, program, $"c{i}", CohortStatus.Published, Today, Today.AddDays(5));
            await db.SaveChangesAsync();
        }
        test.Queries.Reset();
        for (var visitor = 0; visitor < 5; visitor++) (await test.Get<PublicSiteService>().GetAsync()).Open.Count.ShouldBe(cohorts);
        test.Queries.Count.ShouldBe(3); // settings, programs, cohorts
    }

    private static Cohort Add(EngagementDb db, Program program, string name, CohortStatus status, DateOnly? opens, DateOnly closes, Guid? site = null, int capacity = 5)
    {
        var cohort = new Cohort(program.Id, name);
        var entry = db.Add(cohort);
        entry.Property(c => c.Status).CurrentValue = status;
        entry.Property(c => c.EnrollmentOpens).CurrentValue = opens;
        entry.Property(c => c.EnrollmentCloses).CurrentValue = closes;
        entry.Property(c => c.StartDate).CurrentValue = closes.AddDays(7);
        entry.Property(c => c.SiteId).CurrentValue = site;
        entry.Property(c => c.Capacity).CurrentValue = capacity;
        return cohort;
    }
}
