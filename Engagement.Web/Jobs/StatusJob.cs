using Engagement.Core.Accounts;
using Engagement.Core.ServiceRequests;

namespace Engagement.Web.Jobs;

/// <summary>
/// Every five minutes (<c>Deliveries:StatusSeconds</c>, 300) reads back what work systems say about our requests, once a day what services they offer, and renews the
/// open data. Several nodes may do so: twice changes nothing.
/// </summary>
internal sealed class StatusJob(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock, ILogger<StatusJob> log) : BackgroundService
{
    private DateTimeOffset nextLists = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(configuration.GetValue("Deliveries:StatusSeconds", 300.0)), clock);
        // Not in the middle of the start, but before anybody misses the open data.
        await Task.Delay(TimeSpan.FromSeconds(20), clock, stoppingToken);
        do
        {
            await DoAsync<StatusPollService>(s => s.PollAsync(Actor.System, stoppingToken));
            await DoAsync<OpenDataService>(s => s.RenewAsync(Actor.System, stoppingToken));
            if (clock.GetUtcNow() < nextLists) continue;
            await DoAsync<ServiceMapService>(s => s.RefreshAllAsync(Actor.System, stoppingToken));
            nextLists = clock.GetUtcNow().AddDays(1);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DoAsync<T>(Func<T, Task> what) where T : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await what(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database may be away for a moment; the next round tries again.
            log.LogError(e, "{Service} failed", typeof(T).Name);
        }
    }
}
