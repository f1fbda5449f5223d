using Engagement.Core.Accounts;
using Engagement.Core.Jobs;
using Quartz;

namespace Engagement.Web.Jobs;

/// <summary>What Quartz calls for every job of the office: one method of Core, which also decides whether another node has the turn.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledJob(JobService jobs, ILogger<ScheduledJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await jobs.RunIfDueAsync(Actor.System, context.JobDetail.Key.Name, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database may be away for a moment; the next round tries again.
            log.LogError(e, "Job {Job} could not be begun", context.JobDetail.Key.Name);
        }
    }
}
