using Engagement.Core.Accounts;
using Engagement.Core.People;

namespace Engagement.Web.Jobs;

/// <summary>Carries out the retention periods once a day, first an hour after the start. Several nodes may do so: twice changes nothing.</summary>
internal sealed class RetentionJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        var next = DateTimeOffset.MinValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (clock.GetUtcNow() < next) continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var erased = await scope.ServiceProvider.GetRequiredService<RetentionService>().RunAsync(Actor.System, stoppingToken);
                if (erased.Value > 0) log.LogInformation("Retention: {Count} people erased", erased.Value);
                next = clock.GetUtcNow().AddDays(1);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; the next hour tries again.
                log.LogError(e, "Retention failed");
            }
        }
    }
}
