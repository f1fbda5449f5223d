using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Benchmarks;

/// <summary>Cohorts of any size for benchmarks, written past the services' limits on capacity.</summary>
internal static class Seeding
{
    /// <summary>A published cohort with so many people enrolled; its one session is on now, and applications are open.</summary>
    public static async Task<(Guid CohortId, Session Session)> CohortAsync(TestDb test, int people, int seats)
    {
        (await test.Get<ProgramService>().EnsureStandardAsync(Actor.System)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        var program = await db.Programs.SingleAsync(p => p.Slug == "academy");
        var now = test.Clock.GetUtcNow().UtcDateTime;
        var local = Core.Common.LocalTime.FromUtc(now, "America/New_York");
        var cohort = new Cohort(program.Id, "Benchmark");
        var entry = db.Add(cohort);
        entry.Property(c => c.Capacity).CurrentValue = seats;
        entry.Property(c => c.Status).CurrentValue = CohortStatus.Published;
        entry.Property(c => c.StartDate).CurrentValue = DateOnly.FromDateTime(local);
        entry.Property(c => c.StartTime).CurrentValue = TimeOnly.FromDateTime(local);
        entry.Property(c => c.Minutes).CurrentValue = 600;
        entry.Property(c => c.EnrollmentOpens).CurrentValue = DateOnly.FromDateTime(local.AddDays(-3));
        entry.Property(c => c.EnrollmentCloses).CurrentValue = DateOnly.FromDateTime(local.AddDays(3));
        var session = cohort.AddSession(DateOnly.FromDateTime(local));
        var all = Enumerable.Range(0, people).Select(i => new Person($"Given{i:00000}", $"Family{i * 7919 % 100_000:00000}")).ToList();
        db.AddRange(all);
        await db.SaveChangesAsync();
        var enrolled = 0;
        foreach (var some in all.Select(p => p.Id).Chunk(2000)) enrolled += await EnrollAsync(test, cohort.Id, some);
        enrolled.ShouldBe(Math.Min(people, seats));
        return (cohort.Id, session);
    }

    /// <summary>Tens of thousands of cards are more than any office prints: two codes may be alike, and then the whole group is tried with others.</summary>
    private static async Task<int> EnrollAsync(TestDb test, Guid cohort, Guid[] people)
    {
        while (true)
        {
            try
            {
                return (await test.Get<EnrollmentService>().EnrollManyAsync(Actor.System, cohort, people)).OrThrow().Enrolled;
            }
            catch (DbUpdateException)
            {
                continue;
            }
        }
    }
}
