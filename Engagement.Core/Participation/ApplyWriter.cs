using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>An application as it came in.</summary>
internal sealed record Application(Guid CohortId, ApplyInput Input, string Language);

/// <summary>Takes applications: those that come in at the same time share their statements and one commit. Nothing is answered before it is durable.</summary>
public sealed class ApplyWriter
{
    // As long as somebody may go back in the browser and send the same again.
    private static readonly TimeSpan SameFor = TimeSpan.FromHours(12);
    private readonly Gathering<Application, Result<string>> gathering;
    private readonly TimeProvider clock;

    /// <summary>One for the whole program, so that it sees what comes in at the same time.</summary>
    public ApplyWriter(GroupCommit commits, TimeProvider clock) =>
        (this.clock, gathering) = (clock, new(items => commits.WriteAsync(Actor.Anyone, db => TakeAllAsync(db, items))));

    /// <summary>Answers the reference of an application, or why it is not taken.</summary>
    internal Task<Result<string>> AddAsync(Application application) => gathering.AddAsync(application);

    private async Task<IReadOnlyList<Result<string>>> TakeAllAsync(EngagementDb db, IReadOnlyList<Application> items)
    {
        var ids = items.Select(i => i.CohortId).Distinct().ToList();
        var cohorts = (await OpenCohorts.LoadAsync(db, c => ids.Contains(c.Id), clock)).ToDictionary(c => c.Id);
        var earlier = await EarlierAsync(db, [.. items.Select(i => i.Input.Key(i.CohortId)).Distinct()]);
        var (answers, taken) = (new Result<string>[items.Count], new List<Enrollment>());
        foreach (var (place, item) in items.Index())
            answers[place] = await TakeAsync(db, item, cohorts.GetValueOrDefault(item.CohortId), earlier, taken);
        foreach (var cohort in taken.GroupBy(e => e.CohortId)) await EnrollmentMail.QueueAsync(db, cohort.Key, cohort);
        return answers;
    }

    private async Task<Result<string>> TakeAsync(EngagementDb db, Application item, OpenCohort? cohort, Dictionary<string, Earlier> earlier, List<Enrollment> taken)
    {
        if (cohort is null) return new NotOpen();
        if (item.Input.Problems(cohort.ForMinors) is { } invalid) return invalid;
        // A robot that filled the hidden field gets an answer like everybody, and nothing is stored.
        if (!string.IsNullOrEmpty(item.Input.Website)) return CheckedCode.New(8);
        var now = clock.GetUtcNow().UtcDateTime;
        var key = item.Input.Key(cohort.Id);
        while (earlier.TryGetValue(key, out var before))
        {
            if (before.Stage is Stage.Applied or Stage.Waitlisted && before.AppliedAt > now - SameFor) return before.Reference;
            key = item.Input.Key(cohort.Id, before.Reference);
            foreach (var (next, found) in await EarlierAsync(db, [key])) earlier.TryAdd(next, found);
        }
        var person = item.Input.ToPerson(cohort.ForMinors, item.Language, now);
        var enrollment = new Enrollment(cohort.Id, person.Id, now) { FormKey = key };
        enrollment.Apply(now, "public form");
        if (cohort.SeatsLeft == 0) enrollment.Wait(now, "public form", "all seats were taken");
        db.AddRange(person, enrollment);
        taken.Add(enrollment);
        earlier[key] = new(enrollment.Reference, enrollment.Stage, now);
        return enrollment.Reference;
    }

    private static async Task<Dictionary<string, Earlier>> EarlierAsync(EngagementDb db, List<string> keys) =>
        await db.Enrollments.Where(e => e.FormKey != null && keys.Contains(e.FormKey))
            .Select(e => new { Key = e.FormKey!, e.Reference, e.Stage, e.AppliedAt }).ToDictionaryAsync(e => e.Key, e => new Earlier(e.Reference, e.Stage, e.AppliedAt), StringComparer.Ordinal);

    private sealed record Earlier(string Reference, Stage Stage, DateTime AppliedAt);
}
