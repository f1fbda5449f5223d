using Engagement.Core.Accounts;
using Engagement.Core.Surveys;

namespace Engagement.Web.Jobs;

/// <summary>Every five minutes: destroys lists of survey codes on their day, and takes times and order from windows that have closed. Several nodes may do so.</summary>
internal sealed class SurveyJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SurveyJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var (lists, windows) = (await scope.ServiceProvider.GetRequiredService<SurveyUpkeepService>().RunAsync(Actor.System, stoppingToken)).OrThrow();
                if (lists + windows > 0) log.LogInformation("Surveys: {Lists} lists of codes destroyed, {Windows} closed windows covered", lists, windows);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a moment; the next round tries again.
                log.LogError(e, "Keeping the promises of surveys failed");
            }
        }
    }
}
