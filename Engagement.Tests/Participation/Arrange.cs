using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Participation;

/// <summary>A program with a published cohort and people, as most tests of this room need them.</summary>
internal static class Arrange
{
    /// <summary>A cohort with one session on <paramref name="date"/> (default: the fake clock's day), 6 pm in Philadelphia.</summary>
    public static async Task<Cohort> CohortAsync(EngagementDb db, int capacity = 5, WaitlistRule rule = WaitlistRule.FirstInLine, bool minors = false,
        DateOnly? date = null, string name = "Academy, spring", TimeOnly? start = null)
    {
        var program = new Program(minors ? "Youth Program" : "Academy", $"p{Guid.NewGuid():n}");
        db.Add(program);
        db.Entry(program).Property(p => p.ForMinors).CurrentValue = minors;
        var cohort = new Cohort(program.Id, name);
        var entry = db.Add(cohort);
        entry.Property(c => c.Capacity).CurrentValue = capacity;
        entry.Property(c => c.Waitlist).CurrentValue = rule;
        entry.Property(c => c.Status).CurrentValue = CohortStatus.Published;
        entry.Property(c => c.StartTime).CurrentValue = start ?? new TimeOnly(18, 0);
        var day = date ?? new DateOnly(2026, 3, 2);
        entry.Property(c => c.StartDate).CurrentValue = day;
        entry.Property(c => c.EnrollmentOpens).CurrentValue = day.AddDays(-30);
        entry.Property(c => c.EnrollmentCloses).CurrentValue = day.AddDays(30);
        cohort.AddSession(day);
        await db.SaveChangesAsync();
        return cohort;
    }

    /// <summary>A cohort whose session begins so many minutes from the real now, for tests that run the whole application.</summary>
    public static Task<Cohort> CohortNowAsync(EngagementDb db, double startsInMinutes, int capacity = 5, bool minors = false, WaitlistRule rule = WaitlistRule.FirstInLine)
    {
        var start = LocalTime.FromUtc(DateTime.UtcNow.AddMinutes(startsInMinutes), "America/New_York");
        return CohortAsync(db, capacity, rule, minors, DateOnly.FromDateTime(start), start: TimeOnly.FromDateTime(start));
    }

    /// <summary>People named "Person 001" and so on.</summary>
    public static async Task<List<Guid>> PeopleAsync(EngagementDb db, int count, AgeBand age = AgeBand.Adult)
    {
        var people = Enumerable.Range(1, count).Select(i => new Person("Person", $"{i:000}")).ToList();
        db.AddRange(people);
        foreach (var p in people) db.Entry(p).Property(x => x.Age).CurrentValue = age;
        await db.SaveChangesAsync();
        return [.. people.Select(p => p.Id)];
    }

    /// <summary>Seats that are held, in order.</summary>
    public static Task<List<int>> SeatsAsync(EngagementDb db, Guid cohortId) =>
        db.Enrollments.Where(e => e.CohortId == cohortId && e.Seat != null).Select(e => e.Seat!.Value).OrderBy(s => s).ToListAsync();
}
