using Engagement.Core.Accounts;
using Engagement.Core.Liaisons;

namespace Engagement.Web.Jobs;

/// <summary>Renews the standing of liaisons who came to a refresher, every five minutes. Several nodes may do so: twice changes nothing.</summary>
internal sealed class RenewalJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RenewalJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var renewed = await scope.ServiceProvider.GetRequiredService<RenewalService>().RunAsync(Actor.System);
                if (renewed.Value > 0) log.LogInformation("Refreshers: {Count} liaisons renewed", renewed.Value);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a moment; the next round tries again.
                log.LogError(e, "Renewing liaisons failed");
            }
        }
    }
}
