using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Jobs;

/// <summary>A job as its page shows it.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Title">What it does.</param>
/// <param name="Every">From one run to the next.</param>
/// <param name="Last">Begin of the latest run (UTC).</param>
/// <param name="Result">What it did; null when there was nothing to do.</param>
/// <param name="Failed">It broke off.</param>
/// <param name="Running">It began and has not ended; for long: its node has ended.</param>
/// <param name="Worked">When it last did something (UTC).</param>
/// <param name="Next">When it is due (UTC); in the past: at the next look.</param>
public sealed record JobRow(string Name, string Title, TimeSpan Every, DateTime? Last, string? Result, bool Failed, bool Running, DateTime? Worked, DateTime Next);

/// <summary>Runs jobs and remembers how they went. Nodes take turns: whoever first writes that it begins, runs.</summary>
public sealed class JobService(IDbContextFactory<EngagementDb> dbs, IServiceScopeFactory scopes, MailSettings mail, TimeProvider clock, ILogger<JobService> log)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Every job with its latest run.</summary>
    public async Task<Result<IReadOnlyList<JobRow>>> ListAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var runs = await db.JobRuns.AsNoTracking().ToDictionaryAsync(r => r.Name);
        return OfficeJob.All(mail).Select(j => runs.TryGetValue(j.Name, out var r)
            ? new JobRow(j.Name, j.Title, j.Every, r.StartedAt, r.Result, r.Failed, r.StartedAt > (r.EndedAt ?? DateTime.MinValue), r.WorkedAt, (r.StartedAt ?? Now) + j.Every)
            : new JobRow(j.Name, j.Title, j.Every, null, null, false, false, null, Now)).ToList();
    }

    /// <summary>Runs a job now, whenever it ran before.</summary>
    public async Task<Result> RunNowAsync(Actor actor, string name, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        if (OfficeJob.All(mail).FirstOrDefault(j => j.Name == name) is not { } job) return new NotFound("This job");
        await using (var db = await dbs.OpenAsync(actor, cancel))
        {
            db.AddAudit(Guid.Empty, nameof(JobRun), $"ran {name}");
            await db.SaveChangesAsync(cancel);
        }
        await BeginAsync(job, always: true, cancel);
        await RunAsync(job, cancel);
        return Result.Success;
    }

    /// <summary>Writes down how a job went that a service of its own runs (<see cref="OfficeJob.OwnClock"/>); no result: there was nothing to do.</summary>
    public async Task<Result> NoteAsync(Actor actor, string name, string? result, bool failed = false)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        if (OfficeJob.All(mail).FirstOrDefault(j => j.Name == name) is not { } job) return new NotFound("This job");
        await BeginAsync(job, always: true, CancellationToken.None);
        await EndAsync(job, result, failed);
        return Result.Success;
    }

    /// <summary>Runs a job if it is due and no other node has begun it. True when it ran.</summary>
    public async Task<Result<bool>> RunIfDueAsync(Actor actor, string name, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageSettings) is { } no) return no;
        if (OfficeJob.All(mail).FirstOrDefault(j => j.Name == name) is not { } job) return new NotFound("This job");
        if (!await BeginAsync(job, job.OnEachNode, cancel)) return false;
        await RunAsync(job, cancel);
        return true;
    }

    // A node that ends in a run leaves it begun: the next turn comes all the same.
    private async Task<bool> BeginAsync(OfficeJob job, bool always, CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(Actor.System, cancel);
        // A little early counts, because timers and clocks of nodes differ.
        var (now, due) = (Now, Now - 0.9 * job.Every);
        if (await db.JobRuns.Where(r => r.Name == job.Name && (always || r.StartedAt == null || r.StartedAt <= due)).ExecuteUpdateAsync(s => s.SetProperty(r => r.StartedAt, now), cancel) == 1) return true;
        if (await db.JobRuns.AnyAsync(r => r.Name == job.Name, cancel)) return false;
        db.JobRuns.Add(new JobRun(job.Name) { StartedAt = now });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node made the row a moment ago, and runs.
            return always;
        }
    }

    private async Task RunAsync(OfficeJob job, CancellationToken cancel)
    {
        var (result, failed) = (default(string), false);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            result = await job.Run(scope.ServiceProvider, cancel);
            if (result is not null) log.LogInformation("Job {Job}: {Result}", job.Name, result);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one run, the next one tries again; staff see that it failed.
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.LogError(e, "Job {Job} failed", job.Name);
            (result, failed) = ($"It broke off ({e.GetType().Name}); the log has the cause.", true);
        }
#pragma warning restore CA1031
        await EndAsync(job, result, failed);
    }

    private async Task EndAsync(OfficeJob job, string? result, bool failed)
    {
        await using var db = await dbs.OpenAsync(Actor.System, CancellationToken.None);
        var (now, worked) = (Now, result is not null && !failed);
        await db.JobRuns.Where(r => r.Name == job.Name).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Result, result).SetProperty(r => r.Failed, failed)
            .SetProperty(r => r.WorkedAt, r => worked ? now : r.WorkedAt), CancellationToken.None);
    }
}
